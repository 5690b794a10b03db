"""The steps of this course among nbgrader's own: nbgrader_config.py lists them."""

import dataclasses
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.preprocessors import (
    ClearSolutions,
    NbGraderPreprocessor,
    SaveAutoGrades,
)
from nbgrader.utils import compute_checksum, determine_grade, is_task
from traitlets import Bool, Integer, Unicode
from traitlets.config import Configurable

from grader.lesson.assignment import Assignment
from grader.lesson.blanks import WRITE_HERE, clear_blanks
from grader.lesson.cells import grade_id
from grader.lesson.lesson import Course
from grader.lesson.reference import END_MARK, START_MARK
from grader.lesson.release import pack
from grader.nbgrader_bridge.by_hand import answers_read
from grader.nbgrader_bridge.restore import restore
from grader.patches import take_back
from grader.sandbox.limits import Limits
from grader.submission.engine import Task
from grader.submission.mark import Mark
from grader.submission.repair import repair
from grader.submission.result import GRADED, MARK, NOT_GRADED

COURSE = Course(Path(__file__).resolve().parents[2])


def course_of(configurable: Configurable) -> Course:
    """Return the course that a step or an exporter of nbgrader works for."""
    parent = configurable
    while parent is not None:
        coursedir = getattr(parent, "coursedir", None)
        if coursedir is not None:
            return Course(Path(coursedir.root))
        parent = parent.parent
    root = configurable.config.CourseDirectory.get("root")
    return Course(Path(root)) if root else COURSE


class KeepBlanks(ClearSolutions):
    """Empty the blanks and keep their markers; see `grader.lesson.blanks`.

    In an ordinary assignment it is nbgrader's own step, with its settings.
    """

    begin_solution_delimeter = START_MARK
    end_solution_delimeter = END_MARK
    text_stub = WRITE_HERE  # of answers in words

    def preprocess(self, nb, resources):
        lesson = course_of(self).lesson(resources["nbgrader"]["assignment"])
        if isinstance(lesson, Assignment):
            return ClearSolutions(parent=self).preprocess(nb, resources)
        return super().preprocess(nb, resources)

    def _replace_solution_region(self, cell, language):
        if cell.cell_type != "code" or self.begin_solution_delimeter not in cell.source:
            return False
        cell.source = clear_blanks(cell.source)
        return True


class PackRelease(NbGraderPreprocessor):
    """Put utils/, checker/ and the visible checks beside a lesson's notebook."""

    address = Unicode(
        help="Where on the web a notebook alone finds the archives of `publish`."
    ).tag(config=True)

    def preprocess(self, nb, resources):
        lesson = course_of(self).lesson(resources["nbgrader"]["assignment"])
        outputs = resources.setdefault("outputs", {})
        if isinstance(lesson, Assignment):
            # nbgrader_config.py ignores this name, for the sake of lessons.
            given = lesson.files().items()
            quiz = {name: path for name, path in given if path.name == "quiz.json"}
            outputs.update({name: path.read_bytes() for name, path in quiz.items()})
            return nb, resources
        outputs.update(pack(nb, lesson, self.address))
        return nb, resources

    def preprocess_cell(self, cell, resources, cell_index):
        return cell, resources


class Repair(NbGraderPreprocessor):
    """Restore tests, locked cells, lost and copied answers from the source."""

    def preprocess(self, nb, resources):
        mark = nb.metadata.get(MARK, {})
        if mark.get("status") == NOT_GRADED:
            return nb, resources
        ids = resources["nbgrader"]
        lesson = self.parent.lesson(ids["assignment"])
        if isinstance(lesson, Assignment):
            return restore(nb, f"{ids['notebook']}.ipynb", lesson, ids), resources
        mended, notes = repair(nb, lesson)
        mended.metadata[MARK] = {"notes": mark.get("notes", []) + notes}
        return mended, resources


