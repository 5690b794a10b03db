"""Write results where nbgrader expects them: gradebook, autograded/, feedback/.

Only the process that drives the grading calls this.  Importing nbgrader takes a
while, so this module is imported when there is something to record.
"""

import contextlib
import logging
import os
import sys
import warnings
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties, LimitOutput, OverwriteCells
from sqlalchemy.exc import SAWarning
from traitlets.config import PyFileConfigLoader

from grader.core import GradedSubmission
from grader.nbgrader_plugins import (
    Judge,
    SaveVerdicts,
    forget_old_scores,
    tolerant_timestamp,
)


class Recorder:
    """The one writer of a course's gradebook, autograded/ and feedback/."""

    def __init__(self, root):
        self.config = load_config(root)
        self.coursedir = CourseDirectory(config=self.config)
        self.coursedir.root = str(root)
        self._known = set()
        # nbgrader's own queries warn about objects that it adds a line later.
        warnings.filterwarnings("ignore", category=SAWarning)

    def limits(self):
        """Return the limits that nbgrader_config.py sets."""
        return Judge(config=self.config).limits()

    def sealed(self):
        """Return whether nbgrader_config.py asks for sealed kernels."""
        return Judge(config=self.config).sealed

    def record(self, graded: GradedSubmission, notebook_name):
        """Record one result; the student and the submission are created if new."""
        self._require_assignment(graded.lesson)
        folder = self._folder(self.coursedir.submitted_directory, graded)
        stamp = tolerant_timestamp(self.coursedir, folder)
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            gradebook.update_or_create_student(graded.student)
            more = {} if stamp is None else {"timestamp": stamp}
            gradebook.update_or_create_submission(graded.lesson, graded.student, **more)
        forget_old_scores(self.coursedir, graded.lesson, graded.student)
        resources = {
            "nbgrader": {
                "student": graded.student,
                "assignment": graded.lesson,
                "notebook": Path(notebook_name).stem,
                "db_url": self.coursedir.db_url,
            }
        }
        notebook = graded.notebook
        for kind in (OverwriteCells, LimitOutput, SaveVerdicts, AssignLatePenalties):
            step = kind(config=self.config)
            notebook, resources = step.preprocess(notebook, resources)
        self._write(graded, notebook_name, notebook, stamp)

    def _write(self, graded, notebook_name, notebook, stamp):
        folder = self._folder(self.coursedir.autograded_directory, graded)
        folder.mkdir(parents=True, exist_ok=True)
        for name in (notebook_name, "timestamp.txt"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(folder / name)
        nbformat.write(notebook, folder / notebook_name)
        os.chmod(folder / notebook_name, 0o444)
        if stamp is not None:
            (folder / "timestamp.txt").write_text(f"{stamp} UTC\n")

    def feedback(self, lesson, students):
        """Write feedback/STUDENT/LESSON/NOTEBOOK.html for these students."""
        coursedir = CourseDirectory(config=self.config)
        coursedir.root, coursedir.assignment_id = self.coursedir.root, lesson
        converter = _Feedback(coursedir=coursedir, config=self.config)
        converter.students, converter.force = set(students), True
        converter.log.setLevel(logging.ERROR)
        converter.start()

    def _folder(self, step, graded):
        path = self.coursedir.format_path(step, graded.student, graded.lesson)
        return Path(path)

    def _require_assignment(self, lesson):
        """Put a lesson into the gradebook, by releasing it, if it is not there."""
        if lesson in self._known:
            return
        address = self.coursedir.db_url, self.coursedir.course_id
        with _program_path(), Gradebook(*address) as gradebook:
            try:
                gradebook.find_assignment(lesson)
            except MissingEntry:
                release(self.coursedir.root, lesson)
        self._known.add(lesson)


class _Feedback(GenerateFeedback):
    """nbgrader's feedback, for some students."""

    students = frozenset()

    def init_notebooks(self):
        super().init_notebooks()
        self.assignments = {
            folder: found
            for folder, found in self.assignments.items()
            if Path(folder).parent.name in self.students
        }


@contextlib.contextmanager
def _program_path():
    """nbgrader runs `alembic` from the PATH: put this Python's programs on it."""
    old = os.environ.get("PATH", "")
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{old}"
    try:
        yield
    finally:
        os.environ["PATH"] = old


def load_config(root):
    """Return the configuration in the course's nbgrader_config.py."""
    return PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()


def release(root, lesson):
    """Build release/LESSON with nbgrader; return {"success", "log", "error"}."""
    config = load_config(root)
    coursedir = CourseDirectory(config=config)
    coursedir.root = str(root)
    with _program_path():
        api = NbGraderAPI(coursedir=coursedir, config=config)
        return api.generate_assignment(lesson, force=True, create=True)
