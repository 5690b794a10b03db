"""Put a submitted notebook back into the shape in which it was handed out.

Tests and locked cells come from the trusted source, whatever happened to them;
the student's answers, added cells and their order stay.  Everything that was
mended is told in a sentence, for the feedback.
"""

import ast
import copy
import re

from nbformat import NotebookNode

from checker.language import fill, translated
from grader.lesson.blanks import stub
from grader.lesson.cells import grade_id, is_answer
from grader.lesson.frame import frame
from grader.lesson.lesson import EXPERIMENT, Lesson
from grader.submission.identify import defines
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
    cells = _restore_locked(cells, trusted, answers, notes)
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
    mended = copy.deepcopy(notebook)
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
        for cell in reversed(cells):
            known = grade_id(cell)
            if known in trusted or not (cell.id == name or _defines(cell, name)):
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
            cells.insert(_place(cells, trusted, name), fresh)
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


def _place(cells, trusted, name):
    """Return where a missing cell goes: behind the trusted cell before it."""
    order = list(trusted)
    for before in reversed(order[: order.index(name)]):
        for i, cell in enumerate(cells):
            if grade_id(cell) == before:
                return i + 1
    return 0


def _restore_locked(cells, trusted, answers, notes):
    """Put tests and locked cells back as the source has them, in their order."""
    locked = [name for name in trusted if name not in answers]
    for name in locked:
        mine = [cell for cell in cells if grade_id(cell) == name]
        note = _what_became_of(name, mine, trusted[name])
        if note:
            notes.append(note)
    order = [grade_id(cell) for cell in cells if grade_id(cell) in trusted]
    expected = [name for name in trusted if name in order]
    positions = {}
    if list(dict.fromkeys(order)) == expected:
        # Nothing was moved: a test may stay behind cells that the student added.
        for i, cell in enumerate(cells):
            positions[grade_id(cell)] = i
    elif len(order) == len(set(order)):
        moved = translated("cells were moved: each test was put behind its answer")
        notes.append(moved)
    mended = []
    for i, cell in enumerate(cells):
        name = grade_id(cell)
        if name in locked:
            if positions.get(name) == i:
                mended.append(copy.deepcopy(trusted[name]))
        else:
            if name not in trusted:
                cell.metadata.pop("nbgrader", None)  # no cell of this lesson
            mended.append(cell)
    for name in locked:
        if all(grade_id(cell) != name for cell in mended):
            mended.insert(_place(mended, trusted, name), copy.deepcopy(trusted[name]))
    return mended


def _what_became_of(name, mine, source):
    """Return what to tell of a locked cell, "" if it is as it was; mine: its copies."""
    if not mine:
        return fill("the cell {name} was missing: it was put back", name=name)
    if len(mine) > 1:
        count = len(mine)
        return fill("the cell {name} was there {count} times", name=name, count=count)
    if mine[0].cell_type != source.cell_type:
        return fill(
            "the cell {name} was a {kind} cell: made code again",
            name=name,
            kind=mine[0].cell_type,
        )
    given = mine[0].source
    if given.strip() in (_visible(source.source), source.source.strip()):
        return ""
    if _imports_alike(given, source.source):
        return ""
    return fill("the cell {name} was changed: it was put back", name=name)


def _imports_alike(source, other):
    """True if two cells import the same names, from wherever, and do nothing else.

    A course that is running may have released its modules under other names.
    """
    found = []
    for text in (source, other):
        try:
            body = ast.parse(text).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
        if not all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in body):
            return False
        found.append({a.asname or a.name for node in body for a in node.names})
    return found[0] == found[1]


def _visible(source):
    """Return a test cell's source without its hidden part."""
    return re.sub(
        r"### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS", "", source, flags=re.DOTALL
    ).strip()
