"""What a person graded, and whether the answer is still the one that they read."""

import json
from collections.abc import Mapping
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from grader.lesson.blanks import WRITE_HERE
from grader.lesson.cells import grade_id, is_answer, nbgrader_data


def answers_read(notebook: Mapping) -> dict[str, str]:
    """Return {grade id: text of the answer} of a graded notebook, or its JSON.

    The answer to a test is the one above it. In place of a written answer that was
    left as it was handed out, all other text counts: it may stand anywhere there.
    """
    found, above, elsewhere = {}, "", []
    for cell in notebook.get("cells", ()):
        source = "".join(cell.get("source", ""))
        name = grade_id(cell)
        if is_answer(cell):
            above = source
        if name and nbgrader_data(cell).get("grade"):
            found[name] = above
        elif cell.get("cell_type") != "code" and not _is_note(cell):
            elsewhere.append(source)
    written = "\n".join(elsewhere)
    return {n: written if t == WRITE_HERE else t for n, t in found.items()}


def _is_note(cell):
    return str(cell.get("id", "")).startswith("grader-")


def looked_at(
    gradebook: Gradebook, graded: Path, lesson: str, student: str
) -> dict[str, str]:
    """Return {grade id: the text that was read} of what a person graded, and settled.

    graded: the student's graded notebook, as it was when it was read.
    """
    try:
        submission = gradebook.find_submission(lesson, student)
        texts = answers_read(json.loads(graded.read_text("utf-8")))
    except (MissingEntry, OSError, ValueError, AttributeError):
        return {}  # nothing was graded, or something else wrote over it
    return {
        grade.name: texts[grade.name]
        for notebook in submission.notebooks
        for grade in notebook.grades
        if grade.manual_score is not None
        and not grade.needs_manual_grade
        and grade.name in texts
    }
