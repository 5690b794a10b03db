"""Which folders of submitted/ hold a submission, and whose names can be a student's."""

import re
from collections.abc import Iterable
from pathlib import Path

_PATTERN = re.compile(r"[*?\[\]]")


class NothingToGrade(ValueError):
    """There is no such submission; the text says where it was looked for."""


def name_problem(name: str) -> str:
    """Return why a folder's name can be no student's, "" if it can.

    Names go into the gradebook, into paths and into nbgrader's patterns for files.
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        what = "is not UTF-8"
    else:
        if _PATTERN.search(name):
            what = "holds a character of patterns (*, ?, [ or ])"
        elif not name.isprintable():
            what = "holds a line break or another invisible character"
        elif name.startswith((".", "-")):
            what = f"begins with {name[0]!r}"
        else:
            return ""
    return f"the name of its folder in submitted/ {what}. Rename it, and grade again."


def submission_folders(
    root: Path, lesson: str, students: Iterable[str] | None = None
) -> list[Path]:
    """Return the folders submitted/STUDENT/LESSON, sorted by student.

    students: only theirs. Raises NothingToGrade where there are none.
    """
    submitted = root / "submitted"
    try:
        found = sorted(submitted.iterdir()) if submitted.is_dir() else []
    except OSError as error:
        raise NothingToGrade(
            f"{submitted} cannot be read ({error.strerror}). Make it readable."
        ) from None
    folders = [p / lesson for p in found if _may_hold(p / lesson)]
    if students:
        missing = set(students) - {p.parent.name for p in folders}
        if missing:
            raise NothingToGrade(
                f"no submission of {', '.join(sorted(missing))} in {submitted} "
                f"(expected {submitted}/STUDENT/{lesson}/)"
            )
        folders = [p for p in folders if p.parent.name in students]
    if not folders:
        raise NothingToGrade(
            f"nothing to grade: no folder {submitted}/STUDENT/{lesson}/. "
            "Put each student's folder there, or run `nbgrader collect`."
        )
    return folders


def _may_hold(folder):
    """Return whether there is such a folder, or nobody may look whether there is."""
    try:
        return folder.is_dir()
    except OSError:
        return True
