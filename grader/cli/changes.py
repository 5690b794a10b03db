"""Whether a lesson that is graded by has changed in source/ since it was read."""

import os
import sys
from pathlib import Path
from typing import Any

from grader.cli.common import CommandError, load_assignments
from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Lesson
from grader.serving.bundle import state_of


class Changes:
    """Looks at the folder of a lesson, again and again."""

    def __init__(self, root: Path, lesson: Lesson | Assignment):
        self._root, self._lesson = root, lesson
        self._read = self._last = self._state()
        self._told = False  # why the last change is of no use

    def look(self) -> bool:
        """Return whether the lesson is to be read again.

        It is another than when it was read, the same as at the last look, and can be
        loaded. Where it cannot, the reason is printed, once.
        """
        state, last = self._state(), self._last
        self._last = state
        if state != last:
            self._told = False
            return False  # somebody may still be writing
        if state == self._read or self._told:
            return False
        try:
            read_again(self._root, self._lesson)
        except CommandError as error:
            print(f"{error} Until then, {self._lesson.name} is graded as it was.")
            self._told = True
            return False
        return True

    def _state(self) -> Any:
        """Return what changes with the files; None while one comes or goes."""
        try:
            return state_of(self._lesson.folder)
        except OSError:
            return None


def read_again(root: Path, lesson: Lesson | Assignment) -> Lesson | Assignment:
    """Return a lesson as its folder is now; CommandError says why it is of no use."""
    here = f"{lesson.folder}{os.sep}"
    for name, module in [*sys.modules.items()]:
        if str(getattr(module, "__file__", "")).startswith(here):
            del sys.modules[name]
    return load_assignments(root, [lesson.name])[0]
