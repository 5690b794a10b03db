"""`python -m grader export [LESSON…]`: write grades for a platform or a spreadsheet.

Writes reports/grades-FORMAT.csv with names, one column a lesson. What was not handed
in, not graded, or waits for points by hand has no number there, and is named. So is who
has more points than there are.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from grader.cli.common import CommandError, load_assignments
from grader.lesson.lesson import Course


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "lessons", nargs="*", metavar="LESSON", help="default: all that are graded"
    )
    parser.add_argument(
        "--format",
        choices=("canvas", "moodle", "csv"),
        default="csv",
        help="whose import it is for; csv has everybody and a total",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE.csv", help="write it there instead"
    )


def run(root: Path, options: Namespace) -> int:
    return export(root, options.lessons, options.format, options.out)


def export(
    root: Path, names: Sequence[str] = (), form: str = "csv", out: Path | None = None
) -> int:
    """Write the grades of lessons, or of all that are graded, and print the path.

    Returns 1 if one of all the lessons cannot be loaded, or is no more there: it is
    named and left out.
    Raises CommandError if a lesson that is named, or every one, has no grades.
    """
    asked = bool(names)
    names, left_out = _loaded(root, names)
    from nbgrader.coursedir import CourseDirectory

    from grader.lms.grades import grades_of, write_grades
    from grader.nbgrader_bridge.course import (
        CourseError,
        gradebook_errors,
        load_config,
    )
    from grader.report import ReportError
    from grader.report.collect import collect

    classes, error = [], next(iter(left_out), None)
    try:
        coursedir = CourseDirectory(config=load_config(root))
        with gradebook_errors(coursedir):
            for name in names:
                try:
                    classes.append(collect(root, name))
                except ReportError as problem:
                    if asked:
                        raise
                    error = error or problem
            if classes and not asked:
                left_out += _without_source(root, coursedir.db_url)
        if not classes:
            raise error or ReportError(f"there are no lessons in {root / 'source'}.")
        grades = grades_of(classes)
        path = out or root / "reports" / f"grades-{form}.csv"
        write_grades(grades, form, path)
    except (CourseError, ReportError) as problem:
        raise CommandError(str(problem)) from None
    except OSError as problem:
        raise CommandError(f"the grades cannot be written: {problem}") from None
    print(path)
    _tell(grades)
    for data in classes:
        for row in data.graded:
            for note in row.over:
                print(f"{data.lesson.name}, {row.student}: {note}", file=sys.stderr)
    for problem in left_out:
        print(f"{problem} Until then it is left out.", file=sys.stderr)
    return int(bool(left_out))


def _loaded(root, names):
    """Return (the names of the lessons to export, errors of those that are broken).

    A lesson that was asked for by its name must be sound: otherwise CommandError.
    """
    if names:
        return [lesson.name for lesson in load_assignments(root, names)], []
    found, broken = [], []
    for name in Course(root).assignments():
        try:
            load_assignments(root, [name])
            found.append(name)
        except CommandError as problem:
            broken.append(problem)
    return found, broken


def _without_source(root, address):
    """Return an error for each lesson that has grades and is no more in source/."""
    from nbgrader.api import Gradebook

    with Gradebook(address) as gradebook:
        graded = [one.name for one in gradebook.assignments if one.num_submissions]
    return [
        CommandError(
            f"{name} has grades, but there is no {root / 'source' / name}. Put it back "
            "to have them exported."
        )
        for name in sorted({*graded} - {*Course(root).assignments()})
    ]


def _tell(grades):
    """Print who has no grade in which lesson, and why."""
    for lesson in grades.possible:
        reasons = defaultdict(list)
        for row in grades.rows:
            if lesson in row.reasons and lesson not in row.scores:
                reasons[row.reasons[lesson]].append(row.person.id)
        for why, students in reasons.items():
            print(f"{lesson}, {why}: {', '.join(students)}", file=sys.stderr)
