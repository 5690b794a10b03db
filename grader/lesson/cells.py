"""What nbgrader notes in a cell: its grade id, and what it is for."""

from collections.abc import Mapping
from typing import Any


def nbgrader_data(cell: Mapping) -> Mapping[str, Any]:
    """Return nbgrader's entry in a cell's metadata; an empty one if there is none."""
    data = cell.get("metadata", {}).get("nbgrader")
    return data if isinstance(data, Mapping) else {}


def grade_id(cell: Mapping) -> str | None:
    """Return the id under which nbgrader knows a cell, None for any other cell."""
    name = nbgrader_data(cell).get("grade_id")
    return name if isinstance(name, str) else None


def is_answer(cell: Mapping) -> bool:
    """True for a cell that a student fills in."""
    return bool(nbgrader_data(cell).get("solution"))
