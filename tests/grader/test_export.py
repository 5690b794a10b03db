"""Grades go back to a platform with names, and nobody gets a zero by mistake."""

import csv
import shutil
import types
import unicodedata

import pytest
from nbgrader.api import Gradebook

from grader.__main__ import main
from grader.lms.grades import Grades, Row, grades_of, write_grades
from grader.nbgrader_bridge.students import Person, enrol
from grader.report.collect import ClassResults, Student
from tests.grader.report_class import (
    BACKWARD,
    FORMULA,
    FORWARD,
    LESSON,
    graded_class,
)
from tests.support import ROOT

# The class: bo is 5 late, cy has 4 + 20 with a hand score, ivy waits for a person, hal
# was not graded, jo not yet, kit and max handed nothing in.
PERSONS = (
    Person("ada", "Ada", "Lovelace", "ada@example.org", "41"),
    Person("bo", "민준", "김", "bo@example.org"),
    Person("cy", "=1+1", "@x"),
    Person("max", "Max", "Nobody"),
)
NO_GRADE = {"hal", "ivy", "jo", "kit", "max"}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    root = graded_class(tmp_path_factory.mktemp("class") / "course")
    enrol(root, PERSONS)
    return root


@pytest.fixture
def export(graded, capsys):
    """Run `export`; return (rows as dictionaries, what was said)."""

    def run(form, *words):
        words = ["export", "--format", form, *words, "--course", str(graded)]
        assert main(words) == 0
        printed = capsys.readouterr()
        path = printed.out.strip()
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file)), printed.err

    return run


def test_canvas_takes_these_columns(export):
    """Names as Canvas writes them, its own number, the login, the possible points."""
    rows, _ = export("canvas", LESSON)
    heads = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", LESSON]
    assert list(rows[0]) == heads
    assert rows[0]["Student"].strip() == "Points Possible" and rows[0][LESSON] == "45"
    students = {row["SIS Login ID"]: row for row in rows[1:]}
    assert students["ada"]["Student"] == "Lovelace, Ada"
    assert (students["ada"]["ID"], students["ada"][LESSON]) == ("41", "30")
    assert (students["bo"]["Student"], students["bo"][LESSON]) == ("김, 민준", "25")
    assert students["cy"][LESSON] == "24"


def test_moodle_takes_these_columns(export):
    """Moodle matches by e-mail, username or number; all of them are there."""
    rows, _ = export("moodle", LESSON)
    ada = next(row for row in rows if row["Username"] == "ada")
    assert (ada["First name"], ada["Last name"]) == ("Ada", "Lovelace")
    assert (ada["Email address"], ada["ID number"]) == ("ada@example.org", "41")
    assert ada[LESSON] == "30"


@pytest.mark.parametrize("form", ["canvas", "moodle", "csv"])
def test_nobody_gets_a_zero_for_what_has_no_grade(export, form):
    """Not handed in, not graded, waiting for a person: named, and no number for it."""
    rows, said = export(form, LESSON)
    id_column = {"canvas": "SIS Login ID", "moodle": "Username", "csv": "student"}[form]
    scores = {row[id_column]: row[LESSON] for row in rows}
    if form == "csv":
        assert set(scores) >= NO_GRADE
        assert {scores[student] for student in NO_GRADE} == {""}
    else:
        assert not NO_GRADE & set(scores)
    for line in (
        f"{LESSON}, nothing handed in: kit, max",
        f"{LESSON}, waits for points by hand: ivy",
        f"{LESSON}, not yet graded: jo",
        f"{LESSON}, not graded: hal",
    ):
        assert line in said.splitlines()


