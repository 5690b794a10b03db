"""A function that is given a random generator has to draw from it."""

import pytest

from checker.inputs import Factory
from checker.records import Case
from grader.audit.generators import without_generators
from grader.lesson.consistency import check_cases
from grader.lesson.exercise import Blank, Exercise
from grader.lesson.lesson import Course
from grader.lesson.reference import AuthorError
from tests.support import ROOT, lesson_benches, one_lesson

GIVEN = [
    pytest.param(lesson, name, mutant, id=f"{name}-{mutant.was}")
    for lesson in Course(ROOT).lessons()
    for name, loaded in one_lesson(lesson).exercises.items()
    if isinstance(loaded.exercise, Exercise)
    for mutant in without_generators(name, loaded.text, loaded.cases[0].inputs)
]


@pytest.mark.parametrize(("lesson", "name", "mutant"), GIVEN)
def test_the_global_generator_in_its_place_is_seen(lesson, name, mutant):
    """Both checks see it, whatever the global one was seeded with."""
    bench = lesson_benches(lesson)[name]
    assert bench.killed(mutant.text)
    assert bench.seen(mutant.text)
    assert "does not use rng" in bench.visible(mutant.text).message


def test_there_are_functions_that_are_given_one():
    """Some drop units, some draw first weights, some move or mix images."""
    assert {one.values[0][:2] for one in GIVEN} >= {"02", "04", "06"}


def exercise(seed, kind="RandomState"):
    """Return an exercise with a case of seed 7, whose generator has another."""
    rng = Factory(f"numpy.random:{kind}", (seed,))
    case = Case("one", {"rng": rng}, seed=7)
    return Exercise("f", "x", (Blank("x", ("x",)),), (case,), (), (), "")


def test_a_generator_with_the_cases_seed_is_an_error():
    """With equal seeds nobody could see which of both is drawn from."""
    with pytest.raises(AuthorError, match="'one' has the seed 7, and so has its rng"):
        check_cases(exercise(7))
    check_cases(exercise(8))
    check_cases(exercise(7, "default_rng"))
