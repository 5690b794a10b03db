"""`python -m grader grade LESSON…`: grade submitted/STUDENT/LESSON.

Scores go into the gradebook, graded notebooks into autograded/, pages for students
into feedback/.
"""

import argparse
import contextlib
import dataclasses
import json
import signal
import sys
import tempfile
import threading

from grader.cli.common import CommandError, load_assignments
from grader.cli.table import print_table, progress_bar
from grader.nbgrader_bridge.fingerprints import Fingerprints, graded_before, stamp
from grader.sandbox.forkserver import NotSealed, WorkerDied
from grader.submission.engine import Engine, Task
from grader.submission.folders import (
    NothingToGrade,
    name_problem,
    printable,
    strays,
    submission_folders,
)
from grader.submission.grade import NOT_GRADED, not_graded


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
        type=_positive,
        metavar="N",
        help="submissions at a time (default: one on each processor)",
    )
    parser.add_argument(
        "--unsealed",
        action="store_true",
        help="run the work of students you trust where it cannot be sealed off",
    )


def _positive(text):
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
        **({"all_cells": True} if options.all_cells else {}),
        **({"sealed": False} if options.unsealed else {}),
    )


def _print_json(graded):
    print(json.dumps(graded.as_json(), ensure_ascii=False), flush=True)


def grade(root, names, students=None, jobs=None, show=None, again=False, **changes):
    """Grade and record; return 1 if a submission was not graded, otherwise 0.

    jobs: how many submissions at a time; None for one on each processor.
    show: called with each GradedSubmission; None draws progress and a table.
    again: grade also what was graded before and has not changed since.
    changes: `sealed` or fields of `Limits` that differ from the configuration.
    Raises CommandError where nothing can be graded, KeyboardInterrupt after Ctrl-C;
    what was graded until then is recorded.
    """
    lessons = load_assignments(root, names)
    for sentence in strays(root):
        print(sentence, file=sys.stderr)
    try:
        found = [
            (lesson, folder)
            for lesson in lessons
            for folder in submission_folders(root, lesson.name, students)
        ]
    except NothingToGrade as error:
        raise CommandError(str(error)) from None
    odd = [_not_a_name(lesson, f) for lesson, f in found if name_problem(f.parent.name)]
    found = [(lesson, f) for lesson, f in found if not name_problem(f.parent.name)]
    engine = Engine(root, lessons, jobs)
    engine.warm_up(len(found))  # while nbgrader is imported here
    try:
        from grader.nbgrader_bridge.gradebook import CourseError, Recorder

        try:
            recorder = Recorder(root)
            limits, sealed = recorder.limits(), recorder.sealed()
            sealed = changes.pop("sealed", sealed)
            engine.limits = dataclasses.replace(limits, **changes)
            engine.sealed, engine.prepare = sealed, recorder.prepare
            results = _grade_all(recorder, engine, found, odd, show, again)
        except (NotSealed, CourseError) as error:
            raise CommandError(str(error)) from None
        except (WorkerDied, OSError) as error:
            raise CommandError(
                f"grading cannot go on: {error}. Look whether memory is short or the "
                f"disk of {tempfile.gettempdir()} full, and run this again."
            ) from None
    finally:
        engine.close()
    return int(any(result.status == NOT_GRADED for result in results))


def _not_a_name(lesson, folder):
    """Return the result for a folder whose name can be no student's."""
    name = folder.parent.name
    return not_graded(printable(name), lesson, name_problem(name))


def _grade_all(recorder, engine, found, odd, show, again):
    """Grade and record; return the results, in the order of `found`."""
    prints = Fingerprints(engine.limits, engine.sealed, recorder.config)
    work = [(*item, prints.of(*item)) for item in found]
    results = [*odd]
    with recorder:
        for lesson in {item[0].name for item in found}:
            recorder.require_assignment(lesson)
        known = {} if again else _known(recorder, work)
        left = [i for i in range(len(work)) if i not in known]
        done, shown = dict(known), 0
        graded = _graded(recorder, engine, work, left, done)
        try:
            for one in odd if show else ():
                show(one)
            with progress_bar() as progress:
                task = progress.add_task("grading", total=len(work))
                while shown < len(work):
                    if shown not in done:
                        next(graded)
                        progress.advance(task)
                        continue
                    progress.advance(task, shown in known)
                    with _uninterrupted():
                        shown += 1
                        results.append(done[shown - 1])
                        if show:
                            show(results[-1])
        finally:
            graded.close()
            for i in sorted(done):  # where it was stopped, some came before their turn
                if i >= shown:
                    results.append(done[i])
                    if show:
                        show(done[i])
            if not show:
                print_table(results)
            _tell(len(known), len(done), len(work))
    return results


def _known(recorder, work):
    """Return {position: result} of the work that was done before, unchanged."""
    lessons = {lesson.name: lesson for lesson, _, _ in work}
    recorded = {name: recorder.recorded(lesson) for name, lesson in lessons.items()}
    found = {}
    for i, (lesson, folder, fingerprint) in enumerate(work):
        student = folder.parent.name
        page, feedback = recorder.pages(student, lesson)
        if student in recorded[lesson.name] and feedback.exists():
            before = graded_before(page, fingerprint)
            if before:
                found[i] = before
    return found


def _graded(recorder, engine, work, left, done):
    """Grade, record and put {position: result} into `done`, one at each step."""
    if not left:
        return
    tasks = [
        Task(work[i][1].parent.name, work[i][0].name, str(work[i][1])) for i in left
    ]
    for number, result in engine.grade(tasks):
        position = left[number]
        lesson, _, fingerprint = work[position]
        stamp(result, fingerprint)
        with _uninterrupted():
            result = _record_safely(recorder, result, lesson)
            done[position] = dataclasses.replace(result, notebook=None)
        yield


@contextlib.contextmanager
def _uninterrupted():
    """Let Ctrl-C wait until a result is recorded as a whole."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked, numbers = [], (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    old = {n: signal.getsignal(n) for n in numbers}
    for number in numbers:
        if callable(old[number]):  # it is not left to the system
            signal.signal(number, lambda *_: asked.append(True))
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, old[number])
        if asked:
            raise KeyboardInterrupt


def _tell(known, done, total):
    if known:
        print(
            f"{known} of {total} submissions were graded before and have not changed; "
            "--again grades them anew.",
            file=sys.stderr,
        )
    if done < total:
        print(
            f"Stopped: {done} of {total} submissions are graded and recorded. "
            "The same command goes on where this one stopped.",
            file=sys.stderr,
        )


def _record_safely(recorder, result, lesson):
    """Record a result; where that fails, record that it was not graded.

    Raises CourseError where the gradebook cannot be used: it concerns all.
    """
    from grader.nbgrader_bridge.gradebook import CourseError

    name = lesson.notebook_path.name
    try:
        recorder.record(result, name)
        return result
    except CourseError:
        raise
    except Exception as error:
        why = (
            f"it could not be recorded ({type(error).__name__}: {error}). Mend that "
            "file or folder, and grade again."
        )
        failed = not_graded(result.student, lesson, why)
        # It fails again where a page cannot be written; the gradebook still knows.
        with contextlib.suppress(OSError):
            recorder.record(failed, name)
        return failed
