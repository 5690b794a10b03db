"""`python -m grader grade LESSON…`: grade submitted/STUDENT/LESSON.

Scores go into the gradebook, graded notebooks into autograded/, pages for students
into feedback/.
"""

import argparse
import contextlib
import dataclasses
import functools
import json
import signal
import sys
import tempfile
import threading

from grader.cli.common import CommandError, load_lessons
from grader.cli.table import print_table, progress_bar
from grader.nbgrader_bridge.fingerprints import Fingerprints, graded_before, stamp
from grader.sandbox.forkserver import NotSealed, WorkerDied
from grader.sandbox.workers import Workers, processors
from grader.submission.grade import NOT_GRADED, not_graded
from grader.submission.grade import grade as grade_one


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
    lessons = load_lessons(root, names)
    found = [
        (lesson, folder)
        for lesson in lessons
        for folder in _submissions(root, lesson.name, students)
    ]
    from grader.nbgrader_bridge.gradebook import CourseError, Recorder

    try:
        recorder = Recorder(root)
        limits, sealed = recorder.limits(), recorder.sealed()
        sealed = changes.pop("sealed", sealed)
        limits = dataclasses.replace(limits, **changes)
        results = _grade_all(root, recorder, found, jobs, show, again, limits, sealed)
    except (NotSealed, CourseError) as error:
        raise CommandError(str(error)) from None
    except (WorkerDied, OSError) as error:
        raise CommandError(
            f"grading cannot go on: {error}. Look whether memory is short or the disk "
            f"of {tempfile.gettempdir()} full, and run this again."
        ) from None
    return int(any(result.status == NOT_GRADED for result in results))


def _grade_all(root, recorder, found, jobs, show, again, limits, sealed):
    prints = Fingerprints(limits, sealed, recorder.config)
    work = [(*item, prints.of(*item)) for item in found]
    results = []
    with recorder:
        for lesson in {item[0].name for item in found}:
            recorder.require_assignment(lesson)
        known = {} if again else _known(recorder, work)
        left = [item for i, item in enumerate(work) if i not in known]
        graded = _graded(root, recorder, left, jobs, limits, sealed)
        try:
            with progress_bar() as progress:
                task = progress.add_task("grading", total=len(work))
                for i in range(len(work)):
                    results.append(known[i] if i in known else next(graded))
                    if show:
                        show(results[-1])
                    progress.advance(task)
        finally:
            graded.close()
            if not show:
                print_table(results)
            _tell(len(known), len(results), len(work))
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


def _graded(root, recorder, work, jobs, limits, sealed):
    """Grade and record; yield the results, in the order of `work`."""
    if not work:
        return
    modules = sorted({name for lesson, _, _ in work for name in lesson.imports()})
    jobs = min(jobs or processors(), len(work))
    with Workers(root, jobs, modules, sealed, limits) as workers:
        results = workers.map(
            lambda item, forkserver: _grade_safely(
                recorder, *item[:2], limits, forkserver
            ),
            work,
        )
        for (lesson, _, fingerprint), result in zip(work, results, strict=True):
            stamp(result, fingerprint)
            with _uninterrupted():
                result = _record_safely(recorder, result, lesson)
            yield dataclasses.replace(result, notebook=None)


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


def _grade_safely(recorder, lesson, folder, limits, forkserver):
    """Grade one submission; a fault of ours is reported and never stops the class."""
    student = folder.parent.name
    try:
        return grade_one(
            student,
            folder,
            lesson,
            limits,
            forkserver,
            functools.partial(recorder.prepare, student, lesson),
        )
    except OSError as error:
        why = f"it cannot be read ({error}). Make it readable, and grade again."
        return not_graded(student, lesson, why)
    except Exception as error:
        why = f"the grader failed ({type(error).__name__}: {error}); this is our fault"
        return not_graded(student, lesson, why)


def _submissions(root, lesson, students):
    """Return the folders submitted/STUDENT/LESSON, sorted by student."""
    submitted = root / "submitted"
    try:
        found = sorted(submitted.iterdir()) if submitted.is_dir() else []
    except OSError as error:
        raise CommandError(
            f"{submitted} cannot be read ({error.strerror}). Make it readable."
        ) from None
    folders = [p / lesson for p in found if _may_hold(p / lesson)]
    if students:
        missing = set(students) - {p.parent.name for p in folders}
        if missing:
            raise CommandError(
                f"no submission of {', '.join(sorted(missing))} in {submitted} "
                f"(expected {submitted}/STUDENT/{lesson}/)"
            )
        folders = [p for p in folders if p.parent.name in students]
    if not folders:
        raise CommandError(
            f"nothing to grade: no folder {submitted}/STUDENT/{lesson}/. "
            "Put each student's folder there, or run `nbgrader collect`."
        )
    return folders


def _may_hold(folder):
    """Return whether there is such a folder, or nobody may look whether there is."""
    try:
        return folder.is_dir()
    except OSError:
        return True
