"""`python -m grader grade LESSON…`: grade submitted/STUDENT/LESSON.

Scores go into the gradebook, graded notebooks into autograded/, pages for students
into feedback/.
"""

import argparse
import sys

from grader.cli.common import CommandError, load_assignments
from grader.cli.grading import Grading
from grader.cli.opening import opened
from grader.serving.cluster import Cluster
from grader.submission.engine import Engine
from grader.submission.folders import (
    NothingToGrade,
    name_problem,
    printable,
    strays,
    submission_folders,
)
from grader.submission.grade import not_graded
from grader.submission.result import NOT_GRADED


def add_arguments(parser):
    parser.add_argument("lessons", nargs="+", metavar="LESSON")
    parser.add_argument(
        "--student", nargs="+", metavar="ID", help="only these students"
    )
    parser.add_argument("--json", action="store_true", help="print one object a line")
    parser.add_argument(
        "--all-cells", action="store_true", help="run experiments (trainings) too"
    )
    parser.add_argument(
        "--again",
        action="store_true",
        help="grade also what was graded before and has not changed",
    )
    parser.add_argument(
        "--jobs",
        type=positive,
        metavar="N",
        help="submissions at a time (default: one on each processor)",
    )
    parser.add_argument(
        "--unsealed",
        action="store_true",
        help="run the work of students you trust where it cannot be sealed off",
    )
    parser.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="grade on the Dask cluster of this scheduler; `local` starts one here",
    )


def positive(text: str) -> int:
    """Return a number of the command line, 1 or more."""
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text}: expected 1 or more")
    return number


def run(root, options):
    return grade(
        root,
        options.lessons,
        students=options.student,
        jobs=options.jobs,
        again=options.again,
        show=_print_json if options.json else None,
        cluster=options.dask,
        **({"all_cells": True} if options.all_cells else {}),
        **({"sealed": False} if options.unsealed else {}),
    )


def _print_json(graded):
    print(graded.to_json(), flush=True)


def grade(
    root,
    names,
    students=None,
    jobs=None,
    show=None,
    again=False,
    trial=None,
    cluster=None,
    **changes,
):
    """Grade and record; return 1 if a submission was not graded, otherwise 0.

    jobs: how many submissions at a time; None for one on each processor.
    show: called with each GradedSubmission; None draws progress and a table.
    again: grade also what was graded before and has not changed since.
    trial: a folder for a copy of the gradebook; nothing in the course is changed.
    cluster: the address of a Dask scheduler, "local", or None for workers here.
    changes: `sealed` or fields of `Limits` that differ from the configuration.
    Raises CommandError where nothing can be graded, KeyboardInterrupt after Ctrl-C;
    what was graded until then is recorded.
    """
    lessons = load_assignments(root, names)
    for sentence in strays(root):
        print(sentence, file=sys.stderr)
    found, nothing = [], []
    for lesson in lessons:
        try:
            folders = submission_folders(root, lesson.name, students)
            found += [(lesson, folder) for folder in folders]
        except NothingToGrade as error:
            nothing.append(str(error))
    if not found:
        raise CommandError("\n".join(nothing))
    for sentence in nothing:  # the other lessons are graded
        print(sentence, file=sys.stderr)
    odd = [_not_a_name(lesson, f) for lesson, f in found if name_problem(f.parent.name)]
    found = [(lesson, f) for lesson, f in found if not name_problem(f.parent.name)]
    engine = Engine(root, lessons, jobs)
    if cluster is not None:
        engine = _cluster(lessons, cluster, jobs)
    with opened(root, lessons, engine, len(found), trial, **changes) as recorder:
        grading = Grading(recorder, engine, found, again, not students)
        results = grading.run(odd, show)
    return int(any(result.status == NOT_GRADED for result in results))


def _cluster(lessons, address, jobs):
    if len(lessons) > 1:
        raise CommandError("--dask takes one lesson at a time. Name one of them.")
    return Cluster(lessons[0], address, jobs)


def _not_a_name(lesson, folder):
    """Return the result for a folder whose name can be no student's."""
    name = folder.parent.name
    return not_graded(printable(name), lesson, name_problem(name))
