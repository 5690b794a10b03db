"""Each lesson's quiz is well formed, unfolds without a script, gives nothing away."""

import json
import re

import pytest

from checker.card import code_html
from checker.quiz import BrokenQuiz, _html, load_quiz, quiz
from grader.lesson.lesson import Course
from grader.submission.sanitize import sanitize
from tests.support import ROOT

QUIZZES = [Course(ROOT).source(name) / "quiz.json" for name in Course(ROOT).lessons()]


@pytest.mark.parametrize("path", QUIZZES, ids=lambda path: path.parent.name)
def test_each_option_is_explained_and_folded_away(path):
    """Four questions or five, one right option each, every explanation unfolds."""
    questions = load_quiz(path)
    assert len(questions) in (4, 5)
    for number, one in enumerate(questions, 1):
        page = _html(number, one)
        tags = re.findall(r"<([a-z]+)", page)
        allowed = {"div", "p", "strong", "details", "summary", "code"}  # no styles
        assert set(tags) <= allowed
        assert sorted(tags) == sorted(re.findall("</([^>]+)>", page))
        assert tags.count("details") == len(one["options"])
        folded = re.compile("(?<=</summary>).*?(?=</details>)")
        hidden, seen = " ".join(folded.findall(page)), folded.sub("", page)
        for option in one["options"]:
            assert code_html(option["why"]) in hidden
            assert code_html(option["why"]) not in seen
        assert "Right." not in seen


@pytest.mark.parametrize("path", QUIZZES, ids=lambda path: path.parent.name)
def test_the_right_option_is_not_always_in_the_same_place(path):
    """Who always takes the first, or the longest, does not get them all right."""
    questions = load_quiz(path)
    places = {[o["right"] for o in one["options"]].index(True) for one in questions}
    assert len(places) > 1
    longest = [
        max(one["options"], key=lambda option: len(option["text"]))["right"]
        for one in questions
    ]
    assert not all(longest)


def test_the_notebook_shows_it(capsys):
    """quiz() reads quiz.json; outside a notebook it prints the same as text."""
    quiz(QUIZZES[0])
    printed = capsys.readouterr().out
    first = load_quiz(QUIZZES[0])[0]
    assert first["question"] in printed
    assert first["options"][0]["why"] in printed


def test_the_feedback_page_keeps_it():
    """What is taken out of students' outputs leaves a quiz as it is."""
    import nbformat

    page = _html(1, load_quiz(QUIZZES[0])[0])
    output = nbformat.v4.new_output("display_data", {"text/html": page})
    cell = nbformat.v4.new_code_cell("quiz()", outputs=[output])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    sanitize(notebook, set(), set())
    kept = cell.outputs[0].data["text/html"]
    assert kept.count("<details>") == page.count("<details>")
    assert kept.count("<summary>") == page.count("<summary>")


@pytest.mark.parametrize("content", [None, "", "[{", "\xff"])
def test_a_missing_or_damaged_quiz_is_one_sentence(tmp_path, content):
    """It names the file and what to do; a notebook shows no traceback of ours."""
    path = tmp_path / "quiz.json"
    if content is not None:
        path.write_text(content, "latin-1")
    with pytest.raises(BrokenQuiz, match="Download the lesson's folder again") as told:
        quiz(path)
    (line,) = told.value._render_traceback_()
    assert "quiz.json cannot be read" in line


GOOD = {
    "question": "?",
    "options": [
        {"text": "a", "right": True, "why": "so"},
        {"text": "b", "right": False, "why": "not so"},
    ],
}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ([], "expected a list of questions"),
        ([{"question": "?"}], 'question 1: expected "question" and "options"'),
        ([GOOD, {**GOOD, "options": GOOD["options"][:1]}], "question 2: expected two"),
        ([{**GOOD, "options": [GOOD["options"][0]] * 2}], "2 options are right"),
        ([{**GOOD, "options": [{"text": "a", "right": True}] * 2}], 'its "why"'),
    ],
)
def test_a_broken_quiz_says_what_is_wrong(tmp_path, data, reason):
    """The error names the file, the question and what was expected."""
    path = tmp_path / "quiz.json"
    path.write_text(json.dumps(data))
    with pytest.raises(BrokenQuiz, match=reason) as caught:
        load_quiz(path)
    assert "quiz.json" in str(caught.value)
