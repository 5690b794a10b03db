"""nbgrader's entries in the cells of a source notebook: what nbgrader would refuse."""

import math
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from grader.lesson.cells import nbgrader_data
from grader.lesson.reference import AuthorError

SCHEMA = 3  # of nbgrader's metadata in a cell
_FLAGS = ("grade", "solution", "locked")
_ID = re.compile(r"[A-Za-z0-9_-]*")
_PANEL = "Set it in JupyterLab's panel Create Assignment."


def old_schema(cells: Iterable[Mapping]) -> int | None:
    """Return the schema of the first cell whose metadata is too old for nbgrader."""
    for cell in cells:
        data = nbgrader_data(cell)
        schema = data.get("schema_version", 0)
        if data and isinstance(schema, int) and schema < SCHEMA:
            return schema
    return None


def check_metadata(path: Path, cells: Iterable[Mapping]) -> None:
    """Raise AuthorError for the first cell of a notebook that nbgrader would refuse.

    nbgrader stops for it in the middle of a release, and does not say which cell it is.
    """
    seen = set()
    for number, cell in enumerate(cells, 1):
        schema = old_schema([cell])
        if schema is not None:
            raise AuthorError(
                f"{path}: its cells have metadata of nbgrader's schema {schema}, "
                f"expected {SCHEMA}. Run `nbgrader update {path.parent}`."
            )
        data = nbgrader_data(cell)
        name = data.get("grade_id")
        missing = [f for f in _FLAGS if type(data.get(f)) is not bool] if data else []
        if missing:
            raise AuthorError(
                f"{path}: the cell {name or number} does not say whether it is "
                f"{missing[0]}. {_PANEL}"
            )
        if any(data.get(flag) for flag in _FLAGS):
            _check_id(path, number, name, seen)
            seen.add(name)
        _check_points(path, name, data)


def _check_id(path, number, name, seen):
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise AuthorError(
            f"{path}: the cell {number} has the id {name!r}, expected letters without "
            f"accents, digits, - and _. {_PANEL}"
        )
    if name in seen:
        raise AuthorError(
            f"{path}: two cells have the id {name}. Give the second, which may be a "
            "copy, its own in JupyterLab's panel Create Assignment."
        )


def _check_points(path, name, data):
    points = data.get("points")
    number = type(points) in (int, float) and math.isfinite(points) and points >= 0
    if data.get("grade") and not number:
        raise AuthorError(
            f"{path}: the cell {name} has {points} points, expected a number of 0 or "
            f"more. {_PANEL}"
        )
