"""Answers in words are graded by a person, whichever way the class is graded."""

from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.server_extensions import formgrader

from grader.cli.grade import grade as grade_course
from grader.cli.report import report
from grader.lesson.blanks import WRITE_HERE
from grader.nbgrader_bridge.course import load_config
from grader.report.collect import collect
from grader.submission.grade import grade
from grader.submission.read import read_notebook
from tests.grader.report_class import new_course
from tests.grader.written_answer import (
    ANSWER,
    LESSON,
    NOTEBOOK,
    OTHERS,
    PREDICT,
    SOURCE,
    WORDS,
    cell_of,
    without,
    written_below,
)
from tests.support import autograde, submit


def entries(course):
    """Return {student: (score, max, waits, entry of the answer)} as nbgrader has it."""
    address = f"sqlite:///{course}/gradebook.db"
    with Gradebook(address) as book:
        found = {}
        for row in book.assignment_submissions(LESSON):
            (grades,) = [notebook.grades for notebook in row.notebooks]
            (entry,) = [g for g in grades if g.name == WORDS]
            (comment,) = [
                c for n in row.notebooks for c in n.comments if c.name == WORDS
            ]
            found[row.student_id] = (
                *(row.score, row.max_score, row.needs_manual_grade),
                *(entry.auto_score, entry.manual_score, comment.auto_comment),
            )
        return found


def fields_of_formgrader(notebook):
    """Return the grade ids for which formgrader's page has a field for points."""
    templates = Path(formgrader.__file__).parent / "templates"
    exporter = HTMLExporter(
        template_name="formgrade", extra_template_basedirs=[str(templates)]
    )
    names = ("assignment_id", "notebook_id", "submission_id", "student", "last_name")
    resources = dict.fromkeys((*names, "first_name", "notebook_path"), "x")
    resources.update(index=0, total=1, base_url="/")
    page, _ = exporter.from_filename(str(notebook), resources=resources)
    fields = BeautifulSoup(page, "html.parser").find_all("input", class_="score")
    return [field["id"] for field in fields]


def set_manual_score(course, student, points):
    """Do what formgrader does when a person enters points."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        entry = book.find_grade(WORDS, NOTEBOOK[:-6], LESSON, student)
        entry.manual_score, entry.needs_manual_grade = points, False
        book.db.commit()


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """(A graded class: words, a stub, no cell, words below; {student: result})."""
    root = new_course(tmp_path_factory.mktemp("class") / "course")
    submit(root, "ada", LESSON, answers={WORDS: ANSWER, **OTHERS})
    submit(root, "ben", LESSON, answers={WORDS: None, PREDICT: None, **OTHERS})
    submit(root, "cleo", LESSON, without, OTHERS)
    submit(root, "dan", LESSON, written_below, OTHERS)
    results = {}
    grade_course(root, [LESSON], jobs=1, show=lambda r: results.update({r.student: r}))
    return root, results


@pytest.mark.slow
def test_both_drivers_leave_it_to_a_person(graded):
    """Either way: 20 of 45 points, and the answer waits; a stub earns 0, calmly."""
    course, results = graded
    waiting = {student: result.by_hand for student, result in results.items()}
    assert waiting == {"ada": {WORDS: 5}, "ben": {}, "cleo": {}, "dan": {WORDS: 5}}
    ours = entries(course)
    assert ours["ada"] == (20, 45, True, None, None, None)
    assert ours["ben"] == (0, 45, False, 0, None, "No response.")
    assert ours["cleo"] == (20, 45, False, 0, None, "No response.")
    assert ours["dan"] == (20, 45, True, None, None, None)
    assert "there is other text: read it" in results["dan"].why

    config = load_config(course)  # what formgrader's pages list
    coursedir = CourseDirectory(config=config)
    coursedir.root = str(course)
    with NbGraderAPI(coursedir=coursedir, config=config).gradebook as book:
        listed = book.submission_dicts(LESSON)
    waits = {s["student"] for s in listed if s["needs_manual_grade"]}
    assert (len(listed), waits) == (4, {"ada", "dan"})
    stored = course / "autograded" / "ada" / LESSON / NOTEBOOK
    answer = cell_of(nbformat.read(stored, as_version=4)).source
    assert answer == ANSWER.replace("$a<b$", "$a&lt;b$")
    assert fields_of_formgrader(stored) == [
        *(f"{name}-test" for name in (*OTHERS, PREDICT)),
        WORDS,
    ]

    assert autograde(course, LESSON).returncode == 0
    assert entries(course) == ours


@pytest.mark.slow
def test_points_given_by_hand_are_kept(course, capsys):
    """An unchanged submission is not graded again; with --again the points stay.

    Graded anew, in either way, it asks for no second look at the same answer.
    """
    submit(course, "ada", LESSON, answers={WORDS: ANSWER, **OTHERS})
    grade_course(course, [LESSON], jobs=1)
    told = " ".join(capsys.readouterr().out.split())
    assert "20 / 45" in told
    assert "1 waits for a person" in told
    set_manual_score(course, "ada", 4)
    before = entries(course)["ada"]
    assert before == (24, 45, False, None, 4, None)

    again = []
    grade_course(course, [LESSON], jobs=1, show=again.append)
    assert "1 of 1 submissions were graded before" in capsys.readouterr().err
    assert again[0].by_hand == {}
    assert entries(course)["ada"] == before

    grade_course(course, [LESSON], jobs=1, again=True, show=again.append)
    assert entries(course)["ada"] == before
    set_manual_score(course, "ada", 3)
    assert autograde(course, LESSON).returncode == 0
    assert entries(course)["ada"] == (23, 45, False, None, 3, None)


def test_feedback_and_report_show_that_it_waits(graded):
    """The student's page has the words; the instructor's report names who waits."""
    course, _ = graded
    page = course / "feedback" / "ada" / LESSON / NOTEBOOK.replace("ipynb", "html")
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    assert any("λ = 12" in found.get_text() for found in soup.find_all("strong"))
    assert any("65 %" in found.get_text() for found in soup.find_all("td"))
    rows = {row.student: row for row in collect(course, LESSON).students}
    assert list(rows["ada"].by_hand) == [WORDS]
    assert rows["ada"].parts[WORDS].state == "to be graded by hand"
    assert not rows["ben"].by_hand
    assert report(course, LESSON) == 0
    page = course / "reports" / f"{LESSON}.html"
    text = BeautifulSoup(page.read_text("utf-8"), "html.parser").get_text()
    assert "2 submissions wait" in " ".join(text.split())


def test_what_was_not_graded_waits_as_a_whole(course):
    """A file that cannot be read: no points, no author's answer, a person is asked."""
    path = submit(course, "ada", LESSON)
    path.write_text("{")
    result = grade("ada", path.parent, SOURCE, None)
    assert result.status == "not graded"
    assert cell_of(result.notebook).source == WRITE_HERE
    grade_course(course, [LESSON], jobs=1, show=lambda result: None)
    assert entries(course)["ada"][:5] == (0, 45, True, None, None)
    with pytest.raises(ValueError, match="broken JSON"):
        read_notebook(path)
