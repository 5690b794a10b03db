"""`python -m grader watch LESSON`: grade what arrives, until Ctrl-C.

Before a student's deadline a page tells the states of the visible tests alone, after
it everything. With an exchange, work is collected and pages are released there, too.
A lesson that changes is read again, and what it changes is graded again.
"""

import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from grader.cli.arrivals import Arrivals
from grader.cli.changes import Changes, read_again
from grader.cli.common import load_assignments
from grader.cli.grade import positive
from grader.cli.grading import Grading
from grader.cli.opening import opened
from grader.submission.engine import Engine
from grader.submission.folders import NothingToGrade, name_problem, submission_folders
from grader.submission.result import NOT_GRADED, GradedSubmission

_LOOK = 2.0  # seconds between two looks into submitted/
_EXCHANGE = 20.0  # seconds between two looks into the exchange
_PAGES = 10.0  # seconds between two looks for pages that are out of date
_BATCH = 50  # submissions that are graded before the next look


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("lesson", metavar="LESSON")
    parser.add_argument(
        "--minutes",
        type=positive,
        default=5,
        metavar="N",
        help="at least so long between two gradings of one student (default: 5)",
    )
    parser.add_argument(
        "--show-hidden-results-early",
        action="store_true",
        help="give full pages, points and hidden tests included, before the deadline",
    )
    parser.add_argument(
        "--jobs",
        type=positive,
        metavar="N",
        help="submissions at a time (default: one on each processor)",
    )


def run(root: Path, options: Namespace) -> int:
    early = options.show_hidden_results_early
    return watch(root, options.lesson, 60 * options.minutes, early, options.jobs)


def watch(
    root: Path,
    name: str,
    pause: float,
    full_pages: bool = False,
    jobs: int | None = None,
    until: Callable[[], bool] = lambda: False,
) -> int:
    """Grade what arrives, in rounds; KeyboardInterrupt ends it.

    pause: seconds between two gradings of one student. full_pages: before the
    deadline, too. until: asked after each round whether to return.
    """
    (lesson,) = load_assignments(root, [name])
    print(f"Watching {root / 'submitted'} for {name}. Ctrl-C ends it.", flush=True)
    while _until_it_changes(root, lesson, pause, full_pages, jobs, until):
        lesson = read_again(root, lesson)
        print(f"{datetime.now():%H:%M:%S} {name} has changed, and is read again.")
    return 0


def _until_it_changes(root, lesson, pause, full_pages, jobs, until):
    """Grade what arrives; return True where the lesson has changed, False at the end.

    What was graded by the lesson as it was counts as new for the next call.
    """
    name = lesson.name
    engine = Engine(root, [lesson], jobs)
    with opened(root, [lesson], engine, previews=not full_pages) as recorder:
        recorder.require_assignment(name)
        engine.open()
        exchange = _exchange(recorder, name)
        arrivals = Arrivals(recorder, engine, lesson, pause)
        changes = Changes(root, lesson)
        next_exchange = next_pages = 0.0
        while True:
            if exchange and time.monotonic() >= next_exchange:
                exchange.collect()
                next_exchange = time.monotonic() + _EXCHANGE
            ready = arrivals.ready(_folders(root, name))[:_BATCH]
            if ready:
                found = [(lesson, folder) for folder in ready]
                Grading(recorder, engine, found, True, False).run([], _print_line)
                arrivals.note(ready)
            written = 0
            if time.monotonic() >= next_pages:
                written = arrivals.refresh()
                next_pages = time.monotonic() + _PAGES
            if exchange and (ready or written):
                exchange.release()
            if until():
                return False
            if changes.look():
                return True
            if len(ready) < _BATCH:
                time.sleep(_LOOK)


def _folders(root, name):
    """Return the folders of submissions whose names can be a student's."""
    try:
        found = submission_folders(root, name)
    except NothingToGrade:
        return []
    return [folder for folder in found if not name_problem(folder.parent.name)]


def _print_line(graded: GradedSubmission) -> None:
    what = graded.status
    if what == NOT_GRADED:
        what += f": {graded.why}"
    elif graded.total is not None:
        what += f", {graded.total:g} / {graded.max_total:g}"
    print(f"{datetime.now():%H:%M:%S} {graded.student} {what}", flush=True)


def _exchange(recorder, name):
    from grader.nbgrader_bridge.exchange import Exchange

    return Exchange.of(recorder, name, lambda told: print(told, file=sys.stderr))
