"""An ordinary assignment of nbgrader's is graded as nbgrader grades it, but sealed."""

import shutil
import subprocess

import nbformat
import pytest

from grader.__main__ import main
from tests.grader.stock import (
    EXAMPLE,
    FILES,
    cell,
    grade_as_stock,
    hand_in,
    new_course,
    scores,
    write,
)
from tests.support import NBGRADER, ROOT, environment

pytestmark = pytest.mark.slow
WEEK = "week 1 é"
_MODULES = {
    "data/values.csv": "1,2,3",
    "helper.py": "ANSWER = 42",
    "utils.py": "def twice(x): return 2 * x",  # the course here has one of this name
    "parts/__init__.py": "",
    "parts/inner.py": "def thrice(x): return 3 * x",
}
# What a real course's cells do; what each earns is nbgrader's to say.
_CELLS = {
    "timed": "t = %timeit -o -q -n 1 -r 1 f(2)\nassert t.best < 1",
    "whos": "%load_ext autoreload\n%autoreload 2\n%whos",
    "asks": 'name = input("who? ")',
    "patched": "from unittest.mock import patch\n"
    'with patch("builtins.input", return_value="3"):\n    assert input() == "3"',
    "raises": "try:\n    input()\nexcept Exception as error:\n"
    "    assert type(error).__name__ == 'StdinNotImplementedError'\n"
    "else:\n    assert False",
    "data": 'assert np.loadtxt("data/values.csv", delimiter=",").sum() == 6',
    "modules": "assert helper.ANSWER == 42 and twice(2) == 4 and thrice(1) == 3",
    "writes": 'size = open("out.txt", "w").write("hello")',
    "reads": 'assert open("out.txt").read() == "hello"',
    "makes-a-module": "%%writefile mine.py\nx = 5",
    "imports-it": "import mine\nassert mine.x == 5",
    "fails": "1 / 0",
    "after-it": "assert f(1) == 2",
    "whole-test": "assert secret == 7",
    "partial": "0.5 * (f(2) == 4)",
    "stderr": 'import sys\nprint("oops", file=sys.stderr)',
    "warns": 'import warnings\nwarnings.warn("x")',
    "text": '"a text"',
    "empty": "",
    "exits": "raise SystemExit",
    "waits": "await __import__('asyncio').sleep(0)",
    "begins": "import asyncio\ntask = asyncio.create_task(asyncio.sleep(0, 7))",
    "awaits-it": "assert await task == 7",
    "sets": "import decimal\ndecimal.getcontext().prec = 5\n"
    "old = np.seterr(all='raise')",
    "holds": "assert decimal.getcontext().prec == 5\n"
    "assert np.geterr()['divide'] == 'raise'",
    "awaits-too": "await asyncio.sleep(0)\nassert decimal.getcontext().prec == 5",
    "set-back": "np.seterr(**old);",
    "loop": "assert asyncio.get_event_loop().is_running()",
    "user": "import getpass\nassert getpass.getuser()",
    "plots": "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])",
    "variables": "import os\nassert os.environ['NBGRADER_EXECUTION'] == 'autograde'",
    "history": "assert len(In) > 5",
}
# These need what the seal forbids.
_SEALED = {
    "process": 'import subprocess\nsubprocess.run(["true"], check=True)',
    "shell": 'x = !echo hi\nassert x == ["hi"]',
    "system": 'import os\nassert os.system("true") == 0',
}


def _week(source):
    """Write an assignment of three notebooks, with modules and data beside them."""
    solved = "def f(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
    hidden = "### BEGIN HIDDEN TESTS\nassert f(3) == 6\n### END HIDDEN TESTS"
    write(
        source / WEEK / "Übung 1.ipynb",
        cell("import numpy as np\nimport helper\nfrom utils import twice"),
        cell("from parts.inner import thrice"),
        cell(solved, "f", solution=True),
        cell(f"assert f(2) == 4\n{hidden}", "f-test", 2),
        cell("secret = 7", "whole", solution=True),
        *(cell(text, name, 1) for name, text in {**_CELLS, **_SEALED}.items()),
        cell("the author's answer", "words", 3, solution=True, kind="markdown"),
        cell("by_hand = 1", "hand", 3, solution=True),
        cell("Do this", "task", 2, kind="markdown", task=True, grade=False),
    )
    write(
        source / WEEK / "second.ipynb",
        cell("x = 1", "x", solution=True),
        cell("assert x == 1", "f-test", 1),
    )
    write(source / WEEK / "reading.ipynb", cell("only a text", kind="markdown"))
    for name, text in _MODULES.items():
        path = source / WEEK / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def _shipped(course):
    """Put nbgrader's example and the notebooks of its own tests into a course."""
    shutil.copytree(EXAMPLE / "source" / "ps1", course / "source" / "ps1")
    shutil.copy(EXAMPLE / "autotests.yml", course)
    for student in ("bitdiddle", "hacker"):
        folder = course / "submitted" / student / "ps1"
        shutil.copytree(EXAMPLE / "submitted" / student / "ps1", folder)
    for name, source, submitted in (
        ("cells", "submitted-unchanged", "submitted-{}"),
        ("hidden", "autotest-hidden", "autotest-hidden-{}"),
        ("several", "autotest-multi", "autotest-multi-{}"),
        ("relative", "open_relative_file", "open_relative_{}"),
    ):
        (course / "source" / name).mkdir()
        place = course / "source" / name / "p1.ipynb"
        shutil.copy(FILES / f"{source}.ipynb", place)
        for path in sorted(FILES.glob(submitted.format("*.ipynb"))):
            student = path.stem.removeprefix(submitted.format(""))
            folder = course / "submitted" / student / name
            folder.mkdir(parents=True)
            shutil.copy(path, folder / "p1.ipynb")
    shutil.copy(FILES / "data.txt", course / "source" / "relative")


