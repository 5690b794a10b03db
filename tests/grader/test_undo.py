"""The journal of the last change is read as far as it was written."""

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from grader.nbgrader_bridge.undo import CannotUndo, Undo, undo


def _undo(root):
    with Session(create_engine("sqlite://")) as db:
        return undo(root, db)


def test_a_line_that_was_cut_off_is_passed_over(tmp_path):
    """A line is written before its rows: where it is half, no row was changed."""
    page = tmp_path / "page.html"
    page.write_text("before")
    journal = Undo(tmp_path)
    journal.keep("lesson", "ada", page)
    page.write_text("after")
    with (tmp_path / ".undo" / "rows.jsonl").open("a") as file:
        file.write('{"lesson": "lesson", "student": "be')
    assert _undo(tmp_path) == ["lesson, ada"]
    assert page.read_text() == "before"


@pytest.mark.parametrize("text", [None, "", "half of a li", "no JSON\n"])
def test_a_journal_of_no_use_is_said(tmp_path, text):
    """There is nothing to take back, and nothing is touched."""
    if text is not None:
        (tmp_path / ".undo").mkdir()
        (tmp_path / ".undo" / "rows.jsonl").write_text(text)
    with pytest.raises(CannotUndo, match="there is nothing to take back"):
        _undo(tmp_path)
