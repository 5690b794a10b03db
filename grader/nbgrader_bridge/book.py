"""A course's folder and gradebook, read; `Recorder` writes them."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from traitlets import TraitError

from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Lesson
from grader.nbgrader_bridge.course import (
    CourseError,
    course_zone,
    gradebook_errors,
    load_config,
    release,
)
from grader.nbgrader_bridge.plugins import Judge
from grader.nbgrader_bridge.standing import Standing, standings
from grader.nbgrader_bridge.students import composed
from grader.sandbox.limits import Limits


class Book:
    """The course in `root`: its configuration, its gradebook, where its pages are."""

    def __init__(self, root: Path):
        self.config = load_config(root)
        self.coursedir = CourseDirectory(config=self.config)
        self.coursedir.root = str(root)
        self._known = set()

    @property
    def zone(self) -> str:
        """Return the course's time zone."""
        return course_zone(self.config)

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

    def recorded(self, lesson: Lesson | Assignment) -> set[str]:
        """Return the students whose tests of a lesson have a score.

        All of them; of an ordinary assignment some may wait for a person.
        """
        enough = any if isinstance(lesson, Assignment) else all
        self.require_assignment(lesson.name)
        with self.open() as gradebook:
            return {
                submission.student_id
                for submission in gradebook.assignment_submissions(lesson.name)
                if not lesson.tested
                or enough(
                    grade.auto_score is not None
                    for notebook in submission.notebooks
                    for grade in notebook.grades
                    if lesson.label(notebook.name, grade.name) in lesson.tested
                )
            }

    def pages(
        self, student: str, lesson: Lesson | Assignment
    ) -> list[tuple[Path, Path]]:
        """Return (path of the graded notebook, of its feedback page) of each notebook.

        The first notebook holds the result.
        """
        graded, feedback = (
            Path(self.coursedir.format_path(folder, student, lesson.name))
            for folder in (
                self.coursedir.autograded_directory,
                self.coursedir.feedback_directory,
            )
        )
        return [
            (graded / name, feedback / f"{name.removesuffix('.ipynb')}.html")
            for name in lesson.notebook_names
        ]

    def standings(self, lesson: Lesson | Assignment) -> dict[str, Standing]:
        """Return {student: where they stand} with a lesson, by the gradebook."""
        with self.open() as gradebook:
            return standings(gradebook, lesson.name)

    def standing(self, lesson: Lesson | Assignment, student: str) -> Standing | None:
        """Return where one student stands, None if nothing of theirs is there."""
        with self.open() as gradebook:
            return standings(gradebook, lesson.name, student).get(student)

    def absent(self, there: Iterable[str]) -> list[str]:
        """Return the ids of those in the gradebook who are not among the given ones."""
        known = {composed(student) for student in there}
        with self.open() as gradebook:
            ids = [student.id for student in gradebook.students]
        return sorted(one for one in ids if composed(one) not in known)

    def due(self, lesson: Lesson | Assignment) -> dict[str, str]:
        """Return {student: deadline, extension included} as texts; "" is for others."""
        with self.open() as gradebook:
            assignment = gradebook.find_assignment(lesson.name)
            rows = gradebook.assignment_submissions(lesson.name)
            return {"": str(assignment.duedate)} | {
                row.student_id: str(row.duedate) for row in rows
            }

    @contextlib.contextmanager
    def open(self) -> Iterator[Gradebook]:
        """Open nbgrader's gradebook; CourseError says why it cannot be used."""
        address = self.coursedir.db_url, self.coursedir.course_id
        with gradebook_errors(self.coursedir), Gradebook(*address) as gradebook:
            yield gradebook

    def require_assignment(self, lesson: str) -> None:
        """Put a lesson into the gradebook, by releasing it, if it is not there."""
        if lesson in self._known:
            return
        with self.open() as gradebook:
            try:
                gradebook.find_assignment(lesson)
            except MissingEntry:
                release(self.coursedir.root, lesson)
            # nbgrader's steps open the gradebook without a course, and make its row:
            # here, before two workers do so at once. Asked of this one, since another
            # would be the same where the recorder shares one.
            gradebook.check_course()
        self._known.add(lesson)
