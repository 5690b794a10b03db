"""What a graded notebook shows: outputs of cells, what stopped them, notes."""

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output

from grader.lesson.cells import grade_id
from grader.sandbox.limits import Limits, why_stopped
from grader.submission.run import Run


def show_what_stopped(notebook: NotebookNode, run: Run, limits: Limits) -> None:
    """Keep what a cell showed above the first hidden test; say what stopped it.

    Below it is told how graded cells ended, and nothing of others. These outputs are of
    a run that saw visible cases alone; this is a second wall, should hidden ones ever
    come earlier: two thousand cells could each tell a bit.
    """
    first_told = min(run.tested, default=len(notebook.cells))
    for position, cell in enumerate(notebook.cells):
        outputs, reason = cell.get("outputs"), run.stops.get(position)
        if position >= first_told and cell.cell_type == "code":
            cell.execution_count = None
            if not grade_id(cell):
                cell.outputs, reason = [], None
            elif position not in run.tested and outputs:
                failed = any(output.output_type == "error" for output in outputs)
                cell.outputs = [_error("Error", "")] if failed else []
        if reason:
            cell.outputs = [_error("Stopped", why_stopped(reason, limits))]


def _error(ename, evalue):
    return new_output("error", ename=ename, evalue=evalue, traceback=[evalue or ename])


def tell_reader(notebook: NotebookNode, name: str, text: str) -> None:
    """Put a note for the reader on top of a graded notebook."""
    notebook.cells.insert(0, new_markdown_cell(text, id=f"grader-{name}"))
