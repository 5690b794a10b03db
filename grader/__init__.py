"""What instructors run: release, grade, record.  Never part of a release."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.submission.result import GradedSubmission


class CannotGrade(ValueError):
    """What cannot be graded at all; the text says why, and what to do."""


def grade(notebook: bytes | Path, assignment: Path) -> "GradedSubmission":
    """Grade one notebook; see `grader.serving.library`, which this imports."""
    from grader.serving.library import grade_here

    return grade_here(notebook, assignment)
