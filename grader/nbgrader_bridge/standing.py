"""Where a submission stands in the gradebook: points, whose they are, what waits."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select

from checker.language import fill
from grader.nbgrader_bridge.students import Person, composed

_TIMES = "handed_in", "due"


@dataclass(frozen=True)
class Entry:
    """One graded cell of one submission; score is None where there is none."""

    name: str
    score: float | None
    max_score: float
    by_hand: bool
    waits: bool
    extra: float = 0.0

    @property
    def over(self) -> bool:
        """True if it has more points than there are, extra credit left out."""
        return (self.score or 0.0) - self.extra > self.max_score + 1e-9


def too_much(name: str, score: float, most: float) -> str:
    """Return in words that a cell has more points than there are."""
    return fill(
        "{name} has {score} of {most} points",
        name=name,
        score=f"{score:g}",
        most=f"{most:g}",
    )


@dataclass(frozen=True)
class Standing:
    """One submission as the gradebook has it. Times are in UTC."""

    student: str
    name: str = ""  # of the person, as the roster has it
    handed_in: datetime | None = None
    due: datetime | None = None
    late_penalty: float = 0.0  # points subtracted
    entries: Mapping[str, Entry] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """Return all points, less those for lateness; at least 0."""
        total = sum(one.score or 0.0 for one in self.entries.values())
        return max(0.0, total - self.late_penalty)

    @property
    def max_score(self) -> float:
        return sum(one.max_score for one in self.entries.values())

    @property
    def waits(self) -> tuple[str, ...]:
        """Return the grade ids of what waits for a person."""
        return tuple(one.name for one in self.entries.values() if one.waits)

    @property
    def over(self) -> tuple[str, ...]:
        """Return what has more points than its maximum, said in words."""
        return tuple(
            too_much(one.name, one.score, one.max_score)
            for one in self.entries.values()
            if one.over
        )

    @property
    def digest(self) -> str:
        """Return a short text that changes whenever a page on this would."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:32]

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        times = {name: getattr(self, name) for name in _TIMES}
        times = {name: time and time.isoformat() for name, time in times.items()}
        entries = {name: vars(entry) for name, entry in self.entries.items()}
        return {**vars(self), **times, "entries": entries}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Standing":
        """Return the standing that `as_json` gave."""
        times = {name: data[name] for name in _TIMES}
        times = {name: t and datetime.fromisoformat(t) for name, t in times.items()}
        entries = {name: Entry(**entry) for name, entry in data["entries"].items()}
        return cls(**{**data, **times, "entries": entries})


def standings(
    gradebook: Gradebook, lesson: str, student: str | None = None
) -> dict[str, Standing]:
    """Return {student: Standing} of all submissions of a lesson, or of one student."""
    submissions = (
        select(SubmittedAssignment, Student)
        .join(SubmittedAssignment.assignment)
        .join(SubmittedAssignment.student)
        .where(Assignment.name == lesson)
        .order_by(Student.id)
    )
    if student is not None:
        submissions = submissions.where(Student.id == student)
    db, found = gradebook.db, {}
    penalties, entries, comments = _parts(db, lesson, student)
    for row, person in db.execute(submissions):
        names = person.first_name or "", person.last_name or ""
        found[person.id] = Standing(
            person.id,
            Person(person.id, *map(composed, names)).name,
            row.timestamp,
            row.duedate,
            penalties.get(row.id, 0.0),
            entries.get(row.id, {}),
            comments.get(row.id, {}),
        )
    return found


def _parts(db, lesson, student):
    """Return penalties, entries and comments, each by the id of the submission."""

    def of(entry, *columns):
        query = (
            select(SubmittedNotebook.assignment_id, *columns)
            .select_from(SubmittedNotebook)
            .join(SubmittedNotebook.notebook)
            .join(SubmittedNotebook.assignment)
            .join(SubmittedAssignment.assignment)
            .where(Assignment.name == lesson)
        )
        if entry is not None:
            query = query.join(entry, entry.notebook_id == SubmittedNotebook.id)
            query = query.join(BaseCell, BaseCell.id == entry.cell_id)
            query = query.order_by(BaseCell.name)
        if student is not None:
            query = query.where(SubmittedAssignment.student_id == student)
        return db.execute(query)

    penalties, entries, comments = {}, {}, {}
    for owner, points in of(None, SubmittedNotebook.late_submission_penalty):
        penalties[owner] = penalties.get(owner, 0.0) + (points or 0.0)
    columns = (Notebook.name, Grade.auto_score, Grade.manual_score)
    columns += (Grade.extra_credit, Grade.needs_manual_grade, Grade.max_score)
    rows = [*of(Grade, BaseCell.name, *columns)]
    times = Counter((owner, cell) for owner, cell, *_ in rows)
    for owner, cell, notebook, auto, manual, extra, waits, most in rows:
        # In an ordinary assignment two notebooks may have cells of the same id.
        name = cell if times[owner, cell] == 1 else f"{notebook}/{cell}"
        own = auto if manual is None else manual
        score = None if own is None else own + (extra or 0.0)
        entry = Entry(
            name, score, most or 0.0, manual is not None, bool(waits), extra or 0.0
        )
        entries.setdefault(owner, {})[name] = entry
    columns = BaseCell.name, Notebook.name, Comment.comment
    rows = [*of(Comment, *columns)]
    times = Counter((owner, cell) for owner, cell, *_ in rows)
    for owner, cell, notebook, comment in rows:
        name = cell if times[owner, cell] == 1 else f"{notebook}/{cell}"
        if comment:
            comments.setdefault(owner, {})[name] = comment
    return penalties, entries, comments
