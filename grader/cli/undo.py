"""`python -m grader undo`: take the last change of the gradebook back.

That is what the last `grade` or `regrade` recorded, with its graded notebooks and
pages. It is refused where somebody has graded by hand since.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from grader.cli.common import CommandError


def add_arguments(parser: ArgumentParser) -> None:
    """There are none."""


def run(root: Path, options: Namespace) -> int:
    """Take the last change back and print what was touched; return 0."""
    from grader.nbgrader_bridge.book import Book
    from grader.nbgrader_bridge.course import CourseError
    from grader.nbgrader_bridge.undo import CannotUndo, undo

    try:
        with Book(root).open() as gradebook:
            touched = undo(root, gradebook.db)
    except (CannotUndo, CourseError) as error:
        raise CommandError(str(error)) from None
    for what in touched:
        print(what)
    count = f"{len(touched)} submission{'' if len(touched) == 1 else 's'}"
    print(f"{count} as before the last change. The sources are as they are.")
    return 0
