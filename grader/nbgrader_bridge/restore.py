"""What an ordinary assignment's notebooks are put back from: the gradebook.

It is the truth, as for nbgrader: tests may have been made when the assignment was
released, and a header may have been put on top.
"""

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.api import Notebook as Row

from grader.lesson.assignment import Assignment
from grader.lesson.metadata import SCHEMA
from grader.submission import restore as submission_restore
from grader.submission.given import Given


def restore(
    notebook: NotebookNode, name: str, assignment: Assignment, ids: dict
) -> NotebookNode:
    """Return the notebook with its tests and locked cells as they were handed out.

    name: its file name. ids: nbgrader's "assignment", "notebook" and "db_url".
    """
    with Gradebook(ids["db_url"]) as gradebook:
        row = gradebook.find_notebook(ids["notebook"], ids["assignment"])
        given = _given_cells(row)
    return submission_restore.restore(notebook, name, assignment, given)


def _given_cells(row: Row) -> dict[str, Given]:
    """Return {grade id: cell} of what the gradebook holds of a notebook."""
    points = {cell.name: cell.max_score for cell in (*row.grade_cells, *row.task_cells)}
    grades, solutions, tasks = (
        {cell.name for cell in cells}
        for cells in (row.grade_cells, row.solution_cells, row.task_cells)
    )
    found = {}
    for cell in row.source_cells:
        metadata = {
            "grade": cell.name in grades,
            "solution": cell.name in solutions,
            "task": cell.name in tasks,
            "locked": bool(cell.locked),
            "grade_id": cell.name,
            "schema_version": SCHEMA,
            "cell_type": cell.cell_type,
        }
        if cell.name in points:
            metadata["points"] = points[cell.name]
        if cell.checksum:
            metadata["checksum"] = cell.checksum
        found[cell.name] = Given(cell.cell_type, cell.source or "", metadata)
    return found
