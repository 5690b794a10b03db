"""`python -m grader audit [LESSON…]`: prove that the tests of a lesson are sharp.

Changes each solution in every small way, and sees whether the hidden cases notice;
judges the answers that an author wrote down. Exit code 1 if something is to be mended.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from grader.cli.common import CommandError, load_lessons
from grader.lesson.reference import AuthorError


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="default: all")
    parser.add_argument(
        "--verbose", action="store_true", help="list what is not explained, too"
    )


def run(root: Path, options: Namespace) -> int:
    return audit(root, options.lessons, options.verbose)


def audit(root: Path, names: Sequence[str] = (), verbose: bool = False) -> int:
    """Audit the tests of the named lessons, or of all; return 1 if one is not sharp."""
    lessons = load_lessons(root, names)
    from grader.audit import audit as prove

    try:
        return prove(lessons, verbose)
    except AuthorError as error:
        raise CommandError(str(error)) from None
