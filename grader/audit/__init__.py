"""`python -m grader audit [LESSON…]`: are the tests of a lesson sharp?

Each reference solution is changed in every small way (`mutants`), and every change is
run through the visible and the hidden cases, without a kernel. In a contest,
predictions of known worth take the mutants' place (`predictions`). The answers that
an author wrote down are judged, too (`answers`).
"""

from grader.audit.bench import benches
from grader.audit.predictions import audit_contest
from grader.audit.show import show
from grader.audit.summary import Audit, audit_exercise
from grader.lesson.exercise import Contest
from grader.lesson.lesson import Course

__all__ = ["Audit", "audit", "audit_exercise", "audit_lesson"]


def audit(root, names=(), verbose=False):
    """Audit the named lessons, or all, and print what was found; return 0 or 1.

    1: a mutant survives, an answer gets what it does not deserve, a known mistake is
    taken for another, or too few wrong answers are explained.  Raises AuthorError (a
    ValueError) for an unknown lesson, a broken source, or a wrong claim that a mutant
    is equivalent.
    """
    course = Course(root)
    lessons = [course.lesson(name) for name in names or course.lessons()]
    problems = 0
    for lesson in lessons:
        audits = audit_lesson(lesson)
        show(lesson.name, audits, verbose)
        problems += sum(len(found.problems) for found in audits)
    return int(problems > 0)


def audit_lesson(lesson):
    """Return an `Audit` or `ContestAudit` for each graded function of a `Lesson`."""
    return [
        audit_contest(bench)
        if isinstance(bench.loaded.exercise, Contest)
        else audit_exercise(bench)
        for bench in benches(lesson)
    ]
