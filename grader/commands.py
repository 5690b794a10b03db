"""The commands: release, audit, grade and report."""

import contextlib
import dataclasses
import signal
import sys
import threading

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from grader.again import Fingerprints, graded_before, mark
from grader.core import NOT_GRADED, not_graded
from grader.core import grade as grade_one
from grader.lesson import Course
from grader.reference import AuthorError
from grader.warm import NotSealed
from grader.workers import Workers, processors


class CommandError(ValueError):
    """A command that cannot be carried out as it was given."""


def release(root, names):
    """Build release/ for the named lessons, or for all; return 0."""
    lessons = _lessons(root, names)
    from grader import record

    for lesson in lessons:
        result = record.release(root, lesson.name)
        if not result["success"]:
            raise CommandError(
                f"{lesson.name} was not released:\n{result['error'] or result['log']}"
            )
        print(f"release/{lesson.name}")
    return 0


def audit(root, names, verbose=False):
    """Audit the tests of the named lessons, or of all; return 1 if one is not sharp."""
    from grader.audit import audit as prove

    try:
        return prove(root, names, verbose)
    except AuthorError as error:
        raise CommandError(str(error)) from None


def report(root, name, out=None):
    """Write the instructor's page about a graded lesson and print its path."""
    from grader.report import ReportError
    from grader.report import report as write

    try:
        print(write(root, name, out))
    except ReportError as error:
        raise CommandError(str(error)) from None
    return 0


def grade(root, names, students=None, jobs=None, show=None, again=False, **changes):
    """Grade and record; return 1 if a submission was not graded, otherwise 0.

    jobs: how many submissions at a time; None for one on each processor.
    show: called with each GradedSubmission; None draws progress and a table.
    again: grade also what was graded before and has not changed since.
    changes: `sealed` or fields of `Limits` that differ from the configuration.
    Raises CommandError where nothing can be graded, KeyboardInterrupt after Ctrl-C;
    what was graded until then is recorded.
    """
    lessons = _lessons(root, names)
    found = [
        (lesson, folder)
        for lesson in lessons
        for folder in _submissions(root, lesson.name, students)
    ]
    from grader.record import Recorder

    recorder = Recorder(root)
    limits, sealed = recorder.limits(), recorder.sealed()
    sealed = changes.pop("sealed", sealed)
    limits = dataclasses.replace(limits, **changes)
    prints = Fingerprints(root, limits, sealed)
    work = [(*item, prints.of(*item)) for item in found]
    results = []
    with recorder:
        known = {} if again else _known(recorder, work)
        left = [item for i, item in enumerate(work) if i not in known]
        graded = _graded(root, recorder, left, jobs, limits, sealed)
        try:
            with _progress() as progress:
                task = progress.add_task("grading", total=len(work))
                for i in range(len(work)):
                    results.append(known[i] if i in known else next(graded))
                    if show:
                        show(results[-1])
                    progress.advance(task)
        except NotSealed as error:
            raise CommandError(str(error)) from None
        finally:
            graded.close()
            if not show:
                print_table(results)
            _tell(len(known), len(results), len(work))
    return int(any(result.status == NOT_GRADED for result in results))


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
            lambda item, warm: _grade_safely(*item[:2], limits, warm), work
        )
        for (lesson, _, fingerprint), result in zip(work, results, strict=True):
            mark(result, fingerprint)
            with _finishing():
                result = _record_safely(recorder, result, lesson)
            yield dataclasses.replace(result, notebook=None)


@contextlib.contextmanager
def _finishing():
    """Let Ctrl-C wait until a result is recorded as a whole."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = []
    old = signal.signal(signal.SIGINT, lambda *_: asked.append(True))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, old)
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


def _progress():
    """Return a progress bar on a terminal, nothing elsewhere."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    )


def _record_safely(recorder, result, lesson):
    """Record a result; where that fails, record that it was not graded."""
    name = lesson.notebook_path.name
    try:
        recorder.record(result, name)
        return result
    except Exception as error:
        why = f"it could not be recorded ({type(error).__name__}: {error})"
        failed = not_graded(result.student, lesson, why)
        recorder.record(failed, name)
        return failed


def _grade_safely(lesson, folder, limits, warm):
    """Grade one submission; a fault of ours is reported and never stops the class."""
    student = folder.parent.name
    try:
        return grade_one(student, folder, lesson, limits, warm)
    except Exception as error:
        why = f"the grader failed ({type(error).__name__}: {error}); this is our fault"
        return not_graded(student, lesson, why)


def _lessons(root, names):
    course = Course(root)
    try:
        lessons = [course.lesson(name) for name in names or course.lessons()]
        for lesson in lessons:
            lesson.exercises  # noqa: B018 (an AuthorError now, not in mid-class)
    except AuthorError as error:
        raise CommandError(str(error)) from None
    return lessons


def _submissions(root, lesson, students):
    """Return the folders submitted/STUDENT/LESSON, sorted by student."""
    submitted = root / "submitted"
    folders = sorted(p for p in submitted.glob(f"*/{lesson}") if p.is_dir())
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


def print_table(results):
    """Print one row a submission: scores, and what each function came to."""
    console = Console()
    for lesson in dict.fromkeys(result.lesson for result in results):
        table = Table(title=lesson, title_justify="left")
        table.add_column("student")
        table.add_column("score", justify="right")
        table.add_column("what")
        for result in results:
            if result.lesson == lesson:
                table.add_row(result.student, *_row(result))
        console.print(table)


def _row(result):
    if result.status == NOT_GRADED:
        return "–", f"not graded: {result.why}"
    parts = []
    for exercise in result.exercises:
        text = f"{exercise.name}: {exercise.state}"
        if exercise.mistakes:
            text += f" ({', '.join(exercise.mistakes)})"
        parts.append(text)
    for name, points in result.by_hand.items():
        parts.append(f"{name}: waits for a person ({points:g} points)")
    return f"{result.score:g} / {result.max_score:g}", "\n".join(parts)
