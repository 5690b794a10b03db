"""`python -m grader tidy [LESSON…]`: bring a source notebook into its committed form.

Takes out what running and saving leaves behind: outputs, counts, and metadata that is
neither nbgrader's nor the course's. The cells themselves stay as they are.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

import nbformat

from grader.cli.common import CommandError, require_lesson
from grader.lesson.lesson import Course
from grader.lesson.reference import AuthorError
from grader.lesson.tidy import tidy_notebook


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="default: all")


def run(root: Path, options: Namespace) -> int:
    course = Course(root)
    for name in options.lessons or course.lessons():
        try:
            lesson = course.lesson(name)
            require_lesson(lesson)
            path = lesson.notebook_path
            text = tidy_notebook(path)
        except (AuthorError, OSError, ValueError, nbformat.ValidationError) as error:
            raise CommandError(f"{name} is not tidied: {error}") from None
        if text != path.read_text("utf-8"):
            path.write_text(text, "utf-8")
            print(f"tidied {path.relative_to(root)}")
    return 0
