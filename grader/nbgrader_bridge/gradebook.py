"""Write results where nbgrader expects them: gradebook, autograded/, feedback/.

Only the process that drives the grading calls this.  Importing nbgrader takes a
while, so this module is imported when there is something to record.
"""

import contextlib
import warnings
from pathlib import Path

import nbformat
from sqlalchemy.exc import OperationalError, SAWarning
from traitlets import TraitError

from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Lesson
from grader.nbgrader_bridge.book import Book
from grader.nbgrader_bridge.by_hand import looked_at
from grader.nbgrader_bridge.cells import CellsInUse, bring_along
from grader.nbgrader_bridge.course import (
    CourseError,
    gradebook_errors,
)
from grader.nbgrader_bridge.feedback import page_digest
from grader.nbgrader_bridge.files import Files, FileWriter
from grader.nbgrader_bridge.pipeline import Pipeline
from grader.nbgrader_bridge.preview import preview_digest
from grader.nbgrader_bridge.restore import restore
from grader.nbgrader_bridge.rows import copy_to_file, rows_of
from grader.nbgrader_bridge.standing import Standing, standings
from grader.nbgrader_bridge.undo import Undo
from grader.nbgrader_bridge.writers import Writers
from grader.patches import (
    compile_schemas_once,
    keep_small_files,
    one_gradebook,
    one_transaction,
    take_back_scores,
)
from grader.submission.result import GradedSubmission
from grader.submission.times import submission_time

_TRIES = 4  # each waits five seconds for another program to let go


