"""Put the notebooks of an ordinary assignment back into the shape of their release.

For lessons `grader.submission.repair` does this.
"""

import copy
from collections.abc import Mapping

import nbformat
from nbformat import NotebookNode

from grader.lesson.assignment import Assignment
from grader.lesson.cells import grade_id, nbgrader_data
from grader.lesson.metadata import SCHEMA, old_schema
from grader.submission.adopt import adopt
from grader.submission.given import Given, seen
from grader.submission.mark import Mark

PUT_BACK = "This cell was missing, and was put back. The answer may stand elsewhere."


def restore(
    notebook: NotebookNode,
    name: str,
    assignment: Assignment,
    given: Mapping[str, Given],
) -> NotebookNode:
    """Return the notebook with its tests and locked cells as they were handed out.

    name: its file name. given: {grade id: cell as it was handed out}. What was mended
    is added to the notes in the notebook's `Mark`.
    """
    notes = list(Mark.of(notebook).notes)
    if old_schema(notebook.cells) is not None:
        notes.append("old metadata of nbgrader's was brought up to date")
    source = assignment.notebooks.get(name, nbformat.v4.new_notebook())
    given = {cell: given[cell] for cell in _order(source, given)}
    adopt(notebook.cells, given, source, notes)
    _drop_copies(notebook, given, notes)
    for number, cell in enumerate(notebook.cells):
        cell.metadata.pop("tags", None)
        known = given.get(grade_id(cell))
        if known is None:
            cell.metadata.pop("nbgrader", None)  # no cell of this assignment
            continue
        if cell.cell_type != known.kind:
            notes.append(f"the cell {known.name} had become a {cell.cell_type} cell")
            notebook.cells[number] = _as_given(known, cell.source)
        elif known.is_locked and seen(cell.source) != known.seen:
            notes.append(f"the cell {known.name} was changed: it was put back")
        if known.is_locked:
            notebook.cells[number].source = known.source
        notebook.cells[number].metadata["nbgrader"] = nbformat.from_dict(known.metadata)
    _add_missing(notebook, given, notes)
    Mark(notes=notes).add_to(notebook)
    return notebook


def given_by_source(assignment: Assignment, name: str) -> dict[str, Given]:
    """Return {grade id: cell} as nbgrader's own settings would hand them out.

    name: the notebook's file name. For where there is no gradebook that knows.
    """
    from nbgrader.preprocessors import ClearSolutions, ComputeChecksums, LockCells

    notebook = copy.deepcopy(assignment.notebooks[name])
    resources = {"nbgrader": {"notebook": name.removesuffix(".ipynb")}}
    for step in (LockCells(), ClearSolutions(), ComputeChecksums()):
        notebook, resources = step.preprocess(notebook, resources)
    found = {}
    for cell in notebook.cells:
        if grade_id(cell):
            settings = {
                "grade": False,
                "solution": False,
                "task": False,
                "locked": False,
                **nbgrader_data(cell),
                "schema_version": SCHEMA,
                "cell_type": cell.cell_type,
            }
            found[grade_id(cell)] = Given(cell.cell_type, cell.source, settings)
    return found


def _drop_copies(notebook, given, notes):
    """Let one cell of each id count: the last that was filled in, or else the last."""
    for name, known in given.items():
        copies = [cell for cell in notebook.cells if grade_id(cell) == name]
        if len(copies) < 2:
            continue
        filled = [c for c in copies if c.source.strip() != known.source.strip()]
        keep = copies[-1] if known.is_locked else (filled or copies)[-1]
        for cell in copies:
            if cell is not keep:
                cell.metadata.pop("nbgrader")  # it still runs, as in the notebook
        notes.append(f"the cell {name} was there {len(copies)} times; one counts")


def _as_given(known, source):
    cell = known.cell()
    cell.source = source
    return cell


def _order(source, given):
    """Return the grade ids in their order; those of a header or a footer come last."""
    order = [grade_id(cell) for cell in source.cells if grade_id(cell) in given]
    return [*order, *(cell for cell in given if cell not in order)]


def _add_missing(notebook, given, notes):
    present, order = {grade_id(cell) for cell in notebook.cells}, [*given]
    for number, name in enumerate(order):
        if name in present:
            continue
        places = {grade_id(cell): i for i, cell in enumerate(notebook.cells)}
        before = [places[other] for other in order[:number] if other in places]
        cell = given[name].cell()
        if given[name].is_graded_by_hand:  # with another text, it is no 0 by itself
            comment = "# " if cell.cell_type == "code" else ""
            cell.source = f"{comment}{PUT_BACK}\n\n{cell.source}"
        notebook.cells.insert(before[-1] + 1 if before else 0, cell)
        notes.append(f"the cell {name} was missing: it was put back")
