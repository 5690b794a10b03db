"""What a student wrote beside the cells that ask for it."""

import io
import tokenize
from collections.abc import Iterable

from nbformat import NotebookNode

from grader.lesson.cells import grade_id
from grader.lesson.lesson import Lesson

# A lesson's own invitation to write into one of its text cells.
_PREDICT = "**Predict"
_NO_CODE = {
    tokenize.COMMENT,
    tokenize.STRING,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.ENDMARKER,
    tokenize.ENCODING,
}


def has_own_words(cells: Iterable[NotebookNode], lesson: Lesson) -> bool:
    """Return whether there is text that neither the lesson nor its release has.

    Text is Markdown, or a code cell with nothing but comments. What is added to a cell
    that asks for a prediction is one, and does not count.
    """
    known = lesson.texts
    asking = {c.id: _flat(c.source) for c in lesson.notebook.cells if _asks(c)}
    for cell in cells:
        if grade_id(cell) in lesson.cells:
            continue
        text = _flat(cell.source)
        if not text or text in known:
            continue
        if cell.cell_type == "code" and not _only_comments(cell.source):
            continue
        if asking.get(cell.id, "\0") not in text:
            return True
    return False


def is_of_lesson(cell: NotebookNode, lesson: Lesson) -> bool:
    """Return whether a cell is the lesson's, or its text that of a release."""
    known = cell.get("id") in {own.id for own in lesson.notebook.cells}
    return known or grade_id(cell) in lesson.cells or _flat(cell.source) in lesson.texts


def _asks(cell):
    return cell.cell_type == "markdown" and _PREDICT in cell.source


def _flat(text):
    return " ".join(text.split())


def _only_comments(source):
    try:
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        kinds = {token.type for token in tokens}
    except (tokenize.TokenError, SyntaxError, ValueError):
        return False
    return kinds <= _NO_CODE and bool(kinds & {tokenize.COMMENT, tokenize.STRING})