class Recorder(Book):
    """The one writer of a course's gradebook, autograded/ and feedback/.

    Used in a `with` block: nbgrader's steps each open the gradebook anew and look
    through its tables; inside the block they share one that is open. `writers` are
    processes that write files meanwhile.
    trial: a folder in which a copy of the gradebook is written instead, and no page.
    previews: let pages before a student's deadline tell the visible tests alone.
    """

    def __init__(self, root: Path, trial: Path | None = None, previews: bool = False):
        super().__init__(root)
        self._pipeline = self._checked_pipeline()
        self.files = FileWriter(self.coursedir, self.config, previews)
        self.trial, self._undo = bool(trial), None if trial else Undo(root)
        self._looked_at_in = self.coursedir.autograded_directory
        # nbgrader's own queries warn about objects that it adds a line later.
        warnings.filterwarnings("ignore", category=SAWarning)
        if trial:
            self._copy_to(trial)

    def _copy_to(self, folder):
        """Work on a copy of the gradebook from here on."""
        with self.open() as gradebook:
            connection = gradebook.db.connection()
            self.coursedir.db_url = copy_to_file(connection, folder / "gradebook.db")
        self.coursedir.autograded_directory = str(folder / "autograded")

    def __enter__(self) -> "Recorder":
        compile_schemas_once()
        self._stack = contextlib.ExitStack()
        self._stack.enter_context(one_gradebook())
        self.writers = self._stack.enter_context(Writers(self.files.write))
        return self

    def __exit__(self, *exception: object) -> None:
        self._stack.close()

    def refresh(self, student: str, lesson: Lesson | Assignment) -> bool:
        """Write feedback pages that are older than the gradebook; say whether one was.

        A page is made from the graded notebook: nothing is graded again.
        """
        standing = self.standing(lesson, student)
        old = [
            (graded, page)
            for graded, page in self.pages(student, lesson)
            if standing
            and graded.is_file()
            and page_digest(page) != self.digest_of_page(standing)
        ]
        for graded, _ in old if self._undo else ():
            notebook = nbformat.read(graded, as_version=4)
            self.files.write_page(lesson.name, graded.name, notebook, standing)
        return bool(old)

    def digest_of_page(self, standing: Standing) -> str:
        """Return the digest that a page on a standing has, as things are now."""
        early = self.files.is_preview(standing)
        return preview_digest(standing) if early else standing.digest

    def bring_along(self, lesson: Lesson | Assignment) -> tuple[str, ...]:
        """Give the gradebook the graded cells that a lesson has now.

        Returns a sentence for each difference. Raises CourseError where the change
        would lose what a person graded.
        """
        self.require_assignment(lesson.name)
        try:
            with self.open() as gradebook:
                connect = gradebook.db.connection
                before = rows_of(connect(), lesson.name)
                where = self.coursedir, self.config
                changes = bring_along(gradebook, *where, lesson)
                if changes and self._undo:
                    self._undo.note(
                        lesson.name, "", before, rows_of(connect(), lesson.name)
                    )
                return changes
        except CellsInUse as error:
            raise CourseError(f"{lesson.name} cannot be graded: {error}") from None

    def record(self, graded: GradedSubmission, lesson: Lesson | Assignment) -> None:
        """Record one result of a lesson and write its files; a new student is created.

        Raises CourseError if the gradebook cannot be used, OSError if a file cannot be
        written; the gradebook then holds no older score as if it were the new one.
        """
        files = self.record_rows(graded, lesson)
        try:
            if not self.trial:
                self.files.write(files)
        except OSError:
            self.take_back(graded)
            raise

    def record_rows(
        self, graded: GradedSubmission, lesson: Lesson | Assignment
    ) -> Files:
        """Record one result, and remove what was written of an older one.

        Returns what is to be written now: in this order, whoever is killed on the way
        leaves no page that the gradebook does not know. Raises what `record` does.
        """
        with gradebook_errors(self.coursedir):
            for left in reversed(range(_TRIES)):
                try:
                    return self._record(graded, lesson.notebook_names)
                except OperationalError as error:
                    if not left or "locked" not in str(error.orig):
                        raise

    def _record(self, graded, names):
        self.require_assignment(graded.lesson)
        try:
            submitted = self._folder(self.coursedir.submitted_directory, graded)
            when, _ = submission_time(submitted, self.zone)
            with self._noted(graded, when) as gradebook:
                return self._record_in(gradebook, graded, names, submitted, when)
        except OSError:
            self.take_back(graded)
            raise

    def take_back(self, graded: GradedSubmission) -> None:
        """Take back the scores of a result whose files cannot be written."""
        with self._noted(graded):
            take_back_scores(self.coursedir, graded.lesson, graded.student)

    @contextlib.contextmanager
    def _noted(self, graded, when=None):
        """Open the gradebook for one change of a submission, that can be undone.

        when: it was handed in, if that is known.
        """
        of = graded.lesson, graded.student
        with self.open() as gradebook, one_transaction(gradebook):
            before = rows_of(gradebook.db.connection(), *of)
            gradebook.update_or_create_student(graded.student)
            known = {} if when is None else {"timestamp": when}
            gradebook.update_or_create_submission(*of, **known)
            yield gradebook
            gradebook.db.flush()
            if self._undo:
                after = rows_of(gradebook.db.connection(), *of)
                self._undo.note(*of, before, after)

    def _record_in(self, gradebook, graded, names, submitted, when):
        lesson, student = graded.lesson, graded.student
        read = self._folder(self._looked_at_in, graded)
        before = {"looked_at": looked_at(gradebook, read, lesson, student)}
        take_back_scores(self.coursedir, lesson, student)
        for name in names if self._undo else ():
            for path in self._written(graded, name):
                self._undo.keep(lesson, student, path)
        notebooks = {names[0]: graded.notebook, **graded.others}
        for name, notebook in notebooks.items():
            resources = self._resources(student, lesson, name)
            resources["nbgrader"] |= before
            notebooks[name] = self._pipeline.after(notebook, resources)
        for step in self._steps() if self._undo else ():
            keep_small_files(submitted, self._folder(step, graded), when)
        standing = standings(gradebook, lesson, student)[student]
        return Files(lesson, standing, notebooks)

    def _steps(self):
        return self.coursedir.autograded_directory, self.coursedir.feedback_directory

    def _written(self, graded, notebook_name):
        """Return the paths of what is written for a submission."""
        autograded, feedback = (self._folder(step, graded) for step in self._steps())
        return autograded / notebook_name, feedback / f"{Path(notebook_name).stem}.html"

    def prepare(
        self,
        student: str,
        lesson: Lesson | Assignment,
        notebook: nbformat.NotebookNode,
        name: str = "",
    ) -> nbformat.NotebookNode:
        """Return a notebook after the steps that come before its tests.

        That of a lesson is repaired already. name: its file name, if it is not the
        only one.
        """
        name = name or lesson.notebook_path.name
        resources = self._resources(student, lesson.name, name)
        if isinstance(lesson, Assignment):
            notebook = restore(notebook, name, lesson, resources["nbgrader"])
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

    def _folder(self, step, graded):
        path = self.coursedir.format_path(step, graded.student, graded.lesson)
        return Path(path)
