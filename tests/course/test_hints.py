"""Hints go from a symptom to a question, and leave the answer to the learner."""

import re

import pytest

from grader.lesson.blanks import clear_blanks
from grader.lesson.lesson import Course
from tests.support import ROOT

COURSE = Course(ROOT)
EXERCISES = {
    function: loaded
    for lesson in COURSE.lessons()
    for function, loaded in COURSE.lesson(lesson).exercises.items()
}
FEWEST = 3  # parts of a line from which it can be given away
MOST = 2 / 3  # of its parts that a hint may name
WORDS = {  # how a part of a line is said in words
    "2": "2|two|twice|double|half",
    "T": "T|transposed?",
    "sqrt": r"sqrt|(square )?roots?",
    "norm": r"norms?|‖",
    "sum": "sum|add(s|ed)?",
    "mean": "mean|averaged?",
    "abs": "abs|absolute",
    "square": "square[ds]?",
}


def solution_lines(text):
    """Return what stands right of the = in a function's blanks, brackets closed."""
    blank, found = set(clear_blanks(text).split("\n")), [""]
    for line in text.split("\n"):
        if line not in blank:
            found[-1] += line.split("#")[0]
            if all(found[-1].count(a) == found[-1].count(b) for a, b in ("()", "[]")):
                found.append("")
    return [re.sub(r"^\s*[\w, ]+=(?!=)", "", line).strip() for line in found]


def parts(line):
    """Return the names and numbers of a line, but for np, 0 and 1."""
    found = set(re.findall(r"[^\W\d]\w*|\d+\.?\d*", line))
    return found - {"np", "0", "1", "0.0", "1.", "for", "in", "if", "else"}


def named(hint, line):
    """Return the share of a line's parts that a hint names, 0 for a short line."""
    known = parts(line)
    if len(known) < FEWEST:
        return 0
    said = [p for p in known if re.search(rf"\b({WORDS.get(p, re.escape(p))})\b", hint)]
    return len(said) / len(known)


@pytest.mark.parametrize("function", EXERCISES)
def test_no_hint_holds_what_a_line_of_the_solution_holds(function):
    """No hint, the last one neither, names most of what a line is made of."""
    loaded = EXERCISES[function]
    for hint in loaded.spec.hints:
        for line in solution_lines(loaded.text):
            assert named(hint, line) <= MOST, (hint, line)


@pytest.mark.parametrize(
    ("hint", "line"),
    [
        ("2 stands above fan_in, under a root.", "np.sqrt(2 / fan_in)"),
        ("dW is the product of dZ with A_before transposed.", "dZ @ A_before.T / m"),
        ("Subtract cost(theta - step).", "cost(theta + step) - cost(theta - step)"),
    ],
)
def test_a_line_said_in_words_is_found(hint, line):
    """The measure sees a line whose operators are words."""
    assert named(hint, line) > MOST
