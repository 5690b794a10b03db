"""Grades as a table that a learning platform imports, or a spreadsheet opens.

What was not handed in, was not graded or waits for a person has no grade here: its cell
is empty, never a zero.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.nbgrader_bridge.students import Person, composed
from grader.report.collect import ClassResults
from grader.report.csv_export import safe

WAITS = "waits for points by hand"


@dataclass(frozen=True)
class Row:
    """One student: {lesson: score}, and {lesson: why there is none}."""

    person: Person
    scores: dict[str, float]
    reasons: dict[str, str]

    @property
    def total(self) -> float:
        """The points of all lessons that have a grade."""
        return sum(self.scores.values())


@dataclass(frozen=True)
class Grades:
    """The grades of a class; possible: {lesson: points}, in the lessons' order."""

    possible: dict[str, float]
    rows: tuple[Row, ...]


def grades_of(classes: Sequence[ClassResults]) -> Grades:
    """Return the grades of one class in several lessons; a student has one row."""
    persons, scores, reasons = {}, {}, {}
    for data in classes:
        lesson = data.lesson.name
        for student in data.students:
            who = composed(student.student)
            persons.setdefault(who, student.person)
            waits = student.graded and student.by_hand
            if student.graded and not waits:
                scores.setdefault(who, {})[lesson] = student.score
            else:
                why = WAITS if waits else student.status
                reasons.setdefault(who, {})[lesson] = why
    rows = tuple(
        Row(persons[who], scores.get(who, {}), reasons.get(who, {}))
        for who in sorted(persons, key=lambda who: (who.lower(), who))
    )
    possible = {data.lesson.name: sum(data.parts.values()) for data in classes}
    return Grades(possible, rows)


def _canvas(grades: Grades) -> Iterator[list[str]]:
    """What *Grades → Import* of Canvas takes: it looks for the ID, then the login."""
    yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *grades.possible]
    maximum = [_points(points) for points in grades.possible.values()]
    yield ["    Points Possible", "", "", "", "", *maximum]
    for row in _graded(grades):
        person = row.person
        name = ", ".join(n for n in (person.last_name, person.first_name) if n)
        ids = [name or person.id, person.lms_user_id, "", person.id, ""]
        yield [*map(safe, ids), *_cells(grades, row, "")]


def _moodle(grades: Grades) -> Iterator[list[str]]:
    """What *Grades → Import → CSV file* of Moodle takes; for no grade it writes a -."""
    yield [
        *("First name", "Last name", "ID number", "Username", "Email address"),
        *grades.possible,
    ]
    for row in _graded(grades):
        person = row.person
        known = [person.first_name, person.last_name, person.lms_user_id]
        texts = [*known, person.id, person.email]
        yield [*map(safe, texts), *_cells(grades, row, "-")]


def _plain(grades: Grades) -> Iterator[list[str]]:
    """Everybody, with a status for each lesson and a total of what has a grade."""
    heads = [h for lesson in grades.possible for h in (lesson, f"{lesson} status")]
    yield [
        *("student", "last_name", "first_name", "email", "lms_user_id"),
        *heads,
        *("total", "possible"),
    ]
    for row in grades.rows:
        person = row.person
        texts = [person.id, person.last_name, person.first_name, person.email]
        cells = [safe(text) for text in (*texts, person.lms_user_id)]
        for lesson in grades.possible:
            cells.append(_points(row.scores.get(lesson)))
            cells.append(
                row.reasons.get(lesson, "") if lesson not in row.scores else ""
            )
        possible = sum(grades.possible[lesson] for lesson in row.scores)
        total = [_points(row.total), _points(possible)] if row.scores else ["", ""]
        yield [*cells, *total]


FORMATS = {"canvas": _canvas, "moodle": _moodle, "csv": _plain}


def write_grades(grades: Grades, form: str, path: Path) -> None:
    """Write the grades in one of `FORMATS`, in UTF-8 with the mark of spreadsheets."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(FORMATS[form](grades))


def _graded(grades):
    """Return those with a grade: for others a platform might take away what it has."""
    return [row for row in grades.rows if row.scores]


def _cells(grades, row, none):
    return [
        _points(row.scores[lesson]) if lesson in row.scores else none
        for lesson in grades.possible
    ]


def _points(value):
    return "" if value is None else f"{round(value, 4):g}"
