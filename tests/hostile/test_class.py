"""Hostile and broken submissions in one class with honest ones, graded in each way.

tests/hostile/ holds the submissions; docs/threat-model.md lists the tricks.
"""

import json
import os
from pathlib import Path

import nbformat
import pytest

from tests.hostile import PARTS
from tests.hostile.build import COST, FUNCTIONS, LESSON, NOT_GRADED, NOTEBOOK
from tests.hostile.evidence import SECRET
from tests.hostile.page import executable, forged_cards
from tests.hostile.run import ODD_NAMES, POINTS, SOME, Graded

OURS = (b"/.jupyter/", b"/.local/", b"/.undo/")  # what our programs write beside
SCREEN = [one.name for one in PARTS["screen"]]


class Classes(dict):
    """{way: Graded}: the class, graded once in each way that a test asks for."""

    def __missing__(self, way):
        self[way] = Graded(way)
        return self[way].run()


@pytest.fixture(scope="module")
def graded():
    """The classes, each graded when it is first asked for."""
    classes = Classes()
    yield classes
    for one in classes.values():
        one.close()


def slow(*ways):
    """Return them as parameters of tests that are left to `make slow-test`."""
    return [pytest.param(way, marks=pytest.mark.slow) for way in ways]


EACH = pytest.mark.parametrize(
    "way", ["grade some", *slow("grade", "autograde", "button")]
)


@pytest.mark.parametrize(
    ("way", "name"),
    [("grade some", name) for name in POINTS if name in SOME]
    + [pytest.param("grade", name, marks=pytest.mark.slow) for name in POINTS],
)
def test_it_earns_what_its_honest_code_earns(graded, way, name):
    """The record of `python -m grader grade` has just the honest code's points."""
    points, waits = graded[way].gradebook()[name]
    if POINTS[name] is NOT_GRADED:
        assert (points, waits) == ((None, None), True)
    else:
        assert (points, waits) == (POINTS[name], False)


@EACH
def test_a_folder_that_can_be_no_students_is_named(graded, way):
    """By its own name, and in no gradebook; nbgrader does not take it for a pattern."""
    shown = {
        name.replace("\n", "\\n").replace("\udce9", "\\udce9") for name in ODD_NAMES
    }
    if way.startswith("grade"):
        told = [json.loads(line) for line in graded[way].done.stdout.splitlines()]
        named = {one["student"] for one in told if "its folder" in one["why"]}
        assert named == shown
    elif way == "autograde":
        for name in shown:
            assert f"{name}' is not graded" in graded[way].done.stderr
    assert not set(graded[way].gradebook()) & {*ODD_NAMES, *shown}


@pytest.mark.parametrize("way", slow("autograde", "button"))
def test_each_way_gives_the_same_scores(graded, way):
    """nbgrader's command and formgrader's button record the same, for everybody."""
    ours, theirs = graded["grade"].gradebook(), graded[way].gradebook()
    assert theirs.keys() == {one.name for one in graded[way].members}
    assert {n: (ours[n], theirs[n]) for n in theirs if ours[n] != theirs[n]} == {}


@EACH
def test_nothing_is_left_running(graded, way):
    """No process still works in a folder of the grading, and the folders are gone."""
    temporary = graded[way].temporary
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if os.readlink(link).startswith(str(temporary)):
                found.append((link.parent / "cmdline").read_bytes())
        except OSError:
            continue
    assert found == []
    left = [p.name for p in temporary.iterdir()]
    assert [n for n in left if n.startswith(("grader-", "p-"))] == []


@EACH
def test_nothing_outside_is_changed(graded, way):
    """Course, submissions, home and another folder are as before, dates included."""
    before, after = graded[way].before, graded[way].snapshot()
    changed = {p for p in before if before[p] != after.get(p)}
    assert changed == set()
    new = set(after.keys() - before.keys())
    assert {p for p in new if not any(part in p for part in OURS)} == set()
    graded[way].log.setblocking(False)
    with pytest.raises(BlockingIOError):
        graded[way].log.recv(99)


@EACH
def test_nothing_was_read(graded, way):
    """What the searching functions printed shows that they found nothing."""
    for one in graded[way].members:
        name = one.name
        if not name.startswith(("read-", "shadow-")) or one.points is NOT_GRADED:
            continue
        notebook = nbformat.read(graded[way].stored(name), as_version=4)
        shown = "".join(str(c.get("outputs", "")) for c in notebook.cells)
        assert "GOT" not in shown, (name, shown)
        assert "SHADOW" not in shown, name


@EACH
def test_only_the_notebook_is_stored(graded, way):
    """No file that came with a notebook gets into autograded/, no link, no pipe."""
    for one in graded[way].members:
        folder = graded[way].stored(one.name).parent
        if folder.is_dir():
            found = {p.name for p in folder.iterdir()}
            assert found <= {NOTEBOOK, "timestamp.txt"}, one.name
            assert all(p.is_file() and not p.is_symlink() for p in folder.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("name", SCREEN)
def test_the_feedback_page_is_harmless(graded, name):
    """Nothing in the page runs, loads or looks like our cards, but what is ours."""
    feedback = graded["grade"].place.course / "feedback"
    pages = [
        (feedback / student / LESSON / NOTEBOOK.replace(".ipynb", ".html")).read_text()
        for student in ("aa-honest-right", name)
    ]
    honest, page = map(executable, pages)
    assert page - honest == set()
    assert forged_cards(pages[1]) == forged_cards(pages[0]) == len(FUNCTIONS)


@pytest.mark.parametrize("way", slow("grade", "autograde"))
@pytest.mark.parametrize("name", SCREEN)
def test_the_stored_notebook_is_harmless(graded, way, name):
    """formgrader shows the stored notebook: its outputs and texts hold no script."""
    notebook = nbformat.read(graded[way].stored(name), as_version=4)
    nbformat.validate(notebook)
    own = {f"{name}-test" for name in FUNCTIONS}
    for cell in notebook.cells:
        count = cell.get("execution_count")
        assert count is None or (type(count) is int and count < 1000)
        assert "evil" not in str(cell.metadata) + str(notebook.metadata)
        assert "<script" not in str(cell.metadata) + str(notebook.metadata)
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            assert set(data) <= {"text/html", "text/plain", "image/png", "image/jpeg"}
            assert not output.get("metadata")
            if grade_id not in own:
                assert executable(data.get("text/html", "")) == set()
                assert forged_cards(data.get("text/html", "")) == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", [one.name for one in PARTS["evidence"]])
def test_no_word_of_evidence_tells_a_hidden_input(graded, name):
    """Where a trick says what it has seen, its page says what it has not."""
    notebook = nbformat.read(graded["grade"].stored(name), as_version=4)
    (card,) = [c.outputs for c in notebook.cells if c.id == f"{COST}-test"]
    assert SECRET not in str(card)


@pytest.mark.parametrize("way", slow("grade", "autograde"))
def test_hidden_inputs_do_not_come_back(graded, way):
    """Nothing that was shown before the first test is changed behind it."""
    stored = graded[way].stored("screen-update").read_text()
    outputs = [
        str(cell.get("outputs", ""))
        for cell in nbformat.reads(stored, as_version=4).cells
    ]
    assert "LEAK" not in "".join(outputs)
    assert '"execution_count": 123456789' not in stored
