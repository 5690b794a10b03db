"""`python -m grader report LESSON`: write a page about a class.

Writes reports/LESSON.html and reports/LESSON.csv from what was graded: scores,
mistakes and who made them, what is left to do.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from grader.cli.common import CommandError, load_assignments


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("lesson", metavar="LESSON")
    parser.add_argument(
        "--out", type=Path, metavar="PAGE.html", help="write it there instead"
    )


def run(root: Path, options: Namespace) -> int:
    return report(root, options.lesson, options.out)


def report(root: Path, name: str, out: Path | None = None) -> int:
    """Write the instructor's page about a graded lesson and print its path."""
    load_assignments(root, [name])
    from nbgrader.coursedir import CourseDirectory

    from grader.nbgrader_bridge.course import (
        CourseError,
        gradebook_errors,
        load_config,
    )
    from grader.report import ReportError
    from grader.report import report as write

    try:
        coursedir = CourseDirectory(config=load_config(root))
        with gradebook_errors(coursedir):
            print(write(root, name, out))
    except (CourseError, ReportError) as error:
        raise CommandError(str(error)) from None
    return 0
