"""`python -m grader release [LESSON…]`: build release/ from source/."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from checker.solutions import FILE
from grader.cli.common import CommandError, load_assignments
from grader.lesson.lesson import Lesson
from grader.lesson.release import DATA


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="default: all")
    parser.add_argument(
        "--solutions",
        action="store_true",
        help="with the solutions of the functions, for check.solution()",
    )


def run(root: Path, options: Namespace) -> int:
    return release(root, options.lessons, options.solutions)


def release(root: Path, names: Sequence[str] = (), solutions: bool = False) -> int:
    """Build release/ for the named lessons, or for all; return 0.

    solutions: with those of the graded functions, in checker/data/ of each lesson.
    """
    lessons = load_assignments(root, names)
    from grader.nbgrader_bridge import course

    for lesson in lessons:
        try:
            course.release(root, lesson.name)
        except course.CourseError as error:
            raise CommandError(str(error)) from None
        if solutions and isinstance(lesson, Lesson):
            data = root / "release" / lesson.name / DATA
            texts = {name: one.text for name, one in lesson.exercises.items()}
            (data / FILE).write_text(json.dumps(texts, indent=1), "utf-8")
        print(f"release/{lesson.name}")
    return 0
