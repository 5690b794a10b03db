"""Read what a graded class left behind: the gradebook and the graded notebooks.

Scores come from the gradebook, so that points given by hand and late penalties
count; what was right and wrong comes from the graded notebooks, where each of the
three ways to grade leaves it.
"""

import json
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SAWarning

from checker.language import fill
from checker.records import State
from grader.lesson.assignment import Assignment
from grader.lesson.cells import grade_id, is_answer
from grader.lesson.lesson import Course, Lesson
from grader.lesson.reference import AuthorError
from grader.nbgrader_bridge.course import load_config
from grader.nbgrader_bridge.standing import too_much
from grader.nbgrader_bridge.students import Person, composed, people_in
from grader.submission.mark import Mark
from grader.submission.requests import request_in
from grader.submission.result import GRADED, NOT_GRADED, ExerciseResult

BY_HAND = "graded by hand"  # translated
WAITING = "not yet graded"  # translated
NOTHING = "nothing handed in"  # translated
TO_DO = "to be graded by hand"  # translated


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
    outputs: Mapping[str, str] = field(default_factory=dict)
    mistakes: Sequence[str] = ()
    message: str = ""
    changed: bool = False  # by a person
    over: bool = False  # more than its maximum, extra credit left out

    @property
    def earned(self) -> str:
        """Return which of full, part, none and not attempted this is."""
        if self.score and self.score > 0:
            return "full" if self.score >= self.max_score else "part"
        return self.state if self.state == State.NOT_ATTEMPTED else "none"


@dataclass(frozen=True)
class Student:
    """One student's work on the lesson; score is None where there is none."""

    student: str
    status: str
    why: str = ""
    score: float | None = None
    max_score: float | None = None
    late_penalty: float = 0.0
    parts: Mapping[str, Part] = field(default_factory=dict)
    by_hand: Sequence[str] = ()  # names of the cells that wait for a person
    answers: Mapping[str, str] = field(default_factory=dict)  # what was handed in
    detailed: bool = True
    person: Person = Person("")
    asks: str = ""  # for another look

    @property
    def graded(self) -> bool:
        return self.status in (GRADED, BY_HAND)

    @property
    def over(self) -> list[str]:
        """Return what has more points than there are, said in words."""
        return [
            too_much(part.name, part.score, part.max_score)
            for part in self.parts.values()
            if part.over
        ]


@dataclass(frozen=True)
class ClassResults:
    """A class's work on one lesson, sorted by student."""

    lesson: Lesson | Assignment
    students: tuple[Student, ...]

    @property
    def graded(self) -> list[Student]:
        return [row for row in self.students if row.graded]

    @property
    def handed_in(self) -> list[Student]:
        return [row for row in self.students if row.status != NOTHING]

    @cached_property
    def parts(self) -> dict[str, float]:
        """{name: points}: the lesson's functions, then other cells with points."""
        found = dict(self.lesson.tested)
        for row in self.students:
            for part in row.parts.values():
                found.setdefault(part.name, part.max_score)
        return found

    def of(self, name: str) -> list[tuple[Student, Part]]:
        """Return [(student, part)] of those graded submissions that have this part."""
        return [(row, row.parts[name]) for row in self.graded if name in row.parts]


def collect(root: Path, lesson_name: str) -> ClassResults:
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
            people = people_in(gradebook)
    if not any(row.graded or row.status == NOT_GRADED for row in students.values()):
        raise nothing
    asks = {}
    for folder in (Path(root) / "submitted").glob(f"*/{lesson_name}"):
        name = folder.parent.name
        asks[name] = request_in(folder)
        if folder.is_dir() and name not in students:
            students[name] = Student(name, WAITING, _run(lesson_name))
    known = {composed(name) for name in students}
    for person in people:
        if composed(person.id) not in known:
            students.setdefault(person.id, Student(person.id, NOTHING))
    rows = [
        replace(row, person=people.of(name), asks=asks.get(name, ""))
        for name, row in students.items()
    ]
    rows.sort(key=lambda row: (row.student.lower(), row.student))
    return ClassResults(lesson, tuple(rows))


def _student(coursedir, lesson, submission):
    """Return the `Student` of a submission in the gradebook."""
    name = submission.student_id
    grades = {
        lesson.label(book.name, grade.name): grade
        for book in submission.notebooks
        for grade in book.grades
    }
    folder = coursedir.format_path(coursedir.autograded_directory, name, lesson.name)
    notebooks = [_read(Path(folder, name)) for name in lesson.notebook_names]
    mark = _all_marks(notebooks)
    told = {one["name"]: ExerciseResult(**one) for one in mark.exercises}
    parts = {name: _part(name, g, told.get(name)) for name, g in grades.items()}
    by_hand = {} if lesson.exercises else mark.by_hand
    tests = [grades[name] for name in lesson.tested if name in grades.keys() - by_hand]
    status, why = _status(mark, tests, lesson)
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
        [n for n, g in grades.items() if g.needs_manual_grade] if graded else (),
        _answers(notebooks[0], lesson),
        bool(told) or status != GRADED,
    )


def _all_marks(notebooks):
    """Return one `Mark` for all notebooks: what the first says, and then the others."""
    marks = [Mark.of(notebook) for notebook in notebooks]
    wrong = [mark for mark in marks if mark.status == NOT_GRADED]
    told = [text for mark in wrong or marks for text in mark.why.split("; ") if text]
    return Mark(
        (wrong or marks)[0].status,
        "; ".join(dict.fromkeys(told)),
        [one for mark in reversed(marks) for one in mark.exercises],
        {name: points for mark in marks for name, points in mark.by_hand.items()},
    )


def _status(mark, tests, lesson):
    """Return (status, why) from what the grader noted and the gradebook's scores."""
    if lesson.exercises and not tests:
        return WAITING, _run(lesson.name)
    if all(grade.auto_score is not None for grade in tests):
        return GRADED, mark.why if mark.status != NOT_GRADED else ""
    if all(g.auto_score is not None or g.manual_score is not None for g in tests):
        return BY_HAND, mark.why
    if mark.status == NOT_GRADED:
        return NOT_GRADED, mark.why
    return NOT_GRADED, fill(
        "the gradebook holds no automatic score; "
        "run `python -m grader grade {lesson}` again",
        lesson=lesson.name,
    )


def _run(lesson):
    return fill("run `python -m grader grade {lesson}`", lesson=lesson)


def _part(name, grade, told):
    """Return the `Part` of a gradebook entry; told: its details, if they were kept."""
    by_hand = grade.manual_score is not None
    empty = grade.auto_score is None and not by_hand
    waits = grade.needs_manual_grade and not by_hand
    part = Part(
        name,
        None if empty else grade.score,
        grade.max_score,
        TO_DO if waits else "",
        changed=by_hand,
        over=not empty and grade.score - (grade.extra_credit or 0) > grade.max_score,
    )
    if told is None:
        return part
    details = ("state", "outputs", "mistakes", "message")
    return replace(part, **{name: getattr(told, name) for name in details})


def _read(path):
    """Return a graded notebook as a dictionary; an empty one if it is not there."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _answers(notebook, lesson):
    """Return {function: the text of its answer cell}."""
    return {
        grade_id(cell): "".join(cell.get("source", ""))
        for cell in notebook.get("cells", ())
        if is_answer(cell) and grade_id(cell) in lesson.exercises
    }
