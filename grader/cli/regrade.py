"""`python -m grader regrade LESSON`: grade all anew, and show who moved, and why.

With --dry-run nothing is written: it shows what would be. Points and comments by hand
stay in any case. --requests takes only those who ask for another look.
"""

import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from grader.cli.common import CommandError
from grader.cli.grade import grade
from grader.submission.folders import NothingToGrade, submission_folders
from grader.submission.requests import REQUEST, request_in


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("lesson", metavar="LESSON")
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--student", nargs="+", metavar="ID", help="only these students")
    who.add_argument(
        "--requests",
        action="store_true",
        help=f"only those with a {REQUEST} beside the notebook",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="write nothing, show what would be"
    )


def run(root: Path, options: Namespace) -> int:
    students = options.student
    if options.requests:
        students = _who_asks(root, options.lesson)
    if not options.dry_run:
        return grade(root, [options.lesson], students=students, again=True)
    with tempfile.TemporaryDirectory() as folder:
        code = grade(
            root,
            [options.lesson],
            students=students,
            again=True,
            trial=Path(folder),
        )
    print("Nothing was written. The same without --dry-run does it.")
    return code


def _who_asks(root, lesson):
    """Return the students who ask for another look at a lesson."""
    try:
        folders = submission_folders(root, lesson)
    except NothingToGrade as error:
        raise CommandError(str(error)) from None
    found = [folder.parent.name for folder in folders if request_in(folder)]
    if not found:
        raise CommandError(
            f"nobody asks for another look at {lesson}: expected "
            f"{root / 'submitted'}/STUDENT/{lesson}/{REQUEST}, with a text in it."
        )
    return found
