"""Find the cells of an ordinary assignment whose metadata an editor took away."""

import itertools
import re
from collections.abc import Mapping, Sequence

import nbformat
from nbformat import NotebookNode

from grader.lesson.cells import grade_id
from grader.submission.given import Given

_DEFINED = re.compile(r"^(?:async\s+)?(?:def|class)\s+(\w+)", re.MULTILINE)
_NAMED = 5  # cells in a note


def adopt(
    cells: Sequence[NotebookNode],
    given: Mapping[str, Given],
    source: NotebookNode,
    notes: list[str],
) -> None:
    """Give cells the grade id back that they had; what was done is added to the notes.

    A cell is known by its id, by its text as it was handed out, by a function or class
    that it defines, and an answer by its place: if between the cells around it there
    are as many without an id as answers are missing.

    given: {grade id: cell as it was handed out}, in their order.
    """
    found = []
    for find in (_by_id, _by_text, _by_name, _by_place):
        present = {grade_id(cell) for cell in cells}
        missing = [name for name in given if name not in present]
        for name, cell in find(cells, given, missing, source):
            if grade_id(cell) not in given:  # no other has taken it
                cell.metadata["nbgrader"] = nbformat.from_dict(given[name].metadata)
                found.append(name)
    if found:
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        named = f"{', '.join(found[:_NAMED])}{more}"
        notes.append(f"without nbgrader's metadata, and found again: {named}")


def _free(cells, given):
    return [cell for cell in cells if grade_id(cell) not in given]


def _by_id(cells, given, missing, source):
    """Older notebooks have no ids."""
    ids = {grade_id(cell): cell["id"] for cell in source.cells if "id" in cell}
    there = {cell["id"]: cell for cell in _free(cells, given) if "id" in cell}
    for name in missing:
        if ids.get(name) in there:
            yield name, there[ids[name]]


def _by_text(cells, given, missing, source):
    for name in missing:
        known = given[name]
        for cell in _free(cells, given):
            same = cell.source.strip() in (known.seen, known.source.strip())
            if same and known.seen and cell.cell_type == known.kind:
                yield name, cell
                break


def _by_name(cells, given, missing, source):
    """Where a name is defined twice, the last one counts when a notebook is run."""
    for name in missing:
        names = {*_DEFINED.findall(given[name].source)}
        for cell in reversed(_free(cells, given) if given[name].is_answer else []):
            code = cell.cell_type == given[name].kind == "code"
            if code and names & {*_DEFINED.findall(cell.source)}:
                yield name, cell
                break


def _by_place(cells, given, missing, source):
    own = {cell.source.strip() for cell in source.cells if not grade_id(cell)}
    places = {grade_id(cell): number for number, cell in enumerate(cells)}
    gaps = itertools.groupby(given, lambda name: name in places)
    start = -1
    for present, names in gaps:
        names = [*names]
        if present:
            start = places[names[-1]]
            continue
        after = [*given][[*given].index(names[-1]) + 1 :]
        end = next((places[name] for name in after if name in places), len(cells))
        for kind in ("code", "markdown"):
            lost = [n for n in names if given[n].kind == kind and given[n].is_answer]
            free = [
                cell
                for cell in _free(cells[start + 1 : end], given)
                if cell.cell_type == kind and cell.source.strip() not in own
            ]
            if len(free) == len(lost):
                yield from zip(lost, free)
