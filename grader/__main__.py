"""`python -m grader` with `release`, `grade`, `report` or `audit`."""

import argparse
import json
import os
import signal
import sys
from pathlib import Path

# jsonschema, which nbformat imports, builds a grammar for internationalised
# addresses in 3 seconds if it finds this package; notebooks have none.
sys.modules.setdefault("rfc3987_syntax", None)
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _parser():
    parser = argparse.ArgumentParser(
        prog="python -m grader",
        description="Release the lessons of this course and grade what comes back.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    grade = commands.add_parser(
        "grade",
        help="grade submissions",
        description="Grade submitted/STUDENT/LESSON: scores go into the gradebook, "
        "graded notebooks into autograded/, pages for students into feedback/.",
    )
    grade.add_argument("lessons", nargs="+", metavar="LESSON")
    grade.add_argument("--student", nargs="+", metavar="ID", help="only these students")
    grade.add_argument("--json", action="store_true", help="print one object a line")
    grade.add_argument(
        "--all-cells", action="store_true", help="run experiments (trainings) too"
    )
    grade.add_argument(
        "--again",
        action="store_true",
        help="grade also what was graded before and has not changed",
    )
    grade.add_argument(
        "--jobs",
        type=_positive,
        metavar="N",
        help="submissions at a time (default: one on each processor)",
    )
    grade.add_argument(
        "--unsealed",
        action="store_true",
        help="run the work of students you trust where it cannot be sealed off",
    )
    release = commands.add_parser("release", help="build release/ from source/")
    release.add_argument("lessons", nargs="*", metavar="LESSON", help="default: all")
    report = commands.add_parser(
        "report",
        help="write a page about a class",
        description="Write reports/LESSON.html and reports/LESSON.csv from what was "
        "graded: scores, mistakes and who made them, what is left to do.",
    )
    report.add_argument("lesson", metavar="LESSON")
    report.add_argument(
        "--out", type=Path, metavar="PAGE.html", help="write it there instead"
    )
    audit = commands.add_parser(
        "audit",
        help="prove that the tests of a lesson are sharp",
        description="Change each solution in every small way, and see whether the "
        "hidden cases notice and the messages explain it. Exit code 1 if not.",
    )
    audit.add_argument("lessons", nargs="*", metavar="LESSON", help="default: all")
    audit.add_argument(
        "--verbose", action="store_true", help="list what is not explained, too"
    )
    for command in (grade, release, report, audit):
        command.add_argument(
            "--course",
            type=Path,
            default=Path.cwd(),
            metavar="DIR",
            help="the course's folder (default: this one)",
        )
    return parser


def _positive(text):
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text}: expected 1 or more")
    return number


def main(arguments=None):
    """Run a command; return the exit code: 0, or 1 if something was not graded."""
    options = _parser().parse_args(arguments)
    root = options.course.resolve()
    if not (root / "source").is_dir() or not (root / "nbgrader_config.py").is_file():
        print(
            f"{root} is no course: expected a folder with source/ and "
            "nbgrader_config.py. Name it with --course DIR.",
            file=sys.stderr,
        )
        return 2
    try:
        return _run(root, options)
    except KeyboardInterrupt:
        return 130


def _run(root, options):
    from grader import commands

    try:
        if options.command == "release":
            return commands.release(root, options.lessons)
        if options.command == "audit":
            return commands.audit(root, options.lessons, options.verbose)
        if options.command == "report":
            return commands.report(root, options.lesson, options.out)
        return commands.grade(
            root,
            options.lessons,
            students=options.student,
            jobs=options.jobs,
            again=options.again,
            show=_print_json if options.json else None,
            **({"all_cells": True} if options.all_cells else {}),
            **({"sealed": False} if options.unsealed else {}),
        )
    except commands.CommandError as error:
        print(error, file=sys.stderr)
        return 2


def _print_json(graded):
    print(json.dumps(graded.as_json(), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    # A closed terminal or `kill` ends it as Ctrl-C does: nothing is left behind.
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    sys.exit(main())
