"""The two commands: grade and release."""

import dataclasses
import sys

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from grader.core import NOT_GRADED, not_graded
from grader.core import grade as grade_one
from grader.lesson import Course
from grader.reference import AuthorError


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


def grade(root, names, students=None, all_cells=False, show=None):
    """Grade and record; return 1 if a submission was not graded, otherwise 0.

    show: called with each GradedSubmission; None draws progress and a table.
    """
    lessons = _lessons(root, names)
    work = [
        (lesson, folder)
        for lesson in lessons
        for folder in _submissions(root, lesson.name, students)
    ]
    from grader.record import Recorder

    recorder = Recorder(root)
    limits = dataclasses.replace(recorder.limits(), **_given(all_cells))
    results = []
    progress = Progress(
        TextColumn("{task.description}"),
        *Progress.get_default_columns()[1:2],
        MofNCompleteColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    )
    with progress:
        task = progress.add_task("grading", total=len(work))
        for lesson, folder in work:
            progress.update(task, description=f"grading {folder.parent.name}")
            graded = _grade_safely(folder, lesson, limits)
            recorder.record(graded, lesson.notebook_path.name)
            results.append(graded)
            if show:
                show(graded)
            progress.advance(task)
    for lesson in lessons:
        graded = [r.student for r in results if r.lesson == lesson.name]
        recorder.feedback(lesson.name, graded)
    if not show:
        print_table(results)
    return int(any(result.status == NOT_GRADED for result in results))


def _given(all_cells):
    return {"all_cells": True} if all_cells else {}


def _grade_safely(folder, lesson, limits):
    """Grade one submission; a fault of ours is reported and never stops the class."""
    student = folder.parent.name
    try:
        return grade_one(student, folder, lesson, limits)
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
