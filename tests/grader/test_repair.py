"""Whatever happened to a notebook's cells, the trusted tests are run on the answers."""

import copy

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from grader.lesson.frame import frame
from grader.lesson.lesson import Course
from grader.submission.repair import repair
from tests.support import ROOT

NAME = "02-dropout"
FIRST, SECOND = (
    "forward_propagation_with_dropout",
    "backward_propagation_with_dropout",
)


@pytest.fixture(scope="module")
def lesson():
    return Course(ROOT).lesson(NAME)


@pytest.fixture
def released(lesson):
    path = ROOT / "release" / NAME / lesson.notebook_path.name
    return nbformat.read(path, as_version=4)


def index(notebook, grade_id):
    """Return where the only cell with this grade_id is."""
    found = [
        i
        for i, cell in enumerate(notebook.cells)
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    ]
    assert len(found) == 1, (grade_id, found)
    return found[0]


def assert_in_order(notebook, lesson):
    """Each test is there once, as the source has it, somewhere behind its answer."""
    trusted = {c.id: c.source for c in lesson.notebook.cells}
    for name in (FIRST, SECOND):
        position = index(notebook, f"{name}-test")
        assert position > index(notebook, name)
        assert notebook.cells[position].source == trusted[f"{name}-test"]
        assert notebook.cells[position].cell_type == "code"
        assert "tags" not in notebook.cells[position].metadata
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))


def test_an_untouched_release_needs_no_mending(released, lesson):
    """An honest notebook gets its hidden tests back and no note."""
    mended, notes = repair(released, lesson)
    assert notes == []
    assert_in_order(mended, lesson)
    assert [c.source for c in mended.cells if "-test" not in c.id] == [
        c.source for c in released.cells if "-test" not in c.id
    ]


def delete(notebook):
    del notebook.cells[index(notebook, f"{FIRST}-test")]


def retype(notebook):
    notebook.cells[index(notebook, f"{FIRST}-test")].cell_type = "markdown"


def retag(notebook):
    cell = notebook.cells[index(notebook, f"{FIRST}-test")]
    cell.metadata["tags"] = ["skip-execution"]
    cell.metadata["nbgrader"]["points"] = 1000


def rewrite(notebook):
    notebook.cells[index(notebook, f"{FIRST}-test")].source = "print('passed')"


def duplicate(notebook):
    cell = copy.deepcopy(notebook.cells[index(notebook, f"{FIRST}-test")])
    notebook.cells.append(cell)


def move(notebook):
    cell = notebook.cells.pop(index(notebook, f"{FIRST}-test"))
    notebook.cells.insert(0, cell)


def drop_imports(notebook):
    del notebook.cells[index(notebook, "imports")]


@pytest.mark.parametrize(
    ("damage", "note"),
    [
        (delete, "was missing"),
        (retype, "was a markdown cell"),
        (retag, None),
        (rewrite, "was changed"),
        (duplicate, "2 times"),
        (move, "were moved"),
        (drop_imports, "imports was missing"),
    ],
)
def test_a_damaged_test_cell_is_restored_and_named(released, lesson, damage, note):
    """A test that is deleted, retyped, retagged, rewritten, copied or moved is run."""
    damage(released)
    mended, notes = repair(released, lesson)
    assert_in_order(mended, lesson)
    assert index(mended, "imports") < index(mended, FIRST)
    points = mended.cells[index(mended, f"{FIRST}-test")].metadata["nbgrader"]["points"]
    assert points == lesson.points(FIRST)
    if note:
        assert any(note in text for text in notes), notes


@pytest.mark.parametrize("filled_first", [True, False])
def test_of_two_copies_of_an_answer_the_filled_one_counts(
    released, lesson, filled_first
):
    """A pasted copy that is still empty never overrides the answer."""
    position = index(released, FIRST)
    copied = copy.deepcopy(released.cells[position])
    copied.id = "pasted"
    filled = "def forward_propagation_with_dropout(): return 'filled'"
    released.cells[position].source = filled
    released.cells.insert(position + int(filled_first), copied)
    mended, notes = repair(released, lesson)
    assert mended.cells[index(mended, FIRST)].source == filled
    definitions = [c for c in mended.cells if f"def {FIRST}(" in c.source]
    assert len(definitions) == 1
    assert any("2 times" in note for note in notes)


