"""What an instructor changes in mid-term: one class, graded again after each change."""

import contextlib
import copy
import io
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from grader.__main__ import main
from grader.lesson.cells import grade_id
from grader.lesson.lesson import Course
from grader.nbgrader_bridge.course import load_config
from grader.nbgrader_bridge.standing import standings
from tests.grader.report_class import new_course
from tests.support import ROOT, submit, tree

LESSON, NOTEBOOK = "08-choose-a-regularizer", "choose-a-regularizer"
PREDICT, WORDS = "predict_new_points", "justification"
TEST = f"{PREDICT}-test"
OTHERS = {"paired_lead": None, "cross_validate": None}  # left blank by everybody
SAID = "I chose 12, for the dev set."
CONFIG = "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"


@dataclass
class Said:
    """What a command printed, and where the class stood afterwards."""

    code: int
    text: str
    stands: dict

    def points(self, student):
        return self.stands[student].score, self.stands[student].max_score


class Term:
    """A course with a lesson of its own, and a gradebook."""

    def __init__(self, root):
        self.root = new_course(root)
        (root / "source").unlink()
        shutil.copytree(ROOT / "source" / LESSON, root / "source" / LESSON)
        with (root / "nbgrader_config.py").open("a") as config:
            config.write(CONFIG)
        self.lesson = Course(root).lesson(LESSON)

    def book(self):
        return Gradebook(load_config(self.root).CourseDirectory.get("db_url", self.url))

    @property
    def url(self):
        return f"sqlite:///{self.root}/gradebook.db"

    def run(self, *arguments):
        """Run a command as on the command line."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = main([*arguments, "--course", str(self.root)])
        with self.book() as book:
            stands = standings(book, LESSON)
        return Said(code, " ".join(out.getvalue().split()), stands)

    def grade(self, *more):
        return self.run("grade", LESSON, "--jobs", "1", *more)

    def change(self, how):
        """Change the lesson's notebook, as an author does."""
        path = self.root / "source" / LESSON / f"{NOTEBOOK}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        how(notebook)
        nbformat.write(notebook, path)

    def points(self, **new):
        def how(notebook):
            for cell in notebook.cells:
                name = (grade_id(cell) or "").removesuffix("-test")
                if name in new and cell.metadata.nbgrader.grade:
                    cell.metadata.nbgrader.points = new[name]

        self.change(how)

    def by_hand(self, student, points, comment=None, cell=WORDS):
        """Do what formgrader does when a person enters points and a comment."""
        with self.book() as book:
            entry = book.find_grade(cell, NOTEBOOK, LESSON, student)
            entry.manual_score, entry.needs_manual_grade = points, False
            if comment:
                found = book.find_comment(cell, NOTEBOOK, LESSON, student)
                found.manual_comment = comment
            book.db.commit()

    def page(self, student):
        path = self.root / "feedback" / student / LESSON / f"{NOTEBOOK}.html"
        return path.read_text("utf-8")

    def pages(self):
        return {
            **tree(self.root / "autograded"),
            **tree(self.root / "feedback"),
        }


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """A class of two, graded once: right with words, and nothing attempted."""
    term = Term(tmp_path_factory.mktemp("term") / "course")
    submit(term.root, "ada", LESSON, answers={WORDS: SAID, **OTHERS})
    submit(term.root, "ben", LESSON, answers={WORDS: None, PREDICT: None, **OTHERS})
    first = term.grade()
    assert (first.points("ada"), first.points("ben")) == ((20, 45), (0, 45))
    assert first.stands["ada"].waits == (WORDS,)
    term.by_hand("ada", 4, "Well said.")
    return term


def test_what_a_person_graded_shows_without_grading_again(term):
    """Table, page and JSON have the points by hand; nothing is run for that."""
    said = term.grade()
    assert "2 of 2 submissions were graded before" in said.text
    assert "24 / 45" in said.text
    assert "waits" not in said.text.partition("graded,")[0]
    page = term.page("ada")
    assert "24 of 45 points" in page
    assert "4 of 5" in page
    assert "Well said." in page
    told = term.grade("--json").text
    assert '"by_hand": {}' in told
    assert '"score": 20.0, "max_score": 40.0' in told
    assert '"total": 24.0, "max_total": 45.0' in told


def test_what_jupyterlab_leaves_behind_changes_nothing(term):
    """A checkpoint beside the source, and outputs in it, grade nobody again."""
    source = term.root / "source" / LESSON
    (source / ".ipynb_checkpoints").mkdir()
    name = f"{NOTEBOOK}.ipynb"
    shutil.copy(source / name, source / ".ipynb_checkpoints" / name)

    def run(notebook):
        notebook.metadata["language_info"] = {"name": "python", "version": "3.99"}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.execution_count = 7

    term.change(run)
    assert "2 of 2 submissions were graded before" in term.grade().text


