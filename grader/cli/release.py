"""`python -m grader release [LESSON…]`: build release/ from source/."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from grader.cli.common import CommandError, load_assignments


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="default: all")


def run(root: Path, options: Namespace) -> int:
    return release(root, options.lessons)


def release(root: Path, names: Sequence[str] = ()) -> int:
    """Build release/ for the named lessons, or for all; return 0."""
    lessons = load_assignments(root, names)
    from grader.nbgrader_bridge import course

    for lesson in lessons:
        try:
            course.release(root, lesson.name)
        except course.CourseError as error:
            raise CommandError(str(error)) from None
        print(f"release/{lesson.name}")
    return 0
