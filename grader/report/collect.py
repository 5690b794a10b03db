"""Read what a graded class left behind: the gradebook and the graded notebooks.

Scores come from the gradebook, so that points given by hand and late penalties
count; what was right and wrong comes from the graded notebooks, where each of the
three ways to grade leaves it.
"""

import json
import warnings
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SAWarning

from grader.lesson.lesson import Course, Lesson
from grader.lesson.reference import AuthorError
from grader.nbgrader_bridge.gradebook import load_config
from grader.submission.grade import GRADED, MARK, NOT_GRADED

BY_HAND = "graded by hand"
WAITING = "not yet graded"
NOTHING = "nothing handed in"
NOT_ATTEMPTED = "not attempted"
TO_DO = "to be graded by hand"


class ReportError(ValueError):
    """A report that cannot be made; the text says why and what to do."""


@dataclass(frozen=True)
class Part:
    """One graded function, or another cell with points, of one student.

    score is None where there is none. state: passed, failed or not attempted for a
    function; empty if its details were not kept.
    """

    name: str
    score: float | None
    max_score: float
    state: str = ""
    outputs: dict = field(default_factory=dict)
    mistakes: tuple = ()
    message: str = ""
    changed: bool = False  # by a person

    @property
    def earned(self):
        """Return which of full, part, none and not attempted this is."""
        if self.score and self.score > 0:
            return "full" if self.score >= self.max_score else "part"
        return NOT_ATTEMPTED if self.state == NOT_ATTEMPTED else "none"


@dataclass(frozen=True)
class Student:
    """One student's work on the lesson; score is None where there is none."""

    student: str
    status: str
    why: str = ""
    score: float | None = None
    max_score: float | None = None
    late_penalty: float = 0.0
    parts: dict = field(default_factory=dict)
    by_hand: tuple = ()  # names of the cells that wait for a person
    answers: dict = field(default_factory=dict)  # function: what was handed in
    detailed: bool = True

    @property
    def graded(self):
        return self.status in (GRADED, BY_HAND)


@dataclass(frozen=True)
class ClassResults:
    """A class's work on one lesson, sorted by student."""

    lesson: Lesson
    students: tuple

    @property
    def graded(self):
        return [row for row in self.students if row.graded]

    @property
    def handed_in(self):
        return [row for row in self.students if row.status != NOTHING]

    @cached_property
    def parts(self):
        """{name: points}: the lesson's functions, then other cells with points."""
        found = {name: self.lesson.points(name) for name in self.lesson.exercises}
        for row in self.students:
            for part in row.parts.values():
                found.setdefault(part.name, part.max_score)
        return found

    def of(self, name):
        """Return [(student, part)] of those graded submissions that have this part."""
        return [(row, row.parts[name]) for row in self.graded if name in row.parts]


def collect(root, lesson_name):
    """Return the `ClassResults` of a lesson; ReportError where there are none."""
    try:
        lesson = Course(root).lesson(lesson_name)
        lesson.exercises  # noqa: B018 (an AuthorError now)
    except AuthorError as error:
        raise ReportError(str(error)) from None
    config = load_config(root)
    coursedir = CourseDirectory(config=config)
    coursedir.root = str(root)
    nothing = ReportError(
        f"nothing of {lesson_name} is graded yet in {root}. "
        f"Run `python -m grader grade {lesson_name}` first."
    )
    address = make_url(coursedir.db_url)
    if address.drivername == "sqlite" and not Path(address.database or "").is_file():
        raise nothing  # to open it would make an empty one
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=SAWarning)
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            try:
                submissions = gradebook.assignment_submissions(lesson_name)
            except MissingEntry:
                submissions = []
            students = {
                s.student_id: _student(coursedir, lesson, s) for s in submissions
            }
            enrolled = [student.id for student in gradebook.students]
    if not any(row.graded or row.status == NOT_GRADED for row in students.values()):
        raise nothing
    for folder in (Path(root) / "submitted").glob(f"*/{lesson_name}"):
        name = folder.parent.name
        if folder.is_dir() and name not in students:
            why = f"run `python -m grader grade {lesson_name}`"
            students[name] = Student(name, WAITING, why)
    for name in enrolled:
        students.setdefault(name, Student(name, NOTHING))
    rows = sorted(students.values(), key=lambda row: (row.student.lower(), row.student))
    return ClassResults(lesson, tuple(rows))


def _student(coursedir, lesson, submission):
    """Return the `Student` of a submission in the gradebook."""
    name = submission.student_id
    grades = [grade for book in submission.notebooks for grade in book.grades]
    folder = coursedir.format_path(coursedir.autograded_directory, name, lesson.name)
    notebook = _read(Path(folder) / lesson.notebook_path.name)
    mark = notebook.get("metadata", {}).get(MARK, {})
    told = {exercise["name"]: exercise for exercise in mark.get("exercises", ())}
    parts = {}
    for grade in grades:
        part = _part(grade, told)
        parts[part.name] = part
    tests = [g for g in grades if g.name.removesuffix("-test") in lesson.exercises]
    status, why = _status(mark, tests, lesson.name)
    graded = status in (GRADED, BY_HAND)
    late = submission.late_submission_penalty or 0.0
    return Student(
        name,
        status,
        why,
        max(0.0, submission.score - late) if graded else None,
        submission.max_score or None,
        late if graded else 0.0,
        parts if graded else {},
        tuple(_part_name(grade) for grade in grades if grade.needs_manual_grade)
        if graded
        else (),
        _answers(notebook, lesson),
        bool(told) or status != GRADED,
    )


def _status(mark, tests, lesson_name):
    """Return (status, why) from what the grader noted and the gradebook's scores."""
    if not tests:
        return WAITING, f"run `python -m grader grade {lesson_name}`"
    if all(grade.auto_score is not None for grade in tests):
        return GRADED, mark.get("why", "") if mark.get("status") != NOT_GRADED else ""
    if all(g.auto_score is not None or g.manual_score is not None for g in tests):
        return BY_HAND, mark.get("why", "")
    if mark.get("status") == NOT_GRADED:
        return NOT_GRADED, mark.get("why", "")
    return NOT_GRADED, (
        "the gradebook holds no automatic score; "
        f"run `python -m grader grade {lesson_name}` again"
    )


def _part_name(grade):
    return grade.name.removesuffix("-test")


def _part(grade, told):
    """Return the `Part` of a gradebook entry, with the details if they were kept."""
    name = _part_name(grade)
    detail = told.get(name, {})
    empty = grade.auto_score is None and grade.manual_score is None
    waits = grade.needs_manual_grade and grade.manual_score is None
    return Part(
        name,
        None if empty else grade.score,
        grade.max_score,
        detail.get("state", TO_DO if waits else ""),
        detail.get("outputs", {}),
        tuple(detail.get("mistakes", ())),
        detail.get("message", ""),
        grade.manual_score is not None,
    )


def _read(path):
    """Return a graded notebook as a dictionary; an empty one if it is not there."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _answers(notebook, lesson):
    """Return {function: the text of its answer cell}."""
    answers = {}
    for cell in notebook.get("cells", ()):
        data = cell.get("metadata", {}).get("nbgrader", {})
        name = data.get("grade_id")
        if data.get("solution") and name in lesson.exercises:
            answers[name] = "".join(cell.get("source", ""))
    return answers