@pytest.mark.slow
def test_other_points_are_shown_first_then_recorded_and_taken_back(term):
    """A dry run says who would move and why, and writes nothing; then they do.

    Points by hand stay, and ask for no second look; undo puts rows and pages back.
    """
    before, pages = term.grade().stands, term.pages()
    term.points(predict_new_points=30, justification=3)
    dry = term.run("regrade", LESSON, "--dry-run")
    assert "ada 24 / 45 34 / 53" in dry.text
    assert f"{TEST} has 30 points, not 20" in dry.text
    assert "Nothing was written" in dry.text
    assert (dry.stands, term.pages()) == (before, pages)

    said = term.grade()
    assert said.code == 0
    assert said.points("ada") == (34, 53)
    assert "ada 24 / 45 34 / 53" in said.text
    assert f"{WORDS} has 4 of 3 points" in said.text
    assert said.stands["ada"].waits == ()
    assert said.stands["ada"].comments[WORDS] == "Well said."
    assert term.run("report", LESSON).code == 0
    report = (term.root / "reports" / f"{LESSON}.csv").read_text("utf-8-sig")
    assert f"{WORDS} has 4 of 3 points" in report

    back = term.run("undo")
    assert back.code == 0
    assert f"{LESSON}, ada" in back.text
    assert (back.stands, term.pages()) == (before, pages)
    assert "there is nothing to take back" in term.run("undo").text
    term.points(predict_new_points=20, justification=5)
    assert "2 of 2 submissions were graded before" in term.grade().text


@pytest.mark.slow
def test_a_cell_that_is_added_comes_along_and_goes_as_long_as_nobody_used_it(term):
    """It is in the gradebook of those who had handed in; points by hand hold it."""

    def add(notebook):
        cell = next(c for c in notebook.cells if grade_id(c) == WORDS)
        more = copy.deepcopy(cell)
        more.id = "reflection"
        more.metadata.nbgrader.update(grade_id="reflection", points=3)
        notebook.cells.append(more)

    def remove(notebook):
        notebook.cells = [c for c in notebook.cells if grade_id(c) != "reflection"]

    term.change(add)
    said = term.grade()
    assert (said.code, said.points("ada")) == (0, (24, 48))
    assert "reflection is new" in said.text

    term.by_hand("ada", 2, cell="reflection")
    refused = term.run("undo")
    assert refused.code == 2
    assert "graded or changed after it: ada." in refused.text
    term.change(remove)
    refused = term.grade()
    assert refused.code == 2
    assert "reflection is not in its notebook any more" in refused.text
    assert "(ada)" in refused.text
    assert refused.points("ada") == (26, 48)
    refused = term.run("release", LESSON)
    assert "reflection is not in its notebook any more" in refused.text

    term.by_hand("ada", None, cell="reflection")
    said = term.grade()
    assert (said.code, said.points("ada")) == (0, (24, 45))
    assert "reflection was taken out" in said.text


@pytest.mark.slow
def test_deadlines_and_extensions_are_noticed(term):
    """One that moves, for the class or for one student, is graded anew by itself."""
    folder = term.root / "submitted" / "ada" / LESSON
    (folder / "timestamp.txt").write_text("2026-11-21 00:30:00 +0900")
    due = datetime(2026, 11, 20, 12)
    with term.book() as book:
        book.update_or_create_assignment(LESSON, duedate=due)
    assert term.grade().points("ada")[0] == 0
    with term.book() as book:
        book.grant_extension(LESSON, "ada", days=1)
    said = term.grade()
    assert said.points("ada")[0] == 24
    assert "an extension changed" in said.text
    with term.book() as book:
        book.grant_extension(LESSON, "ada")
        book.update_or_create_assignment(LESSON, duedate=due + timedelta(days=7))
    assert "2 of 2 submissions were graded" not in term.grade().text
    with term.book() as book:
        book.update_or_create_assignment(LESSON, duedate=None)
        book.grant_extension(LESSON, "ada", days=1)
    assert term.grade().points("ada")[0] == 24


@pytest.mark.slow
def test_only_another_answer_asks_for_a_second_look(term):
    """A new notebook with the same words keeps its grade; other words wait again."""
    path = Path(term.root, "submitted", "ada", LESSON, f"{NOTEBOOK}.ipynb")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("1 + 1"))
    nbformat.write(notebook, path)
    said = term.grade()
    assert "1 of 2 submissions were graded before" in said.text
    assert said.stands["ada"].waits == ()
    next(c for c in notebook.cells if grade_id(c) == WORDS).source = "Now it is 3."
    nbformat.write(notebook, path)
    said = term.grade()
    assert said.stands["ada"].waits == (WORDS,)
    assert said.points("ada") == (24, 45)
