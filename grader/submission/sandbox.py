"""What grading a submission needs of the sandbox: a child for each session."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Lesson
from grader.lesson.release import unpack
from grader.sandbox.forkserver import Forkserver, Library, Root
from grader.sandbox.home import Home
from grader.sandbox.limits import Limits
from grader.sandbox.session import NotStarted, Session


@dataclass(frozen=True)
class Sandbox:
    """Where submissions are run. libraries: {lesson: its released files}."""

    forkserver: Forkserver
    libraries: dict[str, Library]
    home: Path
    sealed: bool = True

    def session(
        self, lesson: Lesson | Assignment, limits: Limits, beside: Path | None = None
    ) -> Session:
        """Return a new child for a submission; beside: files that it finds there."""
        where = self.forkserver, self.libraries[lesson.name], limits, self.home, beside
        try:
            return Session(*where)
        except NotStarted:  # something killed it: once more
            return Session(*where)


def libraries(lessons: Iterable[Lesson | Assignment], home: Path) -> dict[str, Library]:
    """Write the released files of lessons below a folder, for children to import.

    Those of an ordinary assignment are put beside each submission instead.
    """
    found = {}
    for one in lessons:
        folder = home / "library" / one.name
        if isinstance(one, Assignment):
            folder.mkdir(parents=True)
        else:
            unpack(one, folder)
        found[one.name] = Library(folder, tuple(one.own_imports()), len(one.exercises))
    return found


@contextlib.contextmanager
def one_sandbox(
    lessons: Iterable[Lesson], limits: Limits | None = None, sealed: bool = True
) -> Iterator[Sandbox]:
    """A sandbox in this process, without workers that could be killed."""
    lessons = list(lessons)
    modules = sorted({name for one in lessons for name in one.imports(False)})
    with Home() as home:
        folders = libraries(lessons, home.path)
        with Root(home.path, modules) as root:
            root.set_limits(limits or Limits(), sealed)
            if sealed:
                root.prove(lessons[0].folder.parent.parent, folders[lessons[0].name])
            with Forkserver(root, root.door()) as forkserver:
                yield Sandbox(forkserver, folders, home.path, sealed)
