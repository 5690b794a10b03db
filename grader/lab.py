"""`%load_ext grader.lab`: in a source notebook, `check` asks the lesson itself.

`make lab` loads it into every kernel. In a folder without `_author/` it does nothing.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from checker import check
from checker.records import Verdict
from checker.stored import Checks


class SourceLesson:
    """The lesson in a folder of source/, as `check` asks it."""

    def __init__(self, folder: Path):
        self._folder = folder

    @cached_property
    def _lesson(self):
        from grader.lesson.lesson import Lesson  # when it is asked: it takes a second

        return Lesson(self._folder)

    @cached_property
    def _stored(self):
        from grader.lesson.checks import visible_checks

        return visible_checks(self._lesson)

    def checks(self) -> dict[str, Checks]:
        return self._stored

    def verdict(self, name: str, function: Callable) -> Verdict:
        from grader.lesson.release import hidden_verdict

        return hidden_verdict(self._lesson, name, function)


def load_ipython_extension(shell: object) -> None:
    """Let `check` answer from the sources, if the notebook lies in source/."""
    if Path("_author", "exercises.py").is_file():
        check.use(SourceLesson(Path.cwd()))
