"""Write results where nbgrader expects them: gradebook, autograded/, feedback/.

Only the process that drives the grading calls this.  Importing nbgrader takes a
while, so this module is imported when there is something to record.
"""

import contextlib
import os
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import nbformat
import sqlalchemy
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import DatabaseError, OperationalError, SAWarning
from traitlets import TraitError
from traitlets.config import Config, PyFileConfigLoader

from grader.lesson.lesson import Lesson
from grader.nbgrader_bridge.feedback import FeedbackPages, write_whole
from grader.nbgrader_bridge.pipeline import Pipeline
from grader.nbgrader_bridge.plugins import Judge
from grader.patches import (
    compile_schemas_once,
    one_gradebook,
    one_transaction,
    take_back_scores,
    tolerant_timestamp,
)
from grader.sandbox.limits import Limits
from grader.submission.grade import GradedSubmission

_CELLS = "Cannot add or remove cells"  # so nbgrader begins its message
_REMEDY = (
    ". Give each graded cell its old id back, and keep the number of cells; or, for a "
    "new run of the course, remove the lesson with `nbgrader db assignment remove "
    "LESSON --force`, which deletes its scores."
)
_TRIES = 4  # each waits five seconds for another program to let go


class CourseError(RuntimeError):
    """A gradebook, configuration or source that is of no use; the text says why."""


class Recorder:
    """The one writer of a course's gradebook, autograded/ and feedback/.

    Used in a `with` block: nbgrader's steps each open the gradebook anew and look
    through its tables; inside the block they share one that is open.
    """

    def __init__(self, root: Path):
        self.config = load_config(root)
        self.coursedir = CourseDirectory(config=self.config)
        self.coursedir.root = str(root)
        self._pipeline = self._checked_pipeline()
        self._known = set()
        self._pages = {}
        # nbgrader's own queries warn about objects that it adds a line later.
        warnings.filterwarnings("ignore", category=SAWarning)

    def __enter__(self) -> "Recorder":
        compile_schemas_once()
        self._stack = contextlib.ExitStack()
        self._stack.enter_context(one_gradebook())
        return self

    def __exit__(self, *exception: object) -> None:
        self._stack.close()

    def limits(self) -> Limits:
        """Return the limits that nbgrader_config.py sets."""
        limits = self._judge().limits()
        for name, value in vars(limits).items():
            if value is not True and value is not False and value < 1:
                raise CourseError(
                    f"{self._config_file()}: c.Judge.{name} is {value}; expected 1 or "
                    "more. Correct it there."
                )
        return limits

    def sealed(self) -> bool:
        """Return whether nbgrader_config.py asks for sealed kernels."""
        return self._judge().sealed

    def _judge(self):
        try:
            return Judge(config=self.config)
        except TraitError as error:
            raise CourseError(
                f"{self._config_file()}: {error} Correct it there."
            ) from None

    def _config_file(self):
        return Path(self.coursedir.root, "nbgrader_config.py")

    def recorded(self, lesson: Lesson) -> set[str]:
        """Return the students all of whose tests of a lesson have a score."""
        tests = {f"{name}-test" for name in lesson.exercises}
        self.require_assignment(lesson.name)
        address = self.coursedir.db_url, self.coursedir.course_id
        with gradebook_errors(self.coursedir), Gradebook(*address) as gradebook:
            return {
                submission.student_id
                for submission in gradebook.assignment_submissions(lesson.name)
                if all(
                    grade.auto_score is not None
                    for notebook in submission.notebooks
                    for grade in notebook.grades
                    if grade.name in tests
                )
            }

    def pages(self, student: str, lesson: Lesson) -> tuple[Path, Path]:
        """Return the paths of a graded notebook and of its feedback page."""
        name = lesson.notebook_path.name
        folders = (
            self.coursedir.autograded_directory,
            self.coursedir.feedback_directory,
        )
        graded, feedback = (
            Path(self.coursedir.format_path(folder, student, lesson.name), name)
            for folder in folders
        )
        return graded, feedback.with_suffix(".html")

    def record(self, graded: GradedSubmission, notebook_name: str) -> None:
        """Record one result and write its pages; a new student is created.

        Raises CourseError if the gradebook cannot be used, OSError if a page cannot be
        written; the gradebook then holds no older score as if it were the new one.
        """
        with gradebook_errors(self.coursedir):
            for left in reversed(range(_TRIES)):
                try:
                    return self._record(graded, notebook_name)
                except OperationalError as error:
                    if not left or "locked" not in str(error.orig):
                        raise

    def _record(self, graded, notebook_name):
        self.require_assignment(graded.lesson)
        address = self.coursedir.db_url, self.coursedir.course_id
        with Gradebook(*address) as gradebook, one_transaction(gradebook):
            self._record_in(gradebook, graded, notebook_name)

    def _record_in(self, gradebook, graded, notebook_name):
        folder = self._folder(self.coursedir.submitted_directory, graded)
        stamp = tolerant_timestamp(self.coursedir, folder)
        gradebook.update_or_create_student(graded.student)
        more = {} if stamp is None else {"timestamp": stamp}
        gradebook.update_or_create_submission(graded.lesson, graded.student, **more)
        take_back_scores(self.coursedir, graded.lesson, graded.student)
        folder = self._folder(self.coursedir.autograded_directory, graded)
        for name in (notebook_name, "timestamp.txt"):  # an old result is gone now
            with contextlib.suppress(FileNotFoundError):
                os.unlink(folder / name)
        resources = self._resources(graded.student, graded.lesson, notebook_name)
        notebook = self._pipeline.after(graded.notebook, resources)
        self._write(graded, notebook_name, notebook, stamp)
        self._write_feedback(graded, notebook_name, notebook)

    def prepare(
        self, student: str, lesson: Lesson, notebook: nbformat.NotebookNode
    ) -> nbformat.NotebookNode:
        """Return a repaired notebook after the steps that come before its tests."""
        resources = self._resources(student, lesson.name, lesson.notebook_path.name)
        return self._pipeline.before(notebook, resources)

    def _resources(self, student, lesson, notebook_name):
        """Return what nbgrader's preprocessors ask for."""
        return {
            "nbgrader": {
                "student": student,
                "assignment": lesson,
                "notebook": Path(notebook_name).stem,
                "db_url": self.coursedir.db_url,
            }
        }

    def _checked_pipeline(self):
        try:
            return Pipeline(self.config)
        except (ImportError, TraitError, TypeError, StopIteration) as error:
            told = str(error) or "grader.nbgrader_bridge.plugins.Judge is not listed"
            raise CourseError(
                f"{self._config_file()}: the preprocessors of c.Autograde cannot be "
                f"used: {told}. Correct it there."
            ) from None

    def _write(self, graded, notebook_name, notebook, stamp):
        folder = self._folder(self.coursedir.autograded_directory, graded)
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / notebook_name, nbformat.v4.writes(notebook) + "\n")
        os.chmod(folder / notebook_name, 0o444)
        if stamp is not None:
            (folder / "timestamp.txt").write_text(f"{stamp} UTC\n")

    def _write_feedback(self, graded, notebook_name, notebook):
        if graded.lesson not in self._pages:
            root = self.coursedir.root
            self._pages[graded.lesson] = FeedbackPages(root, graded.lesson, self.config)
        with contextlib.chdir(self.coursedir.root):  # nbgrader's paths are relative
            name = Path(notebook_name).stem
            self._pages[graded.lesson].write(graded.student, name, notebook)

    def _folder(self, step, graded):
        path = self.coursedir.format_path(step, graded.student, graded.lesson)
        return Path(path)

    def require_assignment(self, lesson: str) -> None:
        """Put a lesson into the gradebook, by releasing it, if it is not there."""
        if lesson in self._known:
            return
        address = self.coursedir.db_url, self.coursedir.course_id
        with (
            gradebook_errors(self.coursedir),
            program_path(),
            Gradebook(*address) as gradebook,
        ):
            try:
                gradebook.find_assignment(lesson)
            except MissingEntry:
                release(self.coursedir.root, lesson)
            # nbgrader's steps open the gradebook without a course, and make its row:
            # here, before two workers do so at once.
            Gradebook(self.coursedir.db_url).close()
        self._known.add(lesson)


