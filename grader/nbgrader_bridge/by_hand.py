"""What a person graded, and whether the answer is still the one that they read."""

import json
from collections.abc import Mapping
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from grader.lesson.blanks import is_unwritten
from grader.lesson.cells import grade_id, is_answer, nbgrader_data
from grader.submission.restore import PUT_BACK
from grader.submission.spoken import speak

_EMPTY = "YOUR ANSWER HERE"  # nbgrader's own


def answers_read(notebook: Mapping) -> dict[str, str]:
    """Return {grade id: text of the answer} of a graded notebook, or its JSON.

    The answer to a test is the one above it. In place of a written answer that was
    left as it was handed out, all other text counts: it may stand anywhere there. So
    does all that is in no cell of nbgrader's for a task.
    """
    found, above, elsewhere, tasks, own = {}, "", [], [], []
    for cell in notebook.get("cells", ()):
        source = "".join(cell.get("source", ""))
        name = grade_id(cell)
        if is_answer(cell):
            above = source
        if name and nbgrader_data(cell).get("grade"):
            found[name] = above
            continue
        if nbgrader_data(cell).get("task"):
            tasks.append(name)
        if not name and not _is_note(cell):
            own.append(source)
        if cell.get("cell_type") != "code" and not _is_note(cell):
            elsewhere.append(source)
    written = "\n".join(elsewhere)
    with speak(notebook):
        empty = [n for n, t in found.items() if _is_empty(t)]
    found |= dict.fromkeys(empty, written)
    return found | dict.fromkeys(tasks, "\n".join(own))


def _is_empty(text):
    return text == _EMPTY or is_unwritten(text) or PUT_BACK in text


def _is_note(cell):
    return str(cell.get("id", "")).startswith("grader-")


def looked_at(
    gradebook: Gradebook, folder: Path, lesson: str, student: str
) -> dict[str, dict[str, str]]:
    """Return {notebook: {grade id: the text that was read}} of what a person settled.

    folder: of the student's graded notebooks, as they were when they were read.
    """
    try:
        submission = gradebook.find_submission(lesson, student)
    except MissingEntry:
        return {}
    return {one.name: _settled(one, folder) for one in submission.notebooks}


def _settled(notebook, folder):
    try:
        path = folder / f"{notebook.name}.ipynb"
        texts = answers_read(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, AttributeError):
        return {}  # nothing was graded, or something else wrote over it
    return {
        grade.name: texts[grade.name]
        for grade in notebook.grades
        if grade.manual_score is not None
        and not grade.needs_manual_grade
        and grade.name in texts
    }
