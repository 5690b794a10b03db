"""An ordinary assignment goes through every command that a lesson goes through."""

import contextlib
import csv
import io
import shutil
import zipfile

import nbformat
import pytest
from nbgrader.api import Gradebook

from grader.__main__ import main
from grader.lesson.cells import grade_id
from grader.nbgrader_bridge.standing import standings
from tests.grader.stock import cell, new_course, write
from tests.grader.test_collect import pack
from tests.support import autograde, tree

pytestmark = pytest.mark.slow
NAME = "tasks"
PARTIAL, WORDS = "value", "words"
ANSWERS = {
    "f": "def f(x):\n    return 2 * x",
    "x": "x = 1",
    WORDS: "In my own words.",
}


class Tasks:
    """A course with one assignment: two notebooks, a written answer, data beside."""

    def __init__(self, root):
        self.root, self.source = new_course(root), root / "source" / NAME
        write(
            self.source / "one.ipynb",
            cell("def f(x):\n    return 2 * x", "f", solution=True),
            cell("assert f(2) == 4", "f-test", 2),
            cell("f(1)", PARTIAL, 2),
            cell("assert open('data.csv').read() == '1,2'", "data", 1),
        )
        write(
            self.source / "two.ipynb",
            cell("x = 1", "x", solution=True),
            cell("assert x == 1", "f-test", 1),
            cell("the author's words", WORDS, 3, solution=True, kind="markdown"),
            cell("Draw a plot.", "task", 2, kind="markdown", task=True, grade=False),
        )
        (self.source / "data.csv").write_text("1,2")
        (self.source / "quiz.json").write_text("[]")

    def run(self, *words):
        """Run a command; return (exit code, all that it printed)."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = main([*map(str, words), "--course", str(self.root)])
        return code, " ".join(out.getvalue().split())

    def book(self):
        return Gradebook(f"sqlite:///{self.root}/gradebook.db")

    def stands(self, student):
        with self.book() as book:
            return standings(book, NAME)[student]

    def by_hand(self, student, name, points, comment):
        """Do what formgrader does when a person enters points and a comment."""
        with self.book() as book:
            entry = book.find_grade(name, "two", NAME, student)
            entry.manual_score, entry.needs_manual_grade = points, False
            found = book.find_comment(name, "two", NAME, student)
            found.manual_comment = comment
            book.db.commit()

    def work(self, file, **answers):
        """Return the bytes of a released notebook with answers in its cells."""
        notebook = nbformat.read(self.root / "release" / NAME / file, 4)
        for one in notebook.cells:
            name = grade_id(one)
            one.source = {**ANSWERS, **answers}.get(name, one.source)
        return nbformat.writes(notebook).encode()

    def pages(self):
        return {**tree(self.root / "autograded"), **tree(self.root / "feedback")}


@pytest.fixture(scope="module")
def tasks(tmp_path_factory):
    """Released, collected and graded: ada has all, ben half of f, cy only the second.

    ada has sent a file of her own, too; dee is in the class and sent nothing.
    """
    tasks = Tasks(tmp_path_factory.mktemp("tasks") / "k [1] ö")
    assert tasks.run("release", NAME) == (0, f"release/{NAME}")
    half = tasks.work("one.ipynb", f="def f(x):\n    return x")
    archive = pack(
        tasks.root / "all.zip",
        {
            f"ada/{NAME}/one.ipynb": tasks.work("one.ipynb"),
            f"ada/{NAME}/two (1).ipynb": tasks.work("two.ipynb"),
            f"ada/{NAME}/mine.csv": b"3",
            f"ben/{NAME}/one.ipynb": half,
            f"ben/{NAME}/two.ipynb": tasks.work("two.ipynb"),
            f"cy/{NAME}/two.ipynb": tasks.work("two.ipynb"),
        },
    )
    roster = tasks.root / "class.csv"
    roster.write_text("id,first_name\nada,Ada\nben,Ben\ncy,Cy\ndee,Dee\n")
    code, told = tasks.run("collect", NAME, archive, "--roster", roster)
    assert code == 0
    assert "was called two (1).ipynb" in told
    assert "handed in nothing yet: dee" in told
    tasks.told = tasks.run("grade", NAME)
    return tasks


def test_each_notebook_that_is_there_is_graded(tasks):
    """The first one may be the one that is missing; its cells earn nothing."""
    code, told = tasks.told
    assert code == 0
    assert "3 graded, 0 not graded, 3 wait for a person, not handed in: dee" in told
    assert "cy: one.ipynb was not handed in: no points for it" in told
    scores = {student: tasks.stands(student).score for student in ("ada", "ben", "cy")}
    assert scores == {"ada": 6, "ben": 3, "cy": 1}
    assert tasks.stands("cy").waits == ("task", WORDS)
    page = tasks.pages()[f"cy/{NAME}/one.html"].decode()
    assert "This notebook was not handed in" in page


def test_what_a_person_graded_comes_back_in_pages_and_archives(tasks):
    """`feedback` writes both pages anew and packs them; nothing is graded for it."""
    for student in ("ada", "cy"):
        tasks.by_hand(student, WORDS, 2, "Well said.")
        tasks.by_hand(student, "task", 1, "A plot, at least.")
    assert tasks.run("feedback", NAME, "--zip")[0] == 0
    for student, total in (("ada", "9 of 11"), ("cy", "4 of 11")):
        place = tasks.root / "reports" / f"{NAME}-feedback" / f"{student}.zip"
        with zipfile.ZipFile(place) as archive:
            assert archive.namelist() == [f"{NAME}/one.html", f"{NAME}/two.html"]
            pages = [archive.read(name).decode() for name in archive.namelist()]
        assert all(f"{total} points" in page for page in pages)
        assert "Well said." in pages[1] and "A plot, at least." in pages[1]
    assert "0 pages were out of date" in tasks.run("feedback", NAME)[1]
    assert "3 of 3 submissions were graded before" in tasks.run("grade", NAME)[1]


@pytest.mark.parametrize("way", ["again", "autograde"])
def test_points_by_hand_ask_for_no_second_look(tasks, way):
    """In each notebook, whichever way the same work is graded anew."""
    if way == "again":
        assert tasks.run("grade", NAME, "--again")[0] == 0
    else:
        assert autograde(tasks.root, NAME).returncode == 0
    for student in ("ada", "cy"):
        assert tasks.stands(student).waits == ()
        assert tasks.stands(student).entries[WORDS].score == 2
    assert tasks.stands("ben").waits == ("task", WORDS)


def test_report_and_export_have_these_points(tasks):
    """Each cell is a column; who waits for a person has no grade yet."""
    assert tasks.run("report", NAME)[0] == 0
    path = tasks.root / "reports" / f"{NAME}.csv"
    with path.open(encoding="utf-8-sig") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert (rows["ada"]["score"], rows["ada"]["max_score"]) == ("9", "11")
    assert rows["ben"]["by_hand"] == f"{WORDS} task"
    assert rows["cy"]["one/f-test score"] == "0"
    for form, column in (("csv", "student"), ("moodle", "Username")):
        told = tasks.run("export", NAME, "--format", form)[1]
        assert f"{NAME}, waits for points by hand: ben" in told
        path = tasks.root / "reports" / f"grades-{form}.csv"
        with path.open(encoding="utf-8-sig") as file:
            rows = {row[column]: row[NAME] for row in csv.DictReader(file)}
        assert (rows["ada"], rows["cy"], rows.get("ben", "")) == ("9", "4", "")


def test_other_points_are_shown_first_then_recorded_and_taken_back(tasks):
    """A dry run writes nothing; `undo` puts rows and pages of both notebooks back."""
    path = tasks.source / "one.ipynb"
    before, pages, text = tasks.stands("ada"), tasks.pages(), path.read_text()
    notebook = nbformat.read(path, 4)
    notebook.cells[1].metadata["nbgrader"]["points"] = 4
    nbformat.write(notebook, path)
    code, told = tasks.run("regrade", NAME, "--dry-run")
    assert code == 0
    assert "ada 9 / 11 11 / 13" in told
    assert "f-test has 4 points, not 2" in told
    assert (tasks.stands("ada"), tasks.pages()) == (before, pages)
    assert "ada 9 / 11 11 / 13" in tasks.run("regrade", NAME)[1]
    assert tasks.run("undo")[0] == 0
    assert (tasks.stands("ada"), tasks.pages()) == (before, pages)
    path.write_text(text)


def test_a_notebook_comes_along_and_goes_as_long_as_nobody_used_it(tasks):
    """Added or taken out in mid-term; points by hand hold it, a new name is refused."""
    before = tasks.stands("ada")
    shutil.copy(tasks.source / "one.ipynb", tasks.source / "three.ipynb")
    assert tasks.run("release", NAME)[0] == 0
    assert tasks.run("grade", NAME)[0] == 0
    after = tasks.stands("ada")
    assert (after.score, after.max_score) == (9, 16)
    (tasks.source / "three.ipynb").unlink()
    assert "three was taken out" in tasks.run("grade", NAME)[1]
    assert tasks.stands("ada").score == before.score
    assert tasks.stands("ada").max_score == before.max_score
    two = tasks.source / "two.ipynb"
    two.rename(tasks.source / "zwei.ipynb")
    for command in ("grade", "release"):
        code, told = tasks.run(command, NAME)
        assert code == 2
        assert told.endswith("submissions of two. Give it that name back.")
    text = (tasks.source / "zwei.ipynb").read_text()
    (tasks.source / "zwei.ipynb").unlink()
    code, told = tasks.run("grade", NAME)
    assert code == 2
    assert "points or comments by hand (ada, cy)" in told
    two.write_text(text)
    assert tasks.run("grade", NAME)[0] == 0
    assert tasks.stands("ada").score == 9


def test_work_that_is_worse_leaves_no_older_page(tasks):
    """What cannot be read is not graded, in both notebooks; later it is as before."""
    path = tasks.root / "submitted" / "ben" / NAME / "two.ipynb"
    text = path.read_text()
    path.write_text(text[:100])
    other = path.with_name("one.ipynb").rename(path.with_name("one.txt"))
    assert tasks.run("grade", NAME, "--student", "ben")[0] == 1
    pages = tasks.pages()
    assert "This notebook was not handed in" in pages[f"ben/{NAME}/one.html"].decode()
    assert "is not a notebook: broken JSON" in pages[f"ben/{NAME}/two.html"].decode()
    path.unlink()
    assert tasks.run("grade", NAME, "--student", "ben")[0] == 1
    assert f"ben/{NAME}/two.html" not in tasks.pages()
    other.rename(path.with_name("one.ipynb"))
    path.write_text(text)
    assert tasks.run("grade", NAME, "--student", "ben")[0] == 0
    assert tasks.stands("ben").score == 3


def test_what_is_published_is_the_release(tasks, tmp_path):
    """With quiz.json, which is a file like any other here, and nothing of the truth."""
    assert tasks.run("release", NAME)[0] == 0
    assert tasks.run("publish", tmp_path / "public")[0] == 0
    names = {name.removeprefix(f"{NAME}/") for name in tree(tmp_path / "public")}
    for_binder = {".binder/requirements.txt", ".binder/runtime.txt"}
    assert names == {"one.ipynb", "two.ipynb", "data.csv", "quiz.json", *for_binder}


def test_files_beside_are_as_nbgrader_is_told(tmp_path):
    """What is ignored is not there; what a student may replace is the student's."""
    tasks = Tasks(tmp_path / "course")
    with (tasks.root / "nbgrader_config.py").open("a") as config:
        config.write('c.CourseDirectory.ignore += ["key*"]\n')
        config.write(f'c.Autograde.exclude_overwriting = {{"{NAME}": ["mine.py"]}}\n')
    (tasks.source / "key.txt").write_text("the truth")
    (tasks.source / "mine.py").write_text("y = 1")
    write(
        tasks.source / "one.ipynb",
        cell("import os, mine"),
        cell("assert mine.y == 2", "own", 1),
        cell("assert not os.path.exists('key.txt')", "key", 1),
        cell("assert os.path.exists('quiz.json')", "quiz", 1),
    )
    assert tasks.run("release", NAME)[0] == 0
    folder = tasks.root / "submitted" / "ada" / NAME
    shutil.copytree(tasks.root / "release" / NAME, folder)
    (folder / "mine.py").write_text("y = 2")
    for _ in range(2):
        assert tasks.run("grade", NAME)[0] == 0
        found = tasks.stands("ada").entries
        assert [found[name].score for name in ("own", "key", "quiz")] == [1, 1, 1]
        assert autograde(tasks.root, NAME).returncode == 0
    assert tasks.run("publish", tmp_path / "public")[0] == 0
