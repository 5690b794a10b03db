"""Where the tests and locked cells of a submission go: back into their order.

A test stays below what a student wrote between it and its answer, since the answer may
use that.
"""

import ast
import copy
import re

from checker.language import fill, translated
from grader.lesson.cells import grade_id


def place_of(cells, trusted, name):
    """Return where a missing cell goes: behind the trusted cell before it."""
    order = list(trusted)
    for before in reversed(order[: order.index(name)]):
        for i, cell in enumerate(cells):
            if grade_id(cell) == before:
                return i + 1
    return 0


def restore_locked(cells, trusted, answers, notes):
    """Put tests and locked cells back as the source has them, in their order."""
    locked = [name for name in trusted if name not in answers]
    for name in locked:
        mine = [cell for cell in cells if grade_id(cell) == name]
        note = _what_became_of(name, mine, trusted[name])
        if note:
            notes.append(note)
    there = {}  # {name: position}, of copies the last
    for i, cell in enumerate(cells):
        if grade_id(cell) in trusted:
            there[grade_id(cell)] = i
    staying = _in_order(there, list(trusted), answers)
    copies = sum(grade_id(cell) in trusted for cell in cells) - len(there)
    if not copies and len(staying) < len(there):
        moved = translated("cells were moved: each test was put behind its answer")
        notes.append(moved)
    mended = []
    for i, cell in enumerate(cells):
        name = grade_id(cell)
        if name in locked:
            if name in staying and there[name] == i:
                mended.append(copy.deepcopy(trusted[name]))
        else:
            if name not in trusted:
                cell.metadata.pop("nbgrader", None)  # no cell of this lesson
            mended.append(cell)
    for name in locked:
        if all(grade_id(cell) != name for cell in mended):
            place = place_of(mended, trusted, name)
            while _is_test(name, answers) and place < len(mended):
                if grade_id(mended[place]) in trusted:
                    break
                place += 1  # what a student wrote below an answer may belong to it
            mended.insert(place, copy.deepcopy(trusted[name]))
    return mended


def _is_test(name, answers):
    return name.removesuffix("-test") in answers and name not in answers


def _in_order(there, order, answers):
    """Return names of a longest row of cells that stand in the order of the release.

    there: {name: position}. Without those that would stand where they are of no use.
    """
    rows = []
    for name in (name for name in order if name in there):
        before = [row for row in rows if there[row[-1]] < there[name]]
        rows.append([*max(before, key=len, default=[]), name])
    longest = max(rows, key=len, default=[])
    return {name for name in longest if not _is_astray(name, there, order, answers)}


def _is_astray(name, there, order, answers):
    """Return whether a test is above its answer, or another cell below a later one."""
    if _is_test(name, answers):
        return there[name] < there.get(name.removesuffix("-test"), -1)
    later = [other for other in order[order.index(name) :] if other in answers]
    return any(there.get(other, there[name]) < there[name] for other in later)


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
