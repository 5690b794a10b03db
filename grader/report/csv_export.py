"""The CSV file beside the page: a row for each student."""

import csv
import re
from pathlib import Path

from grader.report.collect import ClassResults

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(data: ClassResults, path: Path) -> None:
    """Write the class as CSV, in UTF-8 with the mark that spreadsheets look for."""
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(_rows(data))


def _rows(data):
    """Yield the header, then one list of texts for each student."""
    header = ["student", "last_name", "first_name", "email"]
    header += ["status", "score", "max_score"]
    for name in data.parts:
        header += [f"{name} state", f"{name} score", f"{name} mistakes"]
    yield [safe(text) for text in [*header, "late_penalty", "by_hand", "why"]]
    for row in data.students:
        person = row.person
        cells = [row.student, person.last_name, person.first_name, person.email]
        cells += [row.status, _points(row.score), _points(row.max_score)]
        for name in data.parts:
            part = row.parts.get(name)
            if part is None:
                cells += ["", "", ""]
            else:
                mistakes = " ".join(part.mistakes)
                cells += [part.state, _points(part.score), mistakes]
        waits = " ".join(row.by_hand)
        why = "; ".join(filter(None, [row.why, *row.over]))
        cells += [_points(row.late_penalty), waits, why]
        yield [safe(cell) for cell in cells]


def _points(value):
    return "" if value is None else f"{value:g}"


def safe(text: object) -> str:
    """Return a text that no spreadsheet takes for a formula: an ' before = + - @."""
    text = str(text)
    if text.lstrip(" ").startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text
