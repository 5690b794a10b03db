"""Who the students are: their names, in the gradebook and on what is made from it."""

import csv
import unicodedata

import pytest
from nbgrader.api import Gradebook

from grader.nbgrader_bridge.course import CourseError
from grader.nbgrader_bridge.gradebook import Recorder
from grader.nbgrader_bridge.students import (
    People,
    Person,
    enrol,
    names_of_students,
)
from grader.report import report
from grader.submission.folders import NothingToGrade, submission_folders
from tests.grader.report_class import BACKWARD, FORWARD, LESSON, exercise, record

MINJUN = Person("김민준", "민준", "김", "mj@example.org", "41")
ADA = Person("ada", "Ada", "Lovelace")


def decomposed(text):
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (ADA, "Ada Lovelace"),
        (MINJUN, "김민준"),
        (Person("x", "Minjun", "김"), "Minjun 김"),
        (Person("x", "", "Prince"), "Prince"),
        (Person("x"), ""),
    ],
)
def test_a_name_reads_as_people_say_it(person, name):
    """The family name comes first, without a blank, where both are in Hangul."""
    assert person.name == name


def test_composed_and_decomposed_are_one_student():
    """A folder made on macOS finds the student whom the roster wrote on Windows."""
    people = People([MINJUN])
    assert decomposed("김민준") != "김민준"
    assert people.of(decomposed("김민준")) == MINJUN
    assert decomposed("김민준") in people
    assert people.name("nobody") == ""


def test_students_are_kept_in_nbgraders_table(course):
    """What a second roster leaves empty stays, and no student is there twice."""
    enrol(course, [MINJUN, ADA])
    enrol(course, [Person(decomposed("김민준"), email="new@example.org")])
    people = names_of_students(course)
    assert len(people) == 2
    assert people.of("김민준").email == "new@example.org"
    assert people.of("김민준").lms_user_id == "41"
    with Gradebook(f"sqlite:///{course}/gradebook.db", "regularization") as book:
        assert book.find_student("ada").last_name == "Lovelace"


def test_to_ask_for_names_makes_no_gradebook(course):
    """Before anything is graded nobody is known, and no empty gradebook is left."""
    (course / "gradebook.db").unlink()
    assert len(names_of_students(course)) == 0
    assert not (course / "gradebook.db").exists()


def test_a_gradebook_that_is_none_is_named(course):
    """The names of a broken gradebook are refused with its path."""
    (course / "gradebook.db").write_text("no database")
    with pytest.raises(CourseError, match=r"gradebook\.db cannot be used"):
        names_of_students(course)


@pytest.mark.parametrize("name", ["김민준", "이서연", "café"])
@pytest.mark.parametrize("lies", [True, False])
def test_a_student_is_found_in_either_form_of_unicode(tmp_path, name, lies):
    """The folder's name as macOS writes it, the id as it is typed, or the reverse."""
    there, asked = (decomposed(name), name) if lies else (name, decomposed(name))
    (tmp_path / "submitted" / there / LESSON).mkdir(parents=True)
    (tmp_path / "submitted" / "kit" / LESSON).mkdir(parents=True)
    (folder,) = submission_folders(tmp_path, LESSON, [asked])
    assert folder.parent.name == there
    with pytest.raises(NothingToGrade, match="no submission of 박하은"):
        submission_folders(tmp_path, LESSON, [asked, "박하은"])


def test_page_and_csv_name_the_students(course):
    """Ids stay, names stand beside them; a folder in another form is the same one."""
    right = exercise(FORWARD, 20, "passed"), exercise(BACKWARD, 10, "passed")
    enrol(course, [MINJUN, ADA, Person("kit", "Kit", "<b>")])
    folder = decomposed("김민준")
    with Recorder(course) as recorder:
        record(recorder, "ada", *right)
        record(recorder, folder, *right)
    page = report(course, LESSON)
    text = page.read_text("utf-8")
    assert "ada (Ada Lovelace)" in text
    assert f"{folder} (김민준)" in text
    assert "kit (Kit &lt;b&gt;)" in text
    with page.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["student"] for row in rows] == ["ada", "kit", folder]
    last = rows[-1]
    assert (last["last_name"], last["first_name"]) == ("김", "민준")
    assert (last["email"], last["score"]) == ("mj@example.org", "30")
