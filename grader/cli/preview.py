"""`python -m grader preview LESSON`: see an assignment as a student does.

Builds its release into a temporary folder and says how to open it. Nothing in the
course is changed: neither release/ nor the gradebook.
"""

import shlex
import shutil
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from grader.cli.common import CommandError, load_assignments, require_lesson
from grader.cli.release import write_translated
from grader.language.catalogue import LANGUAGES, BrokenCatalogue


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("lesson", metavar="LESSON")
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        help="in this one; what is not translated yet stays in English",
    )


def run(root: Path, options: Namespace) -> int:
    """Build the release of an assignment elsewhere, print where; return 0."""
    (lesson,) = load_assignments(root, [options.lesson])
    if options.language:
        require_lesson(lesson)
    from grader.nbgrader_bridge.course import CourseError, release

    folder = Path(tempfile.mkdtemp(prefix="preview-"))
    try:
        release(root, lesson.name, folder)
        place = folder / lesson.name
        if options.language:
            write_translated(lesson, place, folder / "translated", options.language)
            shutil.rmtree(place)
            (folder / "translated").rename(place)
    except BaseException as error:
        shutil.rmtree(folder)
        if isinstance(error, (CourseError, BrokenCatalogue)):
            raise CommandError(str(error)) from None
        raise
    notebook = place / lesson.notebook_path.name
    print(f"{place}\n\nOpen it with")
    print(f"    {shlex.join([sys.executable, '-m', 'jupyterlab', str(notebook)])}")
    print(f"and delete {folder} when you have seen it.")
    return 0
