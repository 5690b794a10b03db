"""`python -m grader audit [LESSON…]`: are the tests of a lesson sharp?

Each reference solution is changed in every small way (`mutants`), and every change is
run through the visible and the hidden cases, without a kernel. In a contest,
predictions of known worth take the mutants' place (`predictions`). The answers that
an author wrote down are judged, too (`answers`).
"""

from collections.abc import Iterable

from grader.audit.bench import Bench, benches
from grader.audit.predictions import ContestAudit, audit_contest
from grader.audit.show import show
from grader.audit.summary import Audit, audit_exercise
from grader.lesson.exercise import Contest
from grader.lesson.lesson import Lesson

__all__ = ["Audit", "ContestAudit", "audit", "audit_function", "audit_lesson"]


def audit(lessons: Iterable[Lesson], verbose: bool = False) -> int:
    """Audit lessons and print what was found; return 0 or 1.

    1: a mutant survives, an answer gets what it does not deserve, a known mistake is
    taken for another, or too few wrong answers are explained.  Raises AuthorError (a
    ValueError) for a wrong claim that a mutant is equivalent.
    """
    problems = 0
    for lesson in lessons:
        audits = audit_lesson(lesson)
        show(lesson.name, audits, verbose)
        problems += sum(len(found.problems) for found in audits)
    return int(problems > 0)


def audit_lesson(lesson: Lesson) -> list[Audit | ContestAudit]:
    """Return what was found about each graded function of a lesson."""
    return [audit_function(bench) for bench in benches(lesson)]


def audit_function(bench: Bench) -> Audit | ContestAudit:
    """Return what was found about one graded function."""
    contest = isinstance(bench.loaded.exercise, Contest)
    return audit_contest(bench) if contest else audit_exercise(bench)
