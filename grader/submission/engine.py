"""Grade many submissions at a time, in worker processes: the one engine.

`python -m grader grade`, `nbgrader autograde` and formgrader's button all use it.
"""

import functools
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import nbformat

from checker.language import fill, translated
from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Lesson
from grader.sandbox.forkserver import Root, WorkerDied
from grader.sandbox.home import Home
from grader.sandbox.limits import Limits
from grader.sandbox.workers import Lost, Workers, processors
from grader.submission.beside import FileRules
from grader.submission.grade import grade, grade_notebook, not_graded
from grader.submission.ordinary import as_read, grade_folder, grade_one, grade_read
from grader.submission.result import GradedSubmission
from grader.submission.sandbox import Sandbox, libraries
from grader.submission.spoken import speak, speak_here, speak_of

Prepare = Callable[[str, Lesson, nbformat.NotebookNode], nbformat.NotebookNode]


_MANY = 20  # submissions: a class


@dataclass(frozen=True)
class Task:
    """One submission to grade: the folder it is in, or a notebook that was read.

    notes: what was mended already in a notebook that was read; name: its file name.
    read: {file name: fields of a `GradedNotebook`}, where all of an ordinary assignment
    was read.
    """

    student: str
    lesson: str
    folder: str = ""
    notebook: nbformat.NotebookNode | None = None
    name: str = ""
    notes: tuple[str, ...] = ()
    read: Mapping[str, Mapping[str, Any]] | None = None

    def to_bytes(self) -> bytes:
        """Return the task for another process."""
        return json.dumps(vars(self)).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Task":
        """Return the task that `to_bytes` gave."""
        task = cls(**json.loads(data))
        notebook = task.notebook and nbformat.from_dict(task.notebook)
        return replace(task, notebook=notebook)


class Engine:
    """Where submissions are graded, until it is closed.

    course: the course's folder, which no submission may read. jobs: submissions at a
    time, None for one on each processor. limits, sealed, prepare: set them before the
    first submission. prepare is called in a worker with a student, a lesson and a
    repaired notebook, and returns it as its tests are to run. rules: {ordinary
    assignment: what is copied beside its notebooks}, set likewise.
    """

    def __init__(
        self,
        course: Path,
        lessons: Iterable[Lesson],
        jobs: int | None = None,
        limits: Limits | None = None,
        sealed: bool = True,
        prepare: Prepare | None = None,
    ):
        self.limits, self.sealed, self.prepare = limits or Limits(), sealed, prepare
        self.rules: dict[str, FileRules] = {}
        self._course = course
        self._lessons = {lesson.name: lesson for lesson in lessons}
        # One that hangs keeps a worker: there is always a second.
        self._jobs = jobs or max(2, processors())
        self._stack = ExitStack()
        self._root = self._workers = None
        self._held = {}  # what is being graded

    def warm_up(self, count: int = 1) -> None:
        """Start the process with all imports; it goes on by itself.

        count: of submissions. What only experiments import pays for a class: there
        some have changed one, and its imports are carried out.
        """
        if self._root is None:
            self._home = self._stack.enter_context(Home()).path
            lessons, many = self._lessons.values(), count >= _MANY
            modules = sorted({name for one in lessons for name in one.imports(many)})
            self._root = self._stack.enter_context(Root(self._home, modules))

    def open(self) -> None:
        """Prove the seal, and have workers for what is to come."""
        if self._workers is not None:
            return
        self.warm_up()
        self._root.set_limits(self.limits, self.sealed)
        for lesson in self._lessons.values():
            lesson.check()  # loaded before the fork, for all workers
        self._libraries = libraries(self._lessons.values(), self._home)
        if self.sealed:
            self._root.prove(self._course, next(iter(self._libraries.values())))
        workers = Workers(self._root, self._jobs, self._work)
        self._workers = self._stack.enter_context(workers)

    def _work(self, task, forkserver, tell):
        sandbox = Sandbox(forkserver, self._libraries, self._home, self.sealed)
        return self._grade(task, sandbox, tell)

    def close(self) -> None:
        """End all processes, and remove what they wrote."""
        self._stack.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def grade(self, tasks: Iterable[Task]) -> Iterator[tuple[int, GradedSubmission]]:
        """Yield (position of a task, result) as they come."""
        self.open()
        data = (task.to_bytes() for task in tasks)
        for key, found in self._workers.map(map(self._begin, itertools.count(), data)):
            yield key, GradedSubmission.from_bytes(self._end(key, found))

    def add(self, key: int, task: bytes) -> None:
        """Let a submission be graded; `turn` gives its result with the key.

        task: of `Task.to_bytes`. Who only passes them on need not read them.
        """
        self._workers.add(key, self._begin(key, task))

    def turn(self, others: Sequence[Connection] = ()) -> Iterator[tuple[int, bytes]]:
        """Wait once, also for one of `others`; yield (key, result) of what is done.

        A result is what `GradedSubmission.from_bytes` reads.
        """
        for key, found in self._workers.turn(others):
            yield key, self._end(key, found)

    def _begin(self, key, task):
        self._held[key] = task
        return task

    def _end(self, key, found):
        data = self._held.pop(key)
        return self._lost(data, found) if isinstance(found, Lost) else found

    def _lost(self, data, lost):
        task = Task.from_bytes(data)
        with speak(task.notebook) if task.notebook else speak_of(task.folder):
            why = translated(lost.why)
            lesson = self._lessons[task.lesson]
            return not_graded(task.student, lesson, why).to_bytes()

    def _grade(self, data, sandbox, tell):
        """In a worker: grade a task; a fault of ours never stops the class."""
        task = Task.from_bytes(data)
        lesson = self._lessons[task.lesson]
        prepare = self.prepare and functools.partial(self.prepare, task.student, lesson)
        judge = self._ordinary if isinstance(lesson, Assignment) else self._lesson
        make = functools.partial(judge, task, lesson, sandbox, prepare, tell)
        return safely(task.student, lesson, make).to_bytes()

    def _lesson(self, task, lesson, sandbox, prepare, tell):
        if task.notebook is not None:
            where = task.notebook, lesson, sandbox, task.notes
            return grade_notebook(task.student, *where, self.limits, tell)
        folder = Path(task.folder)
        where = folder, lesson, sandbox
        return grade(task.student, *where, self.limits, prepare, tell)

    def _ordinary(self, task, lesson, sandbox, prepare, tell):
        folder, rules = Path(task.folder), self.rules.get(lesson.name, FileRules())
        where = lesson, sandbox, self.limits
        if task.read is not None:
            read = {name: as_read(one) for name, one in task.read.items()}
            place = (*where, tell)
            return grade_read(
                task.student, read, folder, rules, place, list(task.notes)
            )
        if task.notebook is not None:
            one = task.name, task.notebook, folder
            return grade_one(task.student, *one, *where, rules, tell)
        return grade_folder(task.student, folder, *where, rules, prepare, tell)


def safely(
    student: str, lesson: Lesson | Assignment, make: Callable[[], GradedSubmission]
) -> GradedSubmission:
    """Return what `make` does; where it fails, that the submission is not graded."""
    try:
        return make()
    except WorkerDied:
        raise
    except OSError as error:
        with speak_here():
            why = fill(
                "it cannot be read ({error}). Make it readable, and grade again.",
                error=error,
            )
    except Exception as error:
        with speak_here():
            why = fill(
                "the grader failed ({error}); this is our fault",
                error=f"{type(error).__name__}: {error}",
            )
    return not_graded(student, lesson, why)
