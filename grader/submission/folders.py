"""Which folders of submitted/ hold a submission, and whose names can be a student's."""

import contextlib
import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

_LONGEST = 128  # characters: nbgrader's column; PostgreSQL refuses more
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
        elif len(name) > _LONGEST:
            what = f"has {len(name)} characters, at most {_LONGEST} are kept"
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
        # macOS writes Hangul decomposed; typed, it is composed.
        wanted = {_composed(one): one for one in students}
        missing = wanted.keys() - {_composed(p.parent.name) for p in folders}
        if missing:
            names = ", ".join(sorted(wanted[one] for one in missing))
            raise NothingToGrade(
                f"no submission of {names} in {submitted} "
                f"(expected {submitted}/STUDENT/{lesson}/)"
            )
        folders = [p for p in folders if _composed(p.parent.name) in wanted]
    if not folders:
        raise NothingToGrade(
            f"nothing to grade: no folder {submitted}/STUDENT/{lesson}/. "
            "Put each student's folder there, or run `python -m grader collect`."
        )
    return folders


def path_of(folder: Path, name: str) -> Path:
    """Return the path of a file, also if it is called so in decomposed Unicode."""
    path = Path(folder, name)
    if not name.isascii() and not os.path.lexists(path):
        with contextlib.suppress(OSError):
            for other in os.listdir(folder):
                if _composed(other) == _composed(name):
                    return Path(folder, other)
    return path


def strays(root: Path, most: int = 20) -> list[str]:
    """Return a sentence on each thing in submitted/ that no lesson takes.

    most: of how many; a last one counts the others. Hidden files and empty folders
    are nobody's work.
    """
    submitted, source = root / "submitted", root / "source"
    lessons = {_folded(path.name): path.name for path in _below(source)}
    owners = {path.name: path.parent.name for path in source.glob("*/*.ipynb")}
    found = []
    for student in _below(submitted):
        if not os.path.isdir(student):
            lesson = owners.get(student.name, "LESSON")
            found.append((student, f"Move it to submitted/STUDENT/{lesson}/"))
        for path in _below(student):
            folder = os.path.isdir(path)
            lesson = lessons.get(_folded(path.name)) if folder else None
            if folder and (path.name == lesson or not _below(path)):
                continue
            to = f"{student}/{owners.get(path.name, 'LESSON')}/"
            do = f"Rename it to {lesson}" if lesson else f"Move it to {to}"
            found.append((path, do))
    told = [
        printable(f"{path} is graded with no lesson. {do}.")
        for path, do in found[:most]
    ]
    more = len(found) - len(told)
    return [*told, f"{more} more in {submitted} are graded with none."][: len(found)]


def printable(text: str) -> str:
    """Return a text for one line of a terminal: control characters are escaped."""
    text = text.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _composed(name):
    return unicodedata.normalize("NFC", name)


def _folded(name):
    return "".join(c for c in _composed(name) if c.isalnum()).lower()


def _below(folder):
    """Return what lies in a folder, but for hidden things; nothing if it is closed."""
    try:
        return sorted(p for p in folder.iterdir() if not p.name.startswith((".", "_")))
    except OSError:
        return []


def _may_hold(folder):
    """Return whether there is such a folder, or nobody may look whether there is."""
    try:
        return folder.is_dir()
    except OSError:
        return True
