"""Answers in words: released as a stub, kept as written, mended where damaged."""

import copy

import pytest

from grader.lesson.blanks import WRITE_HERE, stub
from grader.submission.grade import grade_notebook
from grader.submission.repair import repair
from grader.submission.sandbox import one_sandbox
from grader.submission.sanitize import sanitize
from tests.grader.written_answer import (
    ANSWER,
    OTHERS,
    PREDICT,
    SOURCE,
    WORDS,
    cell_of,
    handed_in,
    released,
    without,
)


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
        (without, WRITE_HERE, "was missing"),
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
