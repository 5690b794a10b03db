"""How nbgrader's autograde reads what was handed in, and the engine of its run."""

import io
import weakref
from pathlib import Path

from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde

from grader.lesson.assignment import Assignment
from grader.nbgrader_bridge.by_hand import looked_at
from grader.nbgrader_bridge.cells import CellsInUse, bring_along
from grader.nbgrader_bridge.course import course_zone, file_rules
from grader.nbgrader_bridge.plugins import Judge, course_of
from grader.patches import harden_autograde
from grader.sandbox.limits import Limits
from grader.submission.engine import Engine
from grader.submission.grade import not_graded
from grader.submission.identify import require_this_lesson
from grader.submission.read import NotReadable, find_notebook, read_notebook
from grader.submission.result import MARK
from grader.submission.spoken import speak_of
from grader.submission.times import submission_time


class SubmissionExporter(NotebookExporter):
    """Reads submitted notebooks with `grader.submission.read`.

    A file that cannot be read becomes a notebook that says so and is not graded.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._engines = {}
        self._lessons = {}
        self._looked_at = {}
        if isinstance(self.parent, Autograde):
            harden_autograde(
                self.parent,
                lambda name: self.lesson(name).notebook_names,
                self._look_back,
            )

    def _bring_along(self, lesson):
        """Give the gradebook the cells that a lesson has now, once in a run."""
        coursedir = self.parent.coursedir
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            try:
                changes = bring_along(gradebook, coursedir, self.config, lesson)
            except CellsInUse as error:
                changes = (f"the gradebook stays as it was: {error}",)
        for change in changes:
            self.log.warning("%s: %s", lesson.name, change)

    def _look_back(self, lesson, student):
        """Remember what a person read, before nbgrader removes it."""
        if lesson not in self._lessons:
            self._bring_along(self.lesson(lesson))
        coursedir = self.parent.coursedir
        folder = coursedir.format_path(coursedir.autograded_directory, student, lesson)
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            found = looked_at(gradebook, Path(folder), lesson, student)
        self._looked_at[student] = found

    def lesson(self, name):
        """Return a lesson, loaded once for this run."""
        if name not in self._lessons:
            self._lessons[name] = course_of(self).lesson(name)
        return self._lessons[name]

    def engine(self, name: str, limits: Limits, sealed: bool) -> Engine:
        """Return the engine of this run for a lesson; it ends with the run."""
        if name not in self._engines:
            root = course_of(self).root
            engine = Engine(root, [self.lesson(name)], 1, limits, sealed)
            engine.rules = {name: file_rules(self.config, name)}
            weakref.finalize(self, engine.close)
            engine.open()
            self._engines[name] = engine
        return self._engines[name]

    def from_filename(self, filename, resources=None, **kw):
        # nbconvert opens the file first: it would wait for ever for a pipe.
        if Path(filename).is_symlink() or not Path(filename).is_file():
            nothing = io.StringIO()
            nothing.name = filename
            return self.from_file(nothing, resources=resources, **kw)
        return super().from_filename(filename, resources=resources, **kw)

    def from_file(self, file_stream, resources=None, **kw):
        if not getattr(self.parent, "_sanitizing", True):
            ids = resources["nbgrader"]
            ids["looked_at"] = self._looked_at.get(ids["student"], {})
            return super().from_file(file_stream, resources=resources, **kw)
        ids = resources["nbgrader"]
        try:
            path = Path(file_stream.name)
            find_notebook(path.parent, path.name)
            limits = Judge(config=self.config).limits()
            notebook, notes = read_notebook(path, limits)
            lesson = self.lesson(ids["assignment"])
            if not isinstance(lesson, Assignment):
                require_this_lesson(path, notebook, lesson)
            _, note = submission_time(path.parent, course_zone(self.config))
            notes += [note] if note else []
            notebook.metadata[MARK] = {"notes": notes}
        except NotReadable as error:
            lesson = self.lesson(ids["assignment"])
            with speak_of(path.parent):
                notebook = not_graded(ids["student"], lesson, str(error)).notebook
            self.log.error("%s is not graded: %s", ids["student"], error)
        return self.from_notebook_node(notebook, resources=resources, **kw)