def test_an_answer_in_a_new_cell_is_found(released, lesson):
    """Who deletes the cell and writes the function anew has still answered."""
    position = index(released, FIRST)
    released.cells[position] = new_code_cell(f"def {FIRST}(X): return 1")
    mended, notes = repair(released, lesson)
    assert mended.cells[index(mended, FIRST)].source == f"def {FIRST}(X): return 1"
    assert any("unmarked" in note for note in notes)


def test_a_missing_answer_becomes_an_empty_one(released, lesson):
    """Without the cell the blank is simply not attempted."""
    del released.cells[index(released, FIRST)]
    mended, notes = repair(released, lesson)
    assert "D1 = None" in mended.cells[index(mended, FIRST)].source
    assert any("missing" in note for note in notes)


def test_an_answer_that_became_text_is_code_again(released, lesson):
    """A slip of the keyboard (m in Jupyter) costs nothing."""
    released.cells[index(released, FIRST)].cell_type = "markdown"
    mended, notes = repair(released, lesson)
    assert mended.cells[index(mended, FIRST)].cell_type == "code"
    assert any("made code again" in note for note in notes)


def test_a_students_tags_are_not_believed(released, lesson):
    """Only the source says which cells are experiments."""
    released.cells[index(released, FIRST)].metadata["tags"] = ["experiment"]
    mended, _ = repair(released, lesson)
    assert "tags" not in mended.cells[index(mended, FIRST)].metadata
    marked = [c.id for c in mended.cells if "experiment" in c.metadata.get("tags", ())]
    ours = [*lesson.notebook.cells, *frame(lesson.name, ["checker"])]
    expected = {c.id for c in ours if "experiment" in c.metadata.get("tags", ())}
    assert set(marked) == expected != set()


HELPER = "def count(Y):\n    return Y.shape[1]"
MOVED = {
    "the other's test is above its answer": lambda cells: cells.insert(
        cells.index(of(cells, SECOND)),
        cells.pop(cells.index(of(cells, f"{SECOND}-test"))),
    ),
    "a copy of its test is on top": lambda cells: cells.insert(
        0, copy.deepcopy(of(cells, f"{FIRST}-test"))
    ),
    "its test was deleted": lambda cells: cells.remove(of(cells, f"{FIRST}-test")),
    "all tests were deleted": lambda cells: [
        cells.remove(of(cells, f"{name}-test")) for name in (FIRST, SECOND)
    ],
    "the imports are at the end": lambda cells: cells.append(
        cells.pop(next(i for i, c in enumerate(cells) if c.cell_type == "code"))
    ),
    "nothing": lambda cells: None,
}


def of(cells, name):
    """Return the last cell with a grade id."""
    found = [c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == name]
    return found[-1]


@pytest.mark.parametrize("how", MOVED)
def test_a_test_stays_below_what_its_answer_uses(released, lesson, how):
    """Wherever other cells were moved: in the notebook, the helper is defined first."""
    cells = released.cells
    cells.insert(cells.index(of(cells, FIRST)) + 1, new_code_cell(HELPER, id="helper"))
    MOVED[how](cells)
    mended, _ = repair(released, lesson)
    assert_in_order(mended, lesson)
    helper = [cell.id for cell in mended.cells].index("helper")
    assert index(mended, FIRST) < helper < index(mended, f"{FIRST}-test")


@pytest.mark.parametrize("others", [False, True])
def test_an_answer_that_is_given_to_its_name_is_found(released, lesson, others):
    """As a lambda, say, without marks; a `def` goes before it, wherever it stands."""
    for cell in released.cells:
        cell.metadata.pop("nbgrader", None)
        cell.id = f"other-{cell.id}"
    (answer,) = [c for c in released.cells if c.source.startswith(f"def {FIRST}")]
    bound = f"{FIRST} = lambda *given: mine(*given)"
    if others:
        released.cells.append(new_code_cell(bound))
        expected = answer.source
    else:
        answer.source = answer.source.replace(FIRST, "mine", 1) + f"\n{bound}"
        expected = answer.source
    mended, _ = repair(released, lesson)
    assert mended.cells[index(mended, FIRST)].source == expected
