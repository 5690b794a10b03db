"""The hidden tests as stock nbgrader runs them: inside the student's kernel.

They have the references, the cases and the points of this course's own judge.
"""

import functools

from grader.patches import skip_address_grammar

# nbformat would otherwise import this for half a second or more, which is no fault of
# the grader that is compared.
skip_address_grammar()

from benchmarks.place import LESSON, ROOT  # noqa: E402
from grader.lesson.lesson import Course  # noqa: E402
from grader.lesson.release import hidden_verdict  # noqa: E402


@functools.cache
def _lesson():
    return Course(ROOT).lesson(LESSON)


def score(name, function):
    """Return the points that a function earns, as nbgrader reads partial credit."""
    lesson = _lesson()
    share = hidden_verdict(lesson, name, function).share(lesson.exercises[name].spec)
    return round(lesson.points(name) * share, 4)
