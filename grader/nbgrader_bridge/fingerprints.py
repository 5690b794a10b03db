"""What was graded before and has not changed need not be graded again."""

import dataclasses
import hashlib
import platform
from pathlib import Path

import nbformat
import numpy as np

import checker
import grader
import utils
from grader.submission.grade import GRADED, MARK, GradedSubmission

_CODE = [Path(p.__file__).parent for p in (utils, checker, grader)]
_VERSIONS = [platform.python_version(), np.__version__]  # messages depend on them
_LARGEST = 100 << 20  # bytes that are read of a file; no notebook is that large


class Fingerprints:
    """Short texts that change whenever a result might: lesson, limits, submission."""

    def __init__(self, limits, sealed, config):
        self._folders = _CODE
        self._how = repr((dataclasses.astuple(limits), sealed, _VERSIONS, config))
        self._lessons = {}

    def of(self, lesson, folder):
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


def stamp(graded, fingerprint):
    """Write the fingerprint into the graded notebook."""
    graded.notebook.metadata[MARK]["fingerprint"] = fingerprint


def graded_before(path, fingerprint):
    """Return the result that a graded notebook holds, None if it is another one's."""
    if fingerprint is None:
        return None
    try:
        found = nbformat.read(path, as_version=4).metadata[MARK]
        if found["status"] == GRADED and found["fingerprint"] == fingerprint:
            return GradedSubmission.from_json(found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass  # no graded notebook, or one that something else wrote
    return None
