"""What `grade` shows: a progress bar, and a table of the results."""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from grader.submission.grade import NOT_GRADED, GradedSubmission


def progress_bar() -> Progress:
    """Return a progress bar on a terminal, nothing elsewhere."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    )


def print_table(results: Sequence[GradedSubmission]) -> None:
    """Print one row a submission: scores, and what each function came to."""
    console = Console()
    for lesson in dict.fromkeys(result.lesson for result in results):
        table = Table(title=lesson, title_justify="left")
        table.add_column("student")
        table.add_column("score", justify="right")
        table.add_column("what", overflow="fold")  # a path is read whole
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
