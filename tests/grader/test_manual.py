"""Answers in words: released as a stub, kept as written, graded by a person."""

import copy
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.server_extensions import formgrader

from grader.cli.grade import grade as grade_course
from grader.cli.report import report
from grader.lesson.blanks import WRITE_HERE, stub
from grader.lesson.cells import grade_id
from grader.lesson.lesson import Course
from grader.nbgrader_bridge.course import load_config
from grader.report.collect import collect
from grader.submission.grade import grade, grade_notebook
from grader.submission.read import read_notebook
from grader.submission.repair import repair
from grader.submission.sandbox import one_sandbox
from grader.submission.sanitize import sanitize
from tests.grader.report_class import new_course
from tests.support import ROOT, autograde, submit

LESSON, NOTEBOOK = "08-choose-a-regularizer", "choose-a-regularizer.ipynb"
PREDICT, WORDS = "predict_new_points", "justification"
OTHERS = {"paired_lead": None, "cross_validate": None}  # left blank by everybody
SOURCE = Course(ROOT).lesson(LESSON)
ANSWER = """I chose **λ = 12**: dev accuracy went from 65 % to 71 %, and 0.65 < 0.71.

| tried | dev |
|---|---|
| plain | 65 % |

1. It may be luck: $\\sqrt{2\\ln k}\\le 2.1$ and $a<b$.
2. See `fit(lambd=12)` & [the docs](https://numpy.org) \u2013 \u2018quoted\u2019."""


def cell_of(notebook, name=WORDS):
    """Return the one cell of that grade id."""
    (found,) = [cell for cell in notebook.cells if grade_id(cell) == name]
    return found


def released():
    return nbformat.read(ROOT / "release" / LESSON / NOTEBOOK, as_version=4)


def handed_in(change=None):
    """Return a submission with an answer in words, as the grader reads it."""
    notebook = released()
    cell_of(notebook).source = ANSWER
    if change:
        change(notebook)
    return notebook


def test_the_release_holds_a_neutral_stub():
    """A student finds a line to replace; the author's own answer stays in source/."""
    cell = cell_of(released())
    assert cell.source == WRITE_HERE
    assert cell.cell_type == "markdown"
    data = cell.metadata["nbgrader"]
    assert (data["grade"], data["solution"], data["locked"]) == (True, True, False)
    assert data["points"] == SOURCE.by_hand[WORDS] == 5
    assert stub(cell_of(SOURCE.notebook)) == WRITE_HERE
    own = cell_of(SOURCE.notebook).source
    assert len(own) > 500
    text = "\n".join(cell.source for cell in released().cells)
    assert not any(line in text for line in own.split("\n") if line)


def test_the_rubric_stands_above_the_answer():
    """The points of the rubric add up to the cell's, and a student can read them."""
    cells = released().cells
    above = cells[cells.index(cell_of(released())) - 1].source
    rows = [line.split("|") for line in above.split("\n") if line.startswith("| ")]
    points = [int(row[1]) for row in rows if row[1].strip().isdigit()]
    assert sum(points) == SOURCE.by_hand[WORDS]


def test_an_answer_is_kept_as_it_was_written():
    """Nothing to mend: the words come through, metadata as in the source."""
    mended, notes = repair(handed_in(), SOURCE)
    assert notes == []
    assert cell_of(mended).source == ANSWER
    assert cell_of(mended).metadata == cell_of(SOURCE.notebook).metadata


def _without(notebook):
    notebook.cells.remove(cell_of(notebook))


def _written_below(notebook):
    """Leave the cell as it is and write into a new one, as many do."""
    cell = cell_of(notebook)
    cell.source = WRITE_HERE
    notebook.cells.insert(notebook.cells.index(cell) + 1, new_markdown_cell(ANSWER))


def _as_code(notebook):
    cell = cell_of(notebook)
    cell.update(cell_type="code", outputs=[], execution_count=None)


def _unmarked(notebook):
    cell_of(notebook).metadata.clear()


def _copied(notebook):
    cell = copy.deepcopy(cell_of(notebook))
    cell.source = WRITE_HERE
    notebook.cells.append(cell)


def _more_points(notebook):
    cell_of(notebook).metadata["nbgrader"].update(points=500, locked=True)


@pytest.mark.parametrize(
    ("change", "source", "note"),
    [
        (_without, WRITE_HERE, "was missing"),
        (_as_code, ANSWER, "made text again"),
        (_unmarked, ANSWER, "unmarked cell"),
        (_copied, ANSWER, "there 2 times"),
        (_more_points, ANSWER, None),
    ],
)
def test_a_damaged_answer_is_mended(change, source, note):
    """Lost, turned into code, unmarked or copied: one text cell comes back."""
    mended, notes = repair(handed_in(change), SOURCE)
    cell = cell_of(mended)
    assert (cell.source, cell.cell_type) == (source, "markdown")
    assert cell.metadata == cell_of(SOURCE.notebook).metadata
    assert len(notes) == (1 if note else 0)
    assert all(note in text for text in notes)


def test_honest_markdown_is_not_mangled():
    """Emphasis, tables, lists, formulas, code and links stay; scripts do not."""
    notebook = handed_in()
    sanitize(notebook, set(), set())
    assert cell_of(notebook).source == ANSWER.replace("$a<b$", "$a&lt;b$")
    cell_of(notebook).source = "Look: <script>alert(1)</script>"
    sanitize(notebook, set(), set())
    assert "<script" not in cell_of(notebook).source


def test_its_points_are_never_earned_by_themselves():
    """The result counts the functions; the answer in words is listed as waiting."""
    with one_sandbox([SOURCE]) as sandbox:
        results = [
            grade_notebook("s", repair(notebook, SOURCE)[0], SOURCE, sandbox)
            for notebook in (handed_in(), released())
        ]
    result, blank = results
    assert (result.score, result.max_score) == (0, 40)
    assert result.by_hand == {WORDS: 5}
    assert [e.name for e in result.exercises] == [*OTHERS, PREDICT]
    assert (blank.score, blank.by_hand) == (0, {})


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
    submit(root, "cleo", LESSON, _without, OTHERS)
    submit(root, "dan", LESSON, _written_below, OTHERS)
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
