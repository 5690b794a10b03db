"""What was graded before and has not changed need not be graded again."""

import dataclasses
import fnmatch
import hashlib
import json
import platform
from collections.abc import Iterator
from pathlib import Path

import nbformat
import numpy as np
from traitlets.config import Config

from checker.language import translated
from checker.messages import say, text
from grader.lesson.assignment import Assignment
from grader.lesson.cells import nbgrader_data
from grader.lesson.lesson import Lesson
from grader.sandbox.limits import Limits
from grader.serving.bundle import code_digest
from grader.submission.beside import files_in
from grader.submission.folders import path_of
from grader.submission.mark import Mark
from grader.submission.result import GRADED, MARK, GradedSubmission

_VERSIONS = [platform.python_version(), np.__version__]  # messages depend on them
_LARGEST = 100 << 20  # bytes that are read of a file; no notebook is that large
_PARTS = {
    "lesson": say("the lesson changed"),
    "how": say("a limit, a setting, a version or the grader itself changed"),
    "work": say("another notebook was handed in"),
    "time": say("the time of submission, the deadline or an extension changed"),
}


class Fingerprints:
    """Short texts that change whenever a result might: lesson, limits, submission.

    One has a part for each of these, so that two tell what is different.
    """

    def __init__(self, limits: Limits, sealed: bool, config: Config):
        how = repr((dataclasses.astuple(limits), sealed, _VERSIONS, config))
        total = hashlib.sha256(f"{how} {code_digest()}".encode())
        self._how = total.hexdigest()[:16]
        ignored = config.CourseDirectory.get("ignore", [])
        # What is not released, but is part of a lesson all the same.
        self._ignored = [n for n in ignored if n not in ("_author", "quiz.json")]
        self._lessons = {}

    def of(
        self, lesson: Lesson | Assignment, folder: Path, due: str = ""
    ) -> str | None:
        """Return the fingerprint of what is in `folder`, None if it cannot be read.

        due: deadline and extension, as a text.
        """
        if lesson.name not in self._lessons:
            self._lessons[lesson.name] = self._of_lesson(lesson)
        try:
            work = _of_work(lesson, Path(folder))
            time = _of_file(Path(folder, "timestamp.txt"))
        except OSError:
            return None
        time = hashlib.sha256(f"{time} {due}".encode()).hexdigest()[:16]
        return " ".join([self._lessons[lesson.name], self._how, work, time])

    def _of_lesson(self, lesson):
        """Return a text for a lesson, without what editors leave beside and in it."""
        total = hashlib.sha256(json.dumps([*_content(lesson)]).encode())
        files = [
            path
            for path in lesson.folder.rglob("*")
            if path.suffix != ".ipynb" and self._counts(path, lesson.folder)
        ]
        _add_files(total, lesson.folder, files)
        return total.hexdigest()[:16]

    def _counts(self, path, folder):
        names = path.relative_to(folder).parts
        return not any(
            name.startswith(".") or any(fnmatch.fnmatch(name, p) for p in self._ignored)
            for name in names
        )


def _content(lesson: Lesson) -> Iterator[list]:
    """Yield what of a notebook grading uses: no outputs, no state of an editor."""
    for cell in (c for notebook in lesson.notebooks.values() for c in notebook.cells):
        tags = cell.metadata.get("tags", [])
        yield [cell.cell_type, cell.get("id"), cell.source, nbgrader_data(cell), tags]


def _of_work(lesson: Lesson | Assignment, folder: Path) -> str:
    """Return a text for what was handed in, files beside the notebooks included."""
    if not isinstance(lesson, Assignment):
        return _of_file(folder / lesson.notebook_path.name)
    names = [*lesson.notebook_names, *(name for name, _ in files_in(folder))]
    told = [(name, _of_file(path_of(folder, name))) for name in names]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _add_files(total, root, paths):
    for path in sorted(paths):
        if path.is_file():
            total.update(path.relative_to(root).as_posix().encode())
            total.update(path.read_bytes())


def _of_file(path):
    if path.is_symlink() or not path.is_file():
        return "none"
    with path.open("rb") as file:
        return hashlib.sha256(file.read(_LARGEST)).hexdigest()[:32]


def differences(old: str, new: str | None) -> list[str]:
    """Return what differs between two fingerprints, in the language spoken now."""
    old, new = old.split(), (new or "").split()
    if len(old) != len(new) or len(new) != len(_PARTS):
        told = translated("it was graded by another version of the grader")
        return [told] if old else []
    return [text(what) for what, a, b in zip(_PARTS.values(), old, new) if a != b]


def last_fingerprint(path: Path) -> str:
    """Return the fingerprint in a graded notebook, "" if there is none."""
    try:
        return Mark.of(json.loads(path.read_text("utf-8"))).fingerprint
    except (OSError, ValueError, AttributeError, TypeError):
        return ""


def stamp(graded: GradedSubmission, fingerprint: str | None) -> None:
    """Write the fingerprint into the graded notebook."""
    Mark(fingerprint=fingerprint or "").add_to(graded.notebook)


def graded_before(path: Path, fingerprint: str | None) -> GradedSubmission | None:
    """Return the result that a graded notebook holds, None if it is another one's."""
    if fingerprint is None:
        return None
    try:
        found = nbformat.read(path, as_version=4)
        mark = Mark.of(found)
        if mark.status == GRADED and mark.fingerprint == fingerprint:
            return GradedSubmission.from_json(found.metadata[MARK])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass  # no graded notebook, or one that something else wrote
    return None