def test_a_lesson_without_a_grade_leaves_the_others(export, graded):
    """Of two lessons with one grade: a - for Moodle, which imports it as none."""
    other = "01-l2-regularization"
    with Gradebook(f"sqlite:///{graded}/gradebook.db", "regularization") as book:
        book.update_or_create_assignment(other)
    rows, _ = export("moodle")
    assert other not in rows[0]
    path = graded / "two.csv"
    row = Row(PERSONS[0], {"one": 0.0}, {"two": "not graded"})
    for form, none in (("moodle", "-"), ("canvas", ""), ("csv", "")):
        write_grades(Grades({"one": 5.0, "two": 5.0}, (row,)), form, path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            last = list(csv.DictReader(file))[-1]
        assert (last["one"], last["two"]) == ("0", none)
    assert (last["total"], last["possible"]) == ("0", "5")
    assert last["two status"] == "not graded"


@pytest.mark.parametrize("form", ["canvas", "moodle", "csv"])
def test_no_cell_is_a_formula(export, form):
    """Whatever a student is called, no spreadsheet computes it."""
    rows, _ = export(form, LESSON)
    cells = [text for row in rows for text in row.values()]
    assert f"'{FORMULA}" in cells
    assert [c for c in cells if c[:1] in "=+@" and c] == []
    assert {c for c in cells if c[:1] == "-"} <= {"-"}


def test_a_student_is_there_once(graded):
    """Composed and decomposed, an id has one row, with the grade."""
    lesson = types.SimpleNamespace(name="one", exercises={}, tested={})
    forms = [unicodedata.normalize(form, "김민준") for form in ("NFC", "NFD")]
    for nothing, done in (forms, forms[::-1]):
        students = (
            Student(nothing, "nothing handed in"),
            Student(done, "graded", score=3.0, max_score=5.0),
        )
        [row] = grades_of([ClassResults(lesson, students)]).rows
        assert row.scores == {"one": 3.0}


def test_it_lies_where_git_does_not_look(graded, capsys):
    """The files hold names and grades: reports/ is ignored, and nbgrader's own file."""
    assert main(["export", "--course", str(graded)]) == 0
    assert capsys.readouterr().out.strip() == str(graded / "reports" / "grades-csv.csv")
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert {"reports/", "grades.csv"} <= set(ignored)


def test_what_cannot_be_exported_is_said(course, graded, capsys):
    """A lesson without grades, or a place that cannot be written, is one sentence."""
    assert main(["export", LESSON, "--course", str(course)]) == 2
    assert f"nothing of {LESSON} is graded yet" in capsys.readouterr().err
    assert main(["export", "--course", str(course)]) == 2
    assert "is graded yet" in capsys.readouterr().err
    out = ["--out", str(graded / "gradebook.db" / "x.csv")]
    assert main(["export", LESSON, *out, "--course", str(graded)]) == 2
    assert "the grades cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("student", "function", "points", "told"),
    [("cy", BACKWARD, 12.5, "12.5 of 10"), ("ada", FORWARD, 21.0, "21 of 20")],
)
def test_more_points_than_there_are_is_named(
    graded, tmp_path, capsys, student, function, points, told
):
    """A platform would take them; extra credit alone is no mistake."""
    course = tmp_path / "course"
    shutil.copytree(graded, course, symlinks=True)
    with Gradebook(f"sqlite:///{course}/gradebook.db", "regularization") as book:
        where = "dropout", LESSON, student
        book.find_grade(f"{function}-test", *where).manual_score = points
        book.find_grade(f"{function}-test", "dropout", LESSON, "dee").extra_credit = 9
        book.db.commit()
    assert main(["export", "--format", "canvas", LESSON, "--course", str(course)]) == 0
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if " of " in line] == [
        f"{LESSON}, {student}: {function} has {told} points"
    ]


def _unreadable(folder):
    (folder / "one.ipynb").write_text("no notebook")


def _spoilt_author(folder):
    (folder / "one.ipynb").write_bytes(
        next((ROOT / "source" / LESSON).glob("*.ipynb")).read_bytes()
    )
    (folder / "_author").mkdir()
    (folder / "_author" / "exercises.py").write_text("def (")


def _no_notebook(folder):
    (folder / "_author").mkdir()
    (folder / "_author" / "exercises.py").write_text("")


@pytest.mark.parametrize("spoil", [_unreadable, _spoilt_author, _no_notebook])
def test_a_lesson_that_cannot_be_loaded_is_named(graded, tmp_path, capsys, spoil):
    """Its column is not missing in silence; the grades of the others are written."""
    course = tmp_path / "course"
    (course / "source" / "99-spoilt").mkdir(parents=True)
    (course / "source" / LESSON).symlink_to(ROOT / "source" / LESSON)
    spoil(course / "source" / "99-spoilt")
    for name in ("nbgrader_config.py", "gradebook.db"):
        shutil.copy(graded / name, course)
    assert main(["export", "--course", str(course)]) == 1
    printed = capsys.readouterr()
    assert printed.out.strip().endswith("grades-csv.csv")
    told = printed.err.splitlines()[-1]
    assert "99-spoilt" in told and told.endswith("Until then it is left out.")


def test_a_lesson_that_is_no_more_in_source_is_named(graded, tmp_path, capsys):
    """Its grades are in the gradebook: they are not missing in silence."""
    course = shutil.copytree(graded, tmp_path / "course", symlinks=True)
    with Gradebook(f"sqlite:///{course}/gradebook.db", "regularization") as book:
        book.add_assignment("98-gone")
        book.add_assignment("99-never")
        book.add_submission("98-gone", "ada")
    assert main(["export", "--course", str(course)]) == 1
    printed = capsys.readouterr()
    assert printed.out.strip().endswith("grades-csv.csv")
    assert "98-gone has grades, but there is no" in printed.err
    assert "99-never" not in printed.err


def test_the_names_used_here_are_graded(graded):
    """The class of these tests has the scores that they assume."""
    with Gradebook(f"sqlite:///{graded}/gradebook.db", "regularization") as book:
        grade = book.find_grade(f"{BACKWARD}-test", "dropout", LESSON, "cy")
        assert grade.manual_score == 4.0
        grade = book.find_grade(f"{FORWARD}-test", "dropout", LESSON, "ivy")
        assert grade.needs_manual_grade
