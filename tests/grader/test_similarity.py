"""Pairs of wrong answers: copies are found, and what anybody may write is not."""

import pytest

from grader.lesson.lesson import Course
from grader.report.similarity import known_lines, own_lines, unusual_pairs
from tests.grader.report_class import FORWARD, LESSON
from tests.support import ROOT, one_lesson

# Written by several hands; those of all other functions are each by one.
OPEN = ("l2_penalty", "forward_dropout")
EXERCISES = [
    name
    for found in ("01-l2-regularization", "02-dropout")
    for name in one_lesson(found).exercises
    if name not in OPEN
]


@pytest.mark.parametrize("name", EXERCISES)
def test_independent_wrong_answers_are_no_pairs(name):
    """Of all the right and wrong answers that the authors hold, no two are shown."""
    lesson = next(
        lesson
        for lesson in map(Course(ROOT).lesson, Course(ROOT).lessons())
        if name in lesson.exercises
    )
    loaded = lesson.exercises[name]
    known = known_lines(loaded)
    answers = {one.id: own_lines(one.text, name, known) for one in loaded.answers}
    # What a known mistake reads is nobody's own line.
    wrong = {one.id for one in loaded.answers if not one.right and answers[one.id]}
    assert len(wrong) >= 6
    assert unusual_pairs(name, answers, wrong) == []


def test_the_same_known_mistake_is_no_pair():
    """What template, solution or a known mistake reads is nobody's own line."""
    loaded = Course(ROOT).lesson(LESSON).exercises[FORWARD]
    known = known_lines(loaded)
    assert own_lines(loaded.text, FORWARD, known) == {}
    spelt = loaded.text.replace(" / keep_prob", "/keep_prob  # mine")
    assert spelt != loaded.text
    assert own_lines(spelt, FORWARD, known) == {}
    assert own_lines("def f(:\n  odd(", FORWARD, known)  # broken code is no error


def test_a_line_that_many_write_counts_little():
    """The same two lines make a pair where two wrote them, and none where all did."""
    own = {"x = 1 + y * z": "x = 1 + y * z", "w = x [ 0 ] - 3": "w = x[0] - 3"}
    others = {f"student {i}": {f"v{i} = {i} * q": ""} for i in range(18)}
    wrong = {"a", "b", *others}
    (pair,) = unusual_pairs("f", {"a": own, "b": own, **others}, wrong)
    assert (pair.first, pair.second, pair.alike) == ("a", "b", 1.0)
    assert [count for _, _, count in pair.common] == [2, 2]
    everybody = dict.fromkeys(wrong, own)
    assert unusual_pairs("f", everybody, wrong) == []


def test_one_thought_in_each_layer_is_no_pair():
    """The same wrong line, repeated for each layer, is as rare as one line."""
    one = {f"dA{l} = dA{l} + 2 * D{l}": "" for l in (1, 2, 3)}
    others = {f"student {i}": {f"v{i} = {i} * q": ""} for i in range(18)}
    answers = {"a": one, "b": one, **others}
    assert unusual_pairs("f", answers, set(answers)) == []