def _with_limits(preprocessor):
    """Return a class with a configurable trait for each of the `Limits`."""
    kinds = {bool: Bool, int: Integer}
    traits = {
        one.name: kinds[type(one.default)](one.default, help=one.metadata["help"]).tag(
            config=True
        )
        for one in dataclasses.fields(Limits)
    }
    return type(preprocessor)("WithLimits", (preprocessor,), traits)


class Judge(_with_limits(NbGraderPreprocessor)):
    """Run the notebook and judge its tests outside the kernel: the execute step."""

    sealed = Bool(
        True,
        help="Seal kernels off from the machine; False runs trusted work without.",
    ).tag(config=True)

    def limits(self):
        """Return the configured `Limits`."""
        names = (field.name for field in dataclasses.fields(Limits))
        return Limits(**{name: getattr(self, name) for name in names})

    def preprocess(self, nb, resources):
        mark = nb.metadata.get(MARK, {})
        if mark.get("status") == NOT_GRADED:
            return nb, resources
        ids = resources["nbgrader"]
        name, notes = ids["assignment"], tuple(mark.get("notes", ()))
        engine = self.parent.engine(name, self.limits(), self.sealed)
        more = {}
        if isinstance(self.parent.lesson(name), Assignment):
            more = {"folder": self._submitted(ids), "name": f"{ids['notebook']}.ipynb"}
        task = Task(ids["student"], name, notebook=nb, notes=notes, **more)
        ((_, graded),) = engine.grade([task])
        return graded.notebook, resources

    def _submitted(self, ids):
        coursedir = self.parent.parent.coursedir
        folder = coursedir.submitted_directory
        return coursedir.format_path(folder, ids["student"], ids["assignment"])


class SaveVerdicts(SaveAutoGrades):
    """Save the scores; what was not graded waits for a person and is no zero.

    What a person graded waits again only if the answer is another one than they read
    ("looked_at" among the resources). A cell that is not there earns nothing: its
    notebook was not handed in. nbgrader writes to the disk once a cell; this does it
    once a notebook.
    """

    def preprocess(self, nb, resources):
        mark = nb.metadata.get(MARK, {})
        self._graded = Mark.of(nb).here == GRADED
        self._waits = mark.get("by_hand", {})
        ids = resources["nbgrader"]
        self._read = answers_read(nb)
        self._looked_at = ids.get("looked_at", {}).get(ids["notebook"], {})
        self.notebook_id, self.assignment_id = ids["notebook"], ids["assignment"]
        self.student_id = ids["student"]
        with Gradebook(ids["db_url"]) as gradebook:
            row = gradebook.find_submission_notebook(
                self.notebook_id, self.assignment_id, self.student_id
            )
            self._grades = {grade.name: grade for grade in row.grades}
            self._comments = {comment.name: comment for comment in row.comments}
            nb, resources = NbGraderPreprocessor.preprocess(self, nb, resources)
            there = {grade_id(cell) for cell in nb.cells}
            for grade in row.grades if self._graded else ():
                if grade.name not in there:
                    grade.auto_score, grade.needs_manual_grade = 0, False
            gradebook.db.commit()
        return nb, resources

    def preprocess_cell(self, cell, resources, cell_index):
        if is_task(cell):  # nbgrader leaves its score as it is
            self._add_score(cell, resources)
        return super().preprocess_cell(cell, resources, cell_index)

    def _add_score(self, cell, resources):
        name = grade_id(cell)
        grade = self._grades[name]
        if not self._graded:
            take_back(grade)
            return
        try:
            grade.auto_score, _ = determine_grade(cell, self.log)
        except (ValueError, KeyError, TypeError):  # more than its points, say
            grade.auto_score = None
        if name in self._waits:
            grade.auto_score = None
        if grade.manual_score is None:
            grade.needs_manual_grade = grade.auto_score is None
        else:
            same = self._looked_at.get(name) == self._read.get(name)
            grade.needs_manual_grade = not same

    def _add_comment(self, cell, resources):
        unchanged = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
        comment = self._comments[grade_id(cell)]
        empty = unchanged and not is_task(cell) and grade_id(cell) not in self._waits
        comment.auto_comment = "No response." if empty else None
