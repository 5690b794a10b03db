"""`python -m grader regrade LESSON`: grade all anew, and show who moved, and why.

With --dry-run nothing is written: it shows what would be. Points and comments by hand
stay in any case.
"""

import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from grader.cli.grade import grade


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("lesson", metavar="LESSON")
    parser.add_argument(
        "--student", nargs="+", metavar="ID", help="only these students"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="write nothing, show what would be"
    )


def run(root: Path, options: Namespace) -> int:
    if not options.dry_run:
        return grade(root, [options.lesson], students=options.student, again=True)
    with tempfile.TemporaryDirectory() as folder:
        code = grade(
            root,
            [options.lesson],
            students=options.student,
            again=True,
            trial=Path(folder),
        )
    print("Nothing was written. The same without --dry-run does it.")
    return code
