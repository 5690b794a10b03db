"""The two commands: grade and release."""

import dataclasses
import sys

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

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


def grade(root, names, students=None, jobs=None, show=None, **changes):
    """Grade and record; return 1 if a submission was not graded, otherwise 0.

    jobs: how many submissions at a time; None for one on each processor.
    show: called with each GradedSubmission; None draws progress and a table.
    changes: `sealed` or fields of `Limits` that differ from the configuration.
    Raises CommandError where nothing can be graded.
    """
    lessons = _lessons(root, names)
    work = [
        (lesson, folder)
        for lesson in lessons
        for folder in _submissions(root, lesson.name, students)
    ]
    from grader.record import Recorder

    recorder = Recorder(root)
    limits, sealed = recorder.limits(), recorder.sealed()
    sealed = changes.pop("sealed", sealed)
    limits = dataclasses.replace(limits, **changes)
    modules = sorted({name for lesson in lessons for name in lesson.imports()})
    jobs = min(jobs or processors(), len(work))
    results = []
    try:
        with Workers(root, jobs, modules, sealed) as workers, _progress() as progress:
            task = progress.add_task("grading", total=len(work))
            graded = workers.map(
                lambda item, warm: _grade_safely(*item, limits, warm), work
            )
            for (lesson, _), result in zip(work, graded, strict=True):
                result = _record_safely(recorder, result, lesson)
                results.append(result)
                if show:
                    show(result)
                progress.advance(task)
    except NotSealed as error:
        raise CommandError(str(error)) from None
    finally:  # after Ctrl-C, too: what was graded is recorded and kept
        for lesson in lessons:
            done = [r.student for r in results if r.lesson == lesson.name]
            if done:
                recorder.feedback(lesson.name, done)
    if not show:
        print_table(results)
    return int(any(result.status == NOT_GRADED for result in results))


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
    return f"{result.score:g} / {result.max_score:g}", "\n".join(parts)
