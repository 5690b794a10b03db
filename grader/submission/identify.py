"""Whose notebook a submitted one is: this lesson's, another's, or nobody's."""

import json
import re
from collections.abc import Container, Mapping
from pathlib import Path

from nbformat import NotebookNode

from checker.messages import say
from grader.lesson.cells import grade_id, is_answer
from grader.lesson.lesson import Lesson
from grader.submission.read import NotReadable


def defines(source: str, name: str) -> bool:
    """Return whether a cell's text defines a function of that name."""
    return bool(re.search(rf"^def\s+{re.escape(name)}\s*\(", source, re.MULTILINE))


def binds(source: str, name: str) -> bool:
    """Return whether a cell's text gives a name a value, such as a lambda."""
    return bool(re.search(rf"^{re.escape(name)}\s*=(?!=)", source, re.MULTILINE))


def require_this_lesson(path: Path, notebook: NotebookNode, lesson: Lesson) -> None:
    """Raise NotReadable, with what it seems to be, if it answers nothing of a lesson.

    An answer is found by its grade id, its cell's id, or the function that it defines.
    """
    names = [name for name, cell in lesson.cells.items() if is_answer(cell)]
    if not names or any(_answers(cell, names) for cell in notebook.cells):
        return
    if not notebook.cells:
        raise NotReadable(path, say("has no cells."), _do(lesson))
    other = _best_other(notebook, lesson)
    if other:
        found = say("is the notebook of {other}.", other=other)
        raise NotReadable(path, found, _do(lesson))
    functions = ", ".join(lesson.exercises)
    heading = _heading(notebook)
    found = say("defines none of the functions {names}.", names=functions)
    if heading:
        found = say(
            "defines none of the functions {names}. It begins with {heading}.",
            names=functions,
            heading=heading,
        )
    raise NotReadable(path, found, _do(lesson))


def _do(lesson):
    return say("Hand in the notebook of {lesson}.", lesson=lesson.name)


def _answers(cell: Mapping, names: Container[str]) -> bool:
    if grade_id(cell) in names or cell.get("id") in names:
        return True
    source = "".join(cell.get("source", ""))
    return cell.get("cell_type") == "code" and any(
        defines(source, n) or binds(source, n) for n in names
    )


def _best_other(notebook, lesson):
    """Return the name of the lesson that most answers in a notebook belong to."""
    counts = {}
    for path in lesson.folder.parent.glob("*/*.ipynb"):
        try:
            cells = json.loads(path.read_text("utf-8"))["cells"]
            names = [grade_id(cell) for cell in cells if is_answer(cell)]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue  # what is wrong with it is that lesson's matter
        found = sum(_answers(cell, names) for cell in notebook.cells)
        if found and path.parent.resolve() != lesson.folder.resolve():
            counts[path.parent.name] = found
    return max(counts, key=counts.get, default="")


def _heading(notebook):
    for cell in notebook.cells:
        line = cell.source.strip().partition("\n")[0]
        if cell.cell_type == "markdown" and line:
            return line.lstrip("# ")[:60]
    return ""
