"""Who is in the class: read from a CSV file, found again in what was downloaded."""

import codecs
import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from grader.lms.formats import Reading
from grader.lms.texts import key, readings
from grader.nbgrader_bridge.students import People, Person, composed
from grader.submission.folders import name_problem

# Under which heads a column may stand: in nbgrader's own form, and in what Canvas,
# Moodle and Blackboard export. The first that is there and not yet used is taken.
HEADS = {
    "id": ("sis login id", "username", "id", "student id", "id number", "학번"),
    "lms_user_id": ("lms user id", "canvas id", "id", "student id", "id number"),
    "first_name": ("first name", "firstname", "given name"),
    "last_name": ("last name", "lastname", "surname", "성"),
    "name": ("name", "student", "full name", "student name", "이름", "성명"),
    "email": ("email", "email address", "e-mail", "e-mail address", "이메일"),
}
_LARGEST = 10 << 20  # bytes


class RosterError(ValueError):
    """A roster that cannot be used; the text says why and what to do."""


class NotFound(ValueError):
    """Nobody, or more than one, is meant; the text says why."""


def read_roster(path: Path) -> list[Person]:
    """Return the students in a CSV file; RosterError names the line that is wrong."""
    rows = _rows(path)
    columns = _columns(rows[0])
    if "id" not in columns:
        raise RosterError(
            f"{path}: found the columns {', '.join(rows[0])}; expected one called id "
            "(or username, SIS Login ID, student id), and first_name, last_name, "
            "email, lms_user_id where you have them."
        )
    found = {}
    for number, row in enumerate(rows[1:], 2):
        cells = {
            name: row[i].strip() if i < len(row) else "" for name, i in columns.items()
        }
        about = cells.get("name") or cells["id"]
        if not any(cells.values()) or about.startswith(
            ("Points Possible", "Student, ")
        ):
            continue  # an empty line, and two rows of Canvas that are no student's
        person = _person(cells)
        problem = _id_problem(person.id)
        if problem:
            raise RosterError(f"{path}, line {number}: {problem}. Correct it there.")
        for other in (person.id, person.lms_user_id and f"lms {person.lms_user_id}"):
            if other and found.get(composed(other), person) != person:
                raise RosterError(
                    f"{path}, line {number}: {other} is there twice. Give each student "
                    "an id of their own."
                )
            if other:
                found[composed(other)] = person
    return list(dict.fromkeys(found.values()))


def _rows(path):
    """Return the rows of a CSV file, whatever program and country it comes from."""
    try:
        if path.stat().st_size > _LARGEST:
            raise RosterError(f"{path} has more than {_LARGEST} bytes: is it a roster?")
        raw = path.read_bytes()
    except OSError as error:
        raise RosterError(
            f"the roster {path} cannot be read ({error.strerror})."
        ) from None
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = raw.decode("utf-16", "replace")
    else:
        text = readings(raw.removeprefix(codecs.BOM_UTF8), "cp1252")[0]
    first = text.lstrip().partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise RosterError(
            f"{path} is no CSV file ({error}). Save it as “CSV UTF-8”."
        ) from None
    while rows and not any(cell.strip() for cell in rows[0]):
        del rows[0]
    if "\0" in text or not rows:
        raise RosterError(f"{path} is no CSV file. Save it as “CSV UTF-8”.")
    return rows


def _columns(heads):
    """Return {field: number of its column}."""
    there = {}
    for number, head in enumerate(heads):
        there.setdefault(composed(head).strip().lower().replace("_", " "), number)
    columns = {}
    for field, names in HEADS.items():
        for name in names:
            if name in there and there[name] not in columns.values():
                columns[field] = there[name]
                break
    return columns


def _person(cells):
    first, last = cells.get("first_name", ""), cells.get("last_name", "")
    whole = composed(cells.get("name", ""))
    if whole and not (first or last):
        if "," in whole:
            last, _, first = (part.strip() for part in whole.partition(","))
        elif " " not in whole and all("가" <= c <= "힣" for c in whole):
            last, first = whole[:1], whole[1:]
        else:
            first, _, last = whole.rpartition(" ")
    return Person(
        composed(cells["id"]),
        composed(first),
        composed(last),
        cells.get("email", ""),
        cells.get("lms_user_id", ""),
    )


def _id_problem(name):
    if not name:
        return "it has no id"
    if "/" in name or "\0" in name or name_problem(name):
        return f"{name!r} can be no student's folder"
    return ""


class Roster:
    """Finds the student who is meant by what a platform writes into a path."""

    def __init__(self, people: Iterable[Person]):
        self.people = People(people)
        self._by_lms = {p.lms_user_id: p for p in self.people if p.lms_user_id}
        self._by_key = defaultdict(set)
        for person in self.people:
            for text in _called(person):
                self._by_key[key(text)].add(person)
        self._by_key.pop("", None)

    @property
    def known(self) -> bool:
        """True if there is a roster: somebody of whom more than an id is known."""
        return any(p.name or p.email or p.lms_user_id for p in self.people)

    def sender(self, reading: Reading) -> Person:
        """Return who sent a file; NotFound says why it cannot be told."""
        if reading.lms_user_id in self._by_lms:
            return self._by_lms[reading.lms_user_id]
        if reading.username:
            return self._ends_with(reading.username)
        name = reading.name
        person = self.called(name)
        other = person and reading.lms_user_id and person.lms_user_id
        if other and other != reading.lms_user_id:
            raise NotFound(
                f"is from {name!r} with the number {reading.lms_user_id}, but "
                f"{person.id} has {other}: add the sender to the roster"
            )
        if person:
            return person
        raise self._nobody(name)

    def _ends_with(self, text):
        """Return the student whose user name is the end of ASSIGNMENT_USERNAME.

        Either may hold an underscore.
        """
        parts = text.split("_")
        names = ["_".join(parts[i:]) for i in range(min(1, len(parts) - 1), len(parts))]
        found = {person.id: person for n in names if (person := self.called(n))}
        if len(found) > 1:
            ids = " or ".join(sorted(found))
            raise NotFound(
                f"may be from {ids}, by {text!r}: put it into a folder with the right "
                "one as its name"
            )
        if not found:
            raise self._nobody(names[-1])
        return found.popitem()[1]

    def called(self, text: str) -> Person | None:
        """Return the one student with this id, name or e-mail address, or None.

        Raises NotFound if there are several.
        """
        if text in self.people:
            return self.people.of(text)
        found = self._by_key.get(key(text), ())
        if len(found) > 1:
            ids = ", ".join(sorted(person.id for person in found))
            raise NotFound(f"may be from {ids}: all are called {text!r}")
        return next(iter(found), None)

    def _nobody(self, name):
        if not self.known:
            return NotFound(
                f"is from {name!r}, and there is no roster to find the student in: "
                "name one with --roster FILE.csv"
            )
        return NotFound(f"is from {name!r}, who is not in the roster: add them to it")


def _called(person):
    first, last, mail = person.first_name, person.last_name, person.email
    yield from (person.id, mail, mail.partition("@")[0], person.lms_user_id)
    yield from (f"{first} {last}", f"{last} {first}")
