"""What was graded before and has not changed need not be graded again."""

import dataclasses
import hashlib
import platform
from pathlib import Path

import nbformat
import numpy as np
from traitlets.config import Config

import checker
import grader
import utils
from grader.lesson.lesson import Lesson
from grader.sandbox.limits import Limits
from grader.submission.grade import GRADED, MARK, GradedSubmission
from grader.submission.mark import Mark

_CODE = [Path(p.__file__).parent for p in (utils, checker, grader)]
_VERSIONS = [platform.python_version(), np.__version__]  # messages depend on them
_LARGEST = 100 << 20  # bytes that are read of a file; no notebook is that large


class Fingerprints:
    """Short texts that change whenever a result might: lesson, limits, submission."""

    def __init__(self, limits: Limits, sealed: bool, config: Config):
        self._folders = _CODE
        self._how = repr((dataclasses.astuple(limits), sealed, _VERSIONS, config))
        self._lessons = {}

    def of(self, lesson: Lesson, folder: Path) -> str | None:
        """Return the fingerprint of what is in `folder`, None if it cannot be read."""
        if lesson.name not in self._lessons:
            self._lessons[lesson.name] = self._of_lesson(lesson)
        total = self._lessons[lesson.name].copy()
        for name in (lesson.notebook_path.name, "timestamp.txt"):
            path = Path(folder, name)
            try:
                if path.is_symlink() or not path.is_file():
                    total.update(b"none")
                    continue
                with path.open("rb") as file:
                    total.update(hashlib.sha256(file.read(_LARGEST)).digest())
            except OSError:
                return None
        return total.hexdigest()

    def _of_lesson(self, lesson):
        total = hashlib.sha256(self._how.encode())
        for root in (lesson.folder, *self._folders):
            for path in sorted(root.rglob("*")):
                if path.is_file() and path.suffix != ".pyc":
                    name = path.relative_to(root).as_posix()
                    total.update(name.encode() + path.read_bytes())
        return total


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
