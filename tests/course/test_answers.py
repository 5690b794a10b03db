"""Every answer that an author wrote down gets what it deserves, one test for each.

The answers stand in source/LESSON/_author/answers/FUNCTION.py.
"""

import re

import pytest

from checker.predictions import READY
from checker.records import State
from grader.lesson.exercise import Contest
from grader.lesson.lesson import Course
from tests.support import ROOT, lesson_benches, one_lesson

LOADED = {
    function: (lesson, loaded)
    for lesson in Course(ROOT).lessons()
    for function, loaded in one_lesson(lesson).exercises.items()
}
# Their functions are those that every textbook has.
CORE = ("01-l2-regularization", "02-dropout")
DRAWS = re.compile(r"default_rng\(\)|random\.random\(\)")  # of the test's seed unaware
REPEATS = 20


def answers(right):
    """Return a parameter (function, answer) for each right or each wrong answer."""
    return [
        pytest.param(function, answer, id=f"{function}-{answer.id}".replace(" ", "-"))
        for function, (_, loaded) in LOADED.items()
        for answer in loaded.answers
        if answer.right == right
    ]


def verdicts(function, text):
    """Return the verdicts of the visible check and of the hidden one."""
    bench = lesson_benches(LOADED[function][0])[function]
    return bench.visible(text), bench.hidden(text)


@pytest.mark.parametrize(("function", "answer"), answers(right=True))
def test_a_right_answer_is_right(function, answer):
    """It passes both checks however it is written, and whatever it draws."""
    for _ in range(REPEATS if DRAWS.search(answer.text) else 1):
        for verdict in verdicts(function, answer.text):
            assert verdict.state == State.PASSED, verdict.message


@pytest.mark.parametrize(("function", "answer"), answers(right=False))
def test_a_wrong_answer_loses_what_it_should(function, answer):
    """It passes neither check, is told why, and keeps just its right blanks.

    A known mistake is called by its own name and no other, in its own words.
    """
    visible, hidden = verdicts(function, answer.text)
    if isinstance(LOADED[function][1].exercise, Contest):
        # Its visible check sees the form alone.
        assert visible.state != State.PASSED or visible.word == READY
    else:
        assert visible.state != State.PASSED, "the visible check calls it right"
    assert hidden.state != State.PASSED, "the hidden check calls it right"
    assert visible.message and hidden.message, "it is not told what is wrong"
    kept = {name for name, earned in hidden.blanks.items() if earned}
    assert kept == set(answer.keeps)
    if answer.says:
        for verdict in (visible, hidden):
            assert [one.id for one in verdict.mistakes] == [answer.id]
            assert answer.says in verdict.message


@pytest.mark.parametrize("function", LOADED)
def test_there_are_many_answers(function):
    """Ten right and ten wrong answers to each core function, six to every other."""
    lesson, loaded = LOADED[function]
    least = 10 if lesson in CORE else 6
    right = sum(answer.right for answer in loaded.answers)
    assert right >= least
    assert len(loaded.answers) - right >= least
