"""The hidden checks in kernel form, for graders that judge beside the student's code.

Stock nbgrader and otter-grader run this inside the student's kernel. Same references,
same cases, same points as this course's own judge. Read from a stock test cell as

    score("compute_cost_with_regularization", compute_cost_with_regularization)
"""

import functools

from grader.patches import skip_address_grammar

# As in grader/__main__.py: nbformat would otherwise import this for half a second
# or more, which is no fault of the graders that are compared.
skip_address_grammar()

from benchmarks.place import LESSON, ROOT  # noqa: E402
from grader.lesson.lesson import Course  # noqa: E402
from grader.lesson.release import hidden_verdict  # noqa: E402


@functools.cache
def _lesson():
    return Course(ROOT).lesson(LESSON)


@functools.cache
def _verdict(name, function):
    return hidden_verdict(_lesson(), name, function)


def score(name, function):
    """Return the points that a function earns, as nbgrader reads partial credit."""
    lesson = _lesson()
    share = _verdict(name, function).share(lesson.exercises[name].spec)
    return round(lesson.points(name) * share, 4)


def require(name, function, blank):
    """Raise AssertionError, with the judge's sentence, if a blank is not right."""
    verdict = _verdict(name, function)
    assert verdict.blanks[blank], verdict.message