def _solve(notebook, file):
    """Write right answers into a released notebook of the week."""
    answers = {"f": "def f(x):\n    return 2 * x", "whole": "secret = 7", "x": "x = 1"}
    for one in notebook.cells:
        name = one.metadata.get("nbgrader", {}).get("grade_id")
        if one.metadata.get("nbgrader", {}).get("solution"):
            one.source = answers.get(name, "my own words")


def _unmarked(notebook, file):
    """Answer in cells that nbgrader does not know."""
    notebook.cells.insert(len(notebook.cells) - 1, cell("x = 1\nsecret = 7"))
    notebook.cells.insert(4, cell("def f(x): return 2 * x"))


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course graded by both: (its folder, the copy that nbgrader graded, results)."""
    course = new_course(tmp_path_factory.mktemp("both") / "course")
    _shipped(course)
    _week(course / "source")
    names = sorted(path.name for path in (course / "source").iterdir())
    assert main(["release", *names, "--course", str(course)]) == 0
    hand_in(course, "blank", WEEK)
    (course / "submitted" / "blank" / WEEK / "second.ipynb").unlink()
    hand_in(course, "solved", WEEK, _solve)
    hand_in(course, "unmarked", WEEK, _unmarked)
    assert main(["grade", *names, "--course", str(course)]) == 0
    return course, grade_as_stock(course), scores(course)


def test_each_cell_earns_what_it_earns_in_nbgrader(graded):
    """Every score is nbgrader's own; only what the seal forbids may differ, by name."""
    _, (copy, failed), ours = graded
    stock = scores(copy)
    assert failed == set()
    assert ours.keys() == stock.keys()
    assert len(ours) > 120
    different = {key for key in ours if ours[key] != stock[key]}
    assert {name for *_, name in different} == set(_SEALED)
    assert all(ours[key] == 0 for key in different)


def test_a_release_is_that_of_nbgrader(graded):
    """The same files, and in each notebook the same cells."""
    course, (copy, _), _ = graded
    released = {
        path.relative_to(copy / "release")
        for path in (copy / "release").rglob("*")
        if path.is_file()
    }
    assert len(released) > 10
    for name in released:
        ours, theirs = course / "release" / name, copy / "release" / name
        if name.suffix == ".ipynb":
            kept = [
                [(c.source, c.metadata) for c in nbformat.read(path, 4).cells]
                for path in (ours, theirs)
            ]
            assert kept[0] == kept[1], name
        else:
            assert ours.read_bytes() == theirs.read_bytes()
    found = {p for p in (course / "release").rglob("*") if p.is_file()}
    assert {path.relative_to(course / "release") for path in found} == released


def test_what_the_seal_forbids_is_named(graded, capsys):
    """The result says in which cell, and that tests ran beside the student's code."""
    course, _, _ = graded
    assert main(["grade", WEEK, "--json", "--course", str(course)]) == 0
    for line in capsys.readouterr().out.splitlines():
        assert "cell process: it tried another process" in line
        assert "cell shell: it tried a shell command" in line
        assert '"beside": true' in line


def test_the_report_has_the_cells_as_columns(graded):
    """Page and table show each cell; two of one name go by their notebooks'."""
    course, _, _ = graded
    assert main(["report", WEEK, "--course", str(course)]) == 0
    table = (course / "reports" / f"{WEEK}.csv").read_text("utf-8-sig").splitlines()
    assert "Übung 1/f-test state,Übung 1/f-test score" in table[0]
    assert "timed state" in table[0]
    page = (course / "reports" / f"{WEEK}.html").read_text("utf-8")
    assert "ran beside the students" in page


def test_autograde_gives_the_same(graded):
    """`nbgrader autograde` and formgrader's button take the same way."""
    course, _, ours = graded
    for name in (WEEK, "ps1", "hidden"):
        done = subprocess.run(
            [*NBGRADER, "autograde", name, "--force"],
            cwd=course,
            env=environment(PYTHONPATH=str(ROOT)),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
    assert scores(course) == ours
