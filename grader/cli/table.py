"""What `grade` shows: a progress bar, and a table with a line for each student.

In the language spoken now.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from checker.language import fill, translated
from checker.messages import agree
from checker.records import State
from grader.submission.result import NOT_GRADED, GradedSubmission

_MOST_NAMED = 12
_GAP = 2  # columns of a terminal between two of a table


class _Rate(ProgressColumn):
    """How many are done in a second."""

    def render(self, task):
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "")


def progress_bar() -> Progress:
    """Return a progress bar on a terminal, nothing elsewhere."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    )


def print_table(
    results: Sequence[GradedSubmission],
    standings: Mapping | None = None,
    absent: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Print a table of each lesson: one line a student, one column a function.

    Where not all functions fit side by side, the others follow in a table of their own.
    standings: {lesson: {student: Standing}}, for points by hand. absent: {lesson: who
    is in the gradebook and handed nothing in}; None where only some were asked for.
    """
    console = Console(soft_wrap=False)
    for lesson in dict.fromkeys(result.lesson for result in results):
        rows = [result for result in results if result.lesson == lesson]
        known = (standings or {}).get(lesson, {})
        names = _columns(rows, known)
        cells = {
            name: [_cell(name, row, known.get(row.student)) for row in rows]
            for name in names
        }
        console.print(escape(lesson), style="bold")
        for number, name in enumerate(names, 1):
            console.print(f"  {number}  {escape(name)}", highlight=False)
        left = console.measure(_table(rows, known, {})).maximum
        for part in _parts(cells, console.width - left):
            console.print(_table(rows, known, part))
        if any(row.beside for row in rows):
            told = translated("Its tests ran beside the students' code.")
            console.print(told, highlight=False)
        _print_notes(console, rows, known)
        missing = None if absent is None else absent.get(lesson, ())
        console.print(closing_line(rows, known, missing), highlight=False)


def _columns(rows, known):
    """Return the functions, and then what a person grades."""
    names = {one.name: None for row in rows for one in row.exercises}
    by_hand = {name: None for row in rows for name in row.by_hand}
    for row in rows:
        standing = known.get(row.student)
        if standing and row.status != NOT_GRADED:
            tests = {f"{name}-test" for name in names} | names.keys()
            by_hand |= {n: None for n in standing.entries if n not in tests}
    return [*names, *by_hand]


def _parts(cells, room):
    """Yield {heading: texts} of the columns that have room side by side.

    cells: {name: text for each row}, in their order. room: columns of the terminal.
    """
    part, used = {}, 0
    for number, texts in enumerate(cells.values(), 1):
        wide = _wide(str(number), texts) + _GAP
        if part and used + wide > room:
            yield part
            part, used = {}, 0
        part[str(number)], used = texts, used + wide
    yield part


def _wide(heading, texts):
    return max(map(cell_len, [heading, *texts]))


def _table(rows, known, columns):
    """Return a table of who has which score, with further columns {heading: texts}."""
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0))
    called = any(standing.name for standing in known.values())
    cut = {"no_wrap": True, "overflow": "ellipsis"}
    table.add_column(translated("student"), max_width=24 if called else 40, **cut)
    if called:
        table.add_column(translated("name"), max_width=16, **cut)
    table.add_column(translated("score"), justify="right", no_wrap=True, min_width=10)
    for heading, texts in columns.items():
        table.add_column(heading, no_wrap=True, min_width=_wide(heading, texts))
    for i, row in enumerate(rows):
        standing = known.get(row.student)
        who = [row.student, *([standing.name if standing else ""] if called else [])]
        total = standing or row
        score = f"{total.score:g} / {total.max_score:g}"
        if row.status == NOT_GRADED:
            score = translated(NOT_GRADED)
        told = [texts[i] for texts in columns.values()]
        table.add_row(*map(escape, who), score, *told)
    return table


def _cell(name, row, standing):
    """Return ✓, ✗ or – for a function, points where there are some but not all."""
    if row.status == NOT_GRADED:
        return ""
    told = {one.name: one for one in row.exercises}.get(name)
    entries = standing.entries if standing else {}
    entry = entries.get(name) or entries.get(f"{name}-test")
    if name in row.by_hand or (entry and entry.waits):
        return translated("waits")
    if told and told.state == State.NOT_ATTEMPTED and not (entry and entry.by_hand):
        return "–"
    score, most = (
        (entry.score, entry.max_score)
        if entry
        else (told.score, told.max_score)
        if told
        else (None, 0)
    )
    if score is None:
        return ""
    if score >= most:
        return "✓"
    return f"{score:g}" if score > 0 else "✗"


def _print_notes(console, rows, known):
    """Print what a person should know of single students."""
    for row in rows:
        notes = []
        if row.status == NOT_GRADED:
            notes.append(fill("not graded: {why}", why=row.why))
        if row.why and not notes:
            notes.append(row.why)
        standing = known.get(row.student)
        notes += standing.over if standing else ()
        for note in notes:
            console.print(f"{escape(row.student)}: {escape(note)}", highlight=False)


def closing_line(
    rows: Sequence[GradedSubmission], known: Mapping, absent: Iterable[str] | None
) -> str:
    """Return "30 graded, 0 not graded, 23 wait for a person, not handed in: ada"."""
    left = sum(row.status == NOT_GRADED for row in rows)
    graded = [row for row in rows if row.status != NOT_GRADED]
    wait = sum(
        bool(row.by_hand or (row.student in known and known[row.student].waits))
        for row in graded
    )
    absent = list(absent or ())
    names = ", ".join(map(escape, absent[:_MOST_NAMED]))
    if len(absent) > _MOST_NAMED:
        number = len(absent) - _MOST_NAMED
        names = fill("{names} and {number} more", names=names, number=number)
    template = (
        "{graded} graded, {left} not graded, {wait} {waits|wait} for a "  # translated
        "person, not handed in: {names}."
    )
    if not absent:
        template = (
            "{graded} graded, {left} not graded, {wait} {waits|wait} "  # translated
            "for a person."
        )
    counts = {"graded": len(graded), "left": left, "wait": wait}
    return fill(agree(template, wait != 1), **counts, names=names)


def print_moves(moves: Sequence[tuple[str, str, str, str, str]]) -> None:
    """Print who has another score than before: (lesson, student, old, new, why)."""
    console = Console()
    for lesson in dict.fromkeys(move[0] for move in moves):
        title = fill("{lesson}: who moved", lesson=escape(lesson))
        table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
        table.add_column(translated("student"), no_wrap=True, overflow="ellipsis")
        table.add_column(translated("old"), justify="right")
        table.add_column(translated("new"), justify="right")
        table.add_column(translated("why"), overflow="fold")
        for where, *cells in moves:
            if where == lesson:
                table.add_row(*map(escape, cells))
        console.print(table)


def print_requests(requests: Iterable[tuple[str, str, str]]) -> None:
    """Print who asks for another look: (lesson, student, what is asked or "")."""
    console = Console()
    for lesson, student, text in requests:
        if text:
            told = fill(
                "{lesson}: {student} asks for another look: {text}",
                lesson=lesson,
                student=student,
                text=text,
            )
            console.print(escape(told), highlight=False)