@contextlib.contextmanager
def program_path():
    """nbgrader runs `alembic` from the PATH: put this Python's programs on it."""
    old = os.environ.get("PATH", "")
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{old}"
    try:
        yield
    finally:
        os.environ["PATH"] = old


@contextlib.contextmanager
def gradebook_errors(coursedir: CourseDirectory) -> Iterator[None]:
    """Turn what SQLite says of a gradebook that it cannot use into a CourseError."""
    try:
        yield
    except DatabaseError as error:
        path = sqlalchemy.engine.make_url(coursedir.db_url).database
        do = "Put a copy of it back that is whole, or move it away to begin a new one."
        if "locked" in str(error.orig):
            do = "End the other program that uses it, and run this again."
        elif isinstance(error, OperationalError):
            do = "It must be a file that you may write, on a disk that is not full."
        raise CourseError(
            f"the gradebook {path} cannot be used: {error.orig}. {do}"
        ) from None


def load_config(root: Path) -> Config:
    """Return the configuration in nbgrader_config.py; CourseError if it fails."""
    try:
        return PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    except Exception as error:
        path = Path(root, "nbgrader_config.py")
        raise CourseError(
            f"{path} cannot be read: {type(error).__name__}: {error}. Correct it there."
        ) from None


def release(root: Path, lesson: str) -> None:
    """Build release/LESSON with nbgrader; CourseError says why it cannot be built."""
    config = load_config(root)
    coursedir = CourseDirectory(config=config)
    coursedir.root = str(root)
    with program_path():
        api = NbGraderAPI(coursedir=coursedir, config=config)
        result = api.generate_assignment(lesson, force=True, create=True)
    if not result["success"]:
        told = f"{result['error']}\n{result['log']}"
        errors = re.findall(r"^\s*([\w.]*(?:Error|Exception): .+)$", told, re.MULTILINE)
        errors = [line for line in errors if "NbGraderException" not in line]
        do = _REMEDY if _CELLS in told else ""
        raise CourseError(f"{lesson} was not released: {(errors or [told])[-1]}{do}")
