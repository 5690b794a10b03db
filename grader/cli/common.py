"""What the commands share: their errors, and the lessons that they are given."""

import traceback
from collections.abc import Sequence
from pathlib import Path

from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Course, Lesson
from grader.lesson.reference import AuthorError


class CommandError(ValueError):
    """A command that cannot be carried out as it was given."""


def load_assignments(root: Path, names: Sequence[str]) -> list[Lesson | Assignment]:
    """Return those named, or all; CommandError says what is wrong with one."""
    course = Course(root)
    try:
        named = [course.lesson(name) for name in names or course.assignments()]
        lessons = {lesson.name: lesson for lesson in named}  # each once
        for lesson in lessons.values():
            lesson.check()  # an error now, not in mid-class
    except AuthorError as error:
        raise CommandError(str(error)) from None
    except Exception as error:  # exercises.py is the author's code
        raise CommandError(_where(error, lesson)) from None
    return list(lessons.values())


def load_lessons(root: Path, names: Sequence[str]) -> list[Lesson]:
    """Return the named lessons, or all; an ordinary assignment is a CommandError."""
    found = load_assignments(root, names or Course(root).lessons())
    for one in found:
        require_lesson(one)
    return found


def require_lesson(one: Lesson | Assignment) -> None:
    """Raise CommandError for an ordinary assignment."""
    if isinstance(one, Assignment):
        raise CommandError(
            f"{one.name} is an ordinary assignment, with nothing for this command: "
            f"{one.folder} has no _author/exercises.py (docs/your-own-course.md says "
            "how to judge one of its functions)."
        )


def _where(error, lesson):
    """Return a sentence that names the author's file and line of an error."""
    place = f"{lesson.folder} (the notebook, or _author/exercises.py)"
    for frame in traceback.extract_tb(error.__traceback__):
        if str(lesson.folder) in frame.filename:
            place = f"{frame.filename}, line {frame.lineno}"
    if isinstance(error, SyntaxError) and error.filename:
        place, error = f"{error.filename}, line {error.lineno}", error.msg
    else:
        error = f"{type(error).__name__}: {str(error)[:300]}"
    return f"the lesson {lesson.name} cannot be loaded. {place}: {error}. Correct it."
