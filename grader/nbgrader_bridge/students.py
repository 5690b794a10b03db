"""Who the students are: nbgrader's own table of them, and their names in it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url

from grader.nbgrader_bridge.course import gradebook_errors, load_config

_HANGUL = re.compile(r"[가-힣]+")


def composed(text: str) -> str:
    """Return a text in composed Unicode: macOS writes 한 as three characters."""
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True)
class Person:
    """One student; the fields are those of nbgrader's table, "" for what is unknown."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""

    @property
    def name(self) -> str:
        """Return the name as people say it: Ada Lovelace, 홍길동."""
        first, last = self.first_name, self.last_name
        if _HANGUL.fullmatch(first) and _HANGUL.fullmatch(last):
            return last + first
        return f"{first} {last}".strip()


class People:
    """The students of a course, found by id; composed or decomposed, it is one id."""

    def __init__(self, persons: Iterable[Person]):
        self._by_id = {composed(person.id): person for person in persons}

    def __iter__(self) -> Iterator[Person]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, student: str) -> bool:
        return composed(student) in self._by_id

    def of(self, student: str) -> Person:
        """Return the person with this id; one without a name if nobody has it."""
        return self._by_id.get(composed(student)) or Person(student)

    def name(self, student: str) -> str:
        """Return a student's name, "" if it is not known."""
        return self.of(student).name


def people_in(gradebook: Gradebook) -> People:
    """Return the students of an open gradebook."""
    return People(
        Person(
            row.id,
            composed(row.first_name or ""),
            composed(row.last_name or ""),
            row.email or "",
            row.lms_user_id or "",
        )
        for row in gradebook.students
    )


def names_of_students(root: Path) -> People:
    """Return the students of the course at `root`: nobody if it has no gradebook.

    Raises CourseError if the gradebook cannot be used.
    """
    coursedir = _coursedir(root)
    address = make_url(coursedir.db_url)
    if address.drivername == "sqlite" and not Path(address.database or "").is_file():
        return People(())  # to open it would make an empty one
    with gradebook_errors(coursedir), _open(coursedir) as gradebook:
        return people_in(gradebook)


def enrolled_with(people: People, listed: Iterable[Person]) -> People:
    """Return what `people` will be once these students are enrolled."""
    known = {composed(person.id): person for person in people}
    for person in listed:
        before = people.of(person.id)
        told = {name: text for name, text in asdict(person).items() if text}
        known[composed(person.id)] = replace(before, **told | {"id": before.id})
    return People(known.values())


def enrol(root: Path, persons: Iterable[Person]) -> None:
    """Put students into the gradebook; what a person leaves empty stays as it was.

    Raises CourseError if the gradebook cannot be used.
    """
    coursedir = _coursedir(root)
    with gradebook_errors(coursedir), _open(coursedir) as gradebook:
        persons = list(persons)
        ids = {composed(person.id) for person in persons}
        for person in enrolled_with(people_in(gradebook), persons):
            if composed(person.id) in ids:
                told = {n: text for n, text in asdict(person).items() if text}
                gradebook.update_or_create_student(told.pop("id"), **told)


def _coursedir(root):
    coursedir = CourseDirectory(config=load_config(root))
    coursedir.root = str(root)
    return coursedir


def _open(coursedir):
    return Gradebook(coursedir.db_url, coursedir.course_id)
