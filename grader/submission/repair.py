"""Put a submitted notebook back into the shape in which it was handed out.

Tests and locked cells come from the trusted source, whatever happened to them;
the student's answers, added cells and their order stay.  Everything that was
mended is told in a sentence, for the feedback.
"""

import ast
import copy

from nbformat import NotebookNode

from checker.language import fill
from grader.lesson.blanks import stub
from grader.lesson.cells import grade_id, is_answer
from grader.lesson.frame import frame
from grader.lesson.lesson import EXPERIMENT, Lesson
from grader.submission.identify import binds, defines
from grader.submission.locked import place_of, restore_locked
from grader.submission.spoken import as_released, speak


def repair(notebook: NotebookNode, lesson: Lesson) -> tuple[NotebookNode, list[str]]:
    """Return (a mended copy of the notebook, sentences on what was mended)."""
    with speak(notebook):
        return _mended(notebook, as_released(lesson, notebook))


def _mended(notebook, lesson):
    trusted = lesson.cells
    answers = [name for name, cell in trusted.items() if is_answer(cell)]
    notes = []
    cells = [copy.deepcopy(cell) for cell in notebook.cells]
    _adopt_lost_answers(cells, trusted, answers, notes)
    _drop_copies(cells, trusted, answers, notes)
    _restore_answers(cells, trusted, answers, notes)
    cells = restore_locked(cells, trusted, answers, notes)
    ours = (*lesson.notebook.cells, *frame(lesson.name, ["checker"]))
    marked = [cell for cell in ours if _is_experiment(cell)]
    experiments = {cell.id for cell in marked}
    sources = {cell.source.strip() for cell in marked}
    # The ids of our cells are ours, whatever a student's cell before them is called.
    seen = {cell.id for cell in cells if grade_id(cell)}
    for cell in cells:
        if not grade_id(cell):
            while cell.id in seen or cell.id.startswith("grader-"):
                cell.id = f"copy{len(seen)}-{cell.id[:40]}"
            seen.add(cell.id)
        cell.metadata.pop("tags", None)
        unchanged = cell.source.strip() in sources  # some editors drop the ids
        if (unchanged or cell.id in experiments) and cell.cell_type == "code":
            cell.metadata["tags"] = [EXPERIMENT]
            cell.metadata["changed"] = not unchanged
    mended = NotebookNode(notebook)
    mended.metadata = copy.deepcopy(lesson.notebook.metadata)
    mended.nbformat_minor = lesson.notebook.nbformat_minor
    mended.cells = cells
    return mended, notes


def _is_experiment(cell):
    return EXPERIMENT in cell.metadata.get("tags", ())


def _adopt_lost_answers(cells, trusted, answers, notes):
    """Find answers whose cell has no grade id of this lesson, or another's answer too.

    By cell id, or by what they define: an older release, or another course, may have
    had other grade ids.
    """
    present = {grade_id(cell) for cell in cells}
    for name in answers:
        if name in present:
            continue
        # The last definition is the one that counts in a notebook run from the top.
        # A name that is only given a value may be one that is used elsewhere, too.
        found = cells[::-1]
        found.sort(key=lambda cell: not (cell.id == name or _defines(cell, name)))
        for cell in found:
            known = grade_id(cell)
            if known in trusted or not (cell.id == name or _holds(cell, name)):
                continue
            cell.metadata["nbgrader"] = dict(trusted[name].metadata["nbgrader"])
            where = fill("the answer {name} was found in an unmarked cell", name=name)
            if known:
                where = fill(
                    "the answer {name} was found in a cell marked as {known}",
                    name=name,
                    known=known,
                )
            notes.append(where)
            break
        else:
            _take_out(cells, trusted, name, notes)


def _holds(cell, name):
    is_code = cell.cell_type == "code"
    return _defines(cell, name) or is_code and binds(cell.source, name)


def _defines(cell, name):
    return cell.cell_type != "raw" and defines(cell.source, name)


def _take_out(cells, trusted, name, notes):
    """Give an answer that stands in another answer's cell one of its own, below it."""
    for position in reversed(range(len(cells))):
        cell = cells[position]
        other = grade_id(cell)
        if other in trusted and is_answer(trusted[other]) and _defines(cell, name):
            text = _definition(cell.source, name)
            if text:
                fresh = copy.deepcopy(trusted[name])
                fresh.source = text
                cells.insert(position + 1, fresh)
                note = fill(
                    "the answer {name} was found in the cell of {other}",
                    name=name,
                    other=other,
                )
                notes.append(note)
            return


def _definition(source, name):
    """Return the text of a function in a cell, None if the cell is no Python."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found = [n for n in body if isinstance(n, ast.FunctionDef) and n.name == name]
    return ast.get_source_segment(source, found[-1]) if found else None


def _drop_copies(cells, trusted, answers, notes):
    """Keep one cell per answer: copies that were never filled in are taken out."""
    for name in answers:
        copies = [cell for cell in cells if grade_id(cell) == name]
        if len(copies) < 2:
            continue
        given = stub(trusted[name]).strip()
        filled = [cell for cell in copies if cell.source.strip() != given]
        keep = (filled or copies)[-1]
        for cell in copies:
            if cell is keep:
                continue
            if cell in filled:
                del cell.metadata["nbgrader"]  # it still runs, as in the notebook
            else:
                cells[:] = [other for other in cells if other is not cell]
        note = fill(
            "the answer {name} was there {count} times; the last counts",
            name=name,
            count=len(copies),
        )
        notes.append(note)


def _restore_answers(cells, trusted, answers, notes):
    """Give answer cells their type and metadata back; add an empty one if missing."""
    for name in answers:
        source = trusted[name]
        found = [i for i, cell in enumerate(cells) if grade_id(cell) == name]
        if not found:
            fresh = copy.deepcopy(source)
            fresh.source = stub(source)
            cells.insert(place_of(cells, trusted, name), fresh)
            note = fill(
                "the answer {name} was missing: an empty one was put back", name=name
            )
            notes.append(note)
            continue
        cell = cells[found[0]]
        if cell.cell_type != source.cell_type:
            kind = cell.cell_type
            note = fill(
                "the answer {name} was a {kind} cell: made text again",
                name=name,
                kind=kind,
            )
            if source.cell_type == "code":
                note = fill(
                    "the answer {name} was a {kind} cell: made code again",
                    name=name,
                    kind=kind,
                )
            notes.append(note)
            fresh = copy.deepcopy(source)
            fresh.source = cell.source
            cells[found[0]] = cell = fresh
        cell.metadata = copy.deepcopy(source.metadata)
        cell.id = name
