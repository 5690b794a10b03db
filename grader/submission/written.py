"""What a student wrote beside the cells that ask for it."""

import ast
import keyword
import re
from collections.abc import Iterable

from nbformat import NotebookNode

from grader.lesson.cells import grade_id
from grader.lesson.lesson import Lesson

# A lesson's own invitation to write into one of its text cells.
PREDICT = ("**Predict", "**예측")
_SHOWS = ("print", "display", "Markdown", "HTML")
_SENTENCE = 5  # words, beside the numbers in it
_NO_PROSE = re.compile(r"^\s*[%!].*|#.*|'[^'\n]*'|\"[^\"\n]*\"", re.MULTILINE)
_SPACED = re.compile(r"\w+(?: +\w+)+")


def has_own_words(cells: Iterable[NotebookNode], lesson: Lesson) -> bool:
    """Return whether there is text that neither the lesson nor its release has.

    Text is Markdown, or a code cell with nothing but comments, texts, or texts that it
    prints or gives a name; or with sentences in place of code, since a new cell is a
    code cell. What is added to a cell that asks for a prediction is one, and does not
    count.
    """
    known = lesson.texts
    asking = {c.id: _flat(c.source) for c in lesson.notebook.cells if _asks(c)}
    for cell in cells:
        if grade_id(cell) in lesson.cells:
            continue
        text = _flat(cell.source)
        if not text or text in known:
            continue
        if cell.cell_type == "code" and not _only_text(cell.source):
            continue
        if asking.get(cell.id, "\0") not in text:
            return True
    return False


def is_of_lesson(cell: NotebookNode, lesson: Lesson) -> bool:
    """Return whether a cell is the lesson's, or its text that of a release."""
    known = cell.get("id") in {own.id for own in lesson.notebook.cells}
    return known or grade_id(cell) in lesson.cells or _flat(cell.source) in lesson.texts


def _asks(cell):
    return cell.cell_type == "markdown" and any(asks in cell.source for asks in PREDICT)


def _flat(text):
    return " ".join(text.split())


def _only_text(source):
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return _is_prose(source)
    except (ValueError, RecursionError, MemoryError):
        return False
    # Without a statement only comments are left.
    return all(_is_text(one) for one in statements) and len(source.split()) > 1


def _is_prose(source):
    """Return whether words stand side by side as they do in no line of Python.

    Three of them, or two where one is not English; a keyword counts for none.
    """
    for found in _SPACED.findall(_NO_PROSE.sub("", source)):
        run = []
        for word in found.split():
            run = [] if keyword.iskeyword(word) else [*run, word]
            if len(run) > 2 or (len(run) > 1 and not "".join(run).isascii()):
                return True
    return False


def _is_text(statement):
    shown = isinstance(statement, (ast.Expr, ast.Assign))
    return shown and _is_string(statement.value)


def _is_string(value):
    if isinstance(value, ast.Call) and getattr(value.func, "id", "") in _SHOWS:
        return all(map(_is_string, value.args))
    if isinstance(value, ast.JoinedStr):
        said = [p.value for p in value.values if isinstance(p, ast.Constant)]
        return len(" ".join(said).split()) >= _SENTENCE
    return isinstance(value, ast.Constant) and isinstance(value.value, str)
