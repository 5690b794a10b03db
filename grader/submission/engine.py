"""Grade many submissions at a time, in worker processes: the one engine.

`python -m grader grade`, `nbgrader autograde` and formgrader's button all use it.
"""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import nbformat

from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Lesson
from grader.sandbox.forkserver import Root, WorkerDied
from grader.sandbox.home import Home
from grader.sandbox.limits import Limits
from grader.sandbox.workers import Lost, Workers, processors
from grader.submission.beside import FileRules
from grader.submission.grade import grade, grade_notebook, not_graded
from grader.submission.ordinary import grade_folder, grade_one
from grader.submission.result import GradedSubmission
from grader.submission.sandbox import Sandbox, libraries

Prepare = Callable[[str, Lesson, nbformat.NotebookNode], nbformat.NotebookNode]


_MANY = 20  # submissions: a class


@dataclass(frozen=True)
class Task:
    """One submission to grade: the folder it is in, or a notebook that was read.

    notes: what was mended already in a notebook that was read; name: its file name.
    """

    student: str
    lesson: str
    folder: str = ""
    notebook: nbformat.NotebookNode | None = None
    name: str = ""
    notes: tuple[str, ...] = ()


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
        for key, found in self._workers.map(map(self._begin, itertools.count(), tasks)):
            yield key, self._end(key, found)

    def add(self, key: int, task: Task) -> None:
        """Let a submission be graded; `turn` gives its result with the key."""
        self._workers.add(key, self._begin(key, task))

    def turn(
        self, others: Sequence[Connection] = ()
    ) -> Iterator[tuple[int, GradedSubmission]]:
        """Wait once, also for one of `others`; yield (key, result) of what is done."""
        for key, found in self._workers.turn(others):
            yield key, self._end(key, found)

    def _begin(self, key, task):
        self._held[key] = task
        return json.dumps(vars(task)).encode()

    def _end(self, key, found):
        task = self._held.pop(key)
        if isinstance(found, Lost):
            return not_graded(task.student, self._lessons[task.lesson], found.why)
        return GradedSubmission.from_bytes(found)

    def _grade(self, data, sandbox, tell):
        """In a worker: grade a task; a fault of ours never stops the class."""
        task = json.loads(data)
        student, lesson = task["student"], self._lessons[task["lesson"]]
        prepare = self.prepare and (lambda *nb: self.prepare(student, lesson, *nb))
        notebook = task["notebook"] and nbformat.from_dict(task["notebook"])
        try:
            if isinstance(lesson, Assignment):
                where = Path(task["folder"]), lesson, sandbox, self.limits
                rules = self.rules.get(lesson.name, FileRules())
                if notebook is None:
                    graded = grade_folder(student, *where, rules, prepare, tell)
                else:
                    one = task["name"], notebook
                    graded = grade_one(student, *one, *where, rules, tell)
            elif notebook is not None:
                graded = grade_notebook(
                    *(student, notebook, lesson, sandbox),
                    *(task["notes"], self.limits, tell),
                )
            else:
                folder = Path(task["folder"])
                graded = grade(
                    student, folder, lesson, sandbox, self.limits, prepare, tell
                )
        except WorkerDied:
            raise
        except OSError as error:
            why = f"it cannot be read ({error}). Make it readable, and grade again."
            graded = not_graded(student, lesson, why)
        except Exception as error:
            why = f"the grader failed ({type(error).__name__}: {error}); "
            graded = not_graded(student, lesson, f"{why}this is our fault")
        return graded.to_bytes()
