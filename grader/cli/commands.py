"""The commands: release, audit, grade and report."""

import contextlib
import dataclasses
import signal
import sys
import tempfile
import threading
import traceback

from grader.again import Fingerprints, graded_before, mark
from grader.core import NOT_GRADED, not_graded
from grader.core import grade as grade_one
from grader.lesson import Course
from grader.reference import AuthorError
from grader.table import print_table, progress_bar
from grader.warm import NotSealed, WorkerDied
from grader.workers import Workers, processors


class CommandError(ValueError):
    """A command that cannot be carried out as it was given."""


def release(root, names):
    """Build release/ for the named lessons, or for all; return 0."""
    lessons = _lessons(root, names)
    from grader import record

    for lesson in lessons:
        try:
            record.release(root, lesson.name)
        except record.CourseError as error:
            raise CommandError(str(error)) from None
        print(f"release/{lesson.name}")
    return 0


def audit(root, names, verbose=False):
    """Audit the tests of the named lessons, or of all; return 1 if one is not sharp."""
    _lessons(root, names)
    from grader.audit import audit as prove

    try:
        return prove(root, names, verbose)
    except AuthorError as error:
        raise CommandError(str(error)) from None


def report(root, name, out=None):
    """Write the instructor's page about a graded lesson and print its path."""
    _lessons(root, [name])
    from nbgrader.coursedir import CourseDirectory

    from grader.record import CourseError, gradebook_errors, load_config
    from grader.report import ReportError
    from grader.report import report as write

    try:
        coursedir = CourseDirectory(config=load_config(root))
        with gradebook_errors(coursedir):
            print(write(root, name, out))
    except (CourseError, ReportError) as error:
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
    from grader.record import CourseError, Recorder

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
    prints = Fingerprints(root, limits, sealed)
    work = [(*item, prints.of(*item)) for item in found]
    results = []
    with recorder:
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
    from grader.record import CourseError

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


def _grade_safely(lesson, folder, limits, warm):
    """Grade one submission; a fault of ours is reported and never stops the class."""
    student = folder.parent.name
    try:
        return grade_one(student, folder, lesson, limits, warm)
    except OSError as error:
        why = f"it cannot be read ({error}). Make it readable, and grade again."
        return not_graded(student, lesson, why)
    except Exception as error:
        why = f"the grader failed ({type(error).__name__}: {error}); this is our fault"
        return not_graded(student, lesson, why)


def _lessons(root, names):
    course = Course(root)
    try:
        named = [course.lesson(name) for name in names or course.lessons()]
        lessons = {lesson.name: lesson for lesson in named}  # each once
        for lesson in lessons.values():
            lesson.exercises  # noqa: B018 (an error now, not in mid-class)
    except AuthorError as error:
        raise CommandError(str(error)) from None
    except Exception as error:  # exercises.py is the author's code
        raise CommandError(_where(error, lesson)) from None
    return list(lessons.values())


def _where(error, lesson):
    """Return a sentence that names the author's file and line of an error."""
    place = f"{lesson.folder} (the notebook, or _author/exercises.py)"
    for frame in traceback.extract_tb(error.__traceback__):
        if str(lesson.folder) in frame.filename:
            place = f"{frame.filename}, line {frame.lineno}"
    if isinstance(error, SyntaxError) and error.filename:
        place, error = f"{error.filename}, line {error.lineno}", error.msg
    else:
        error = f"{type(error).__name__}: {str(error)[:300]}"
    return f"the lesson {lesson.name} cannot be loaded. {place}: {error}. Correct it."


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
