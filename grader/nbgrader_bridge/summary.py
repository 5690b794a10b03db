"""What stands at the top of a feedback page: who, what, how many points, and why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from checker.records import State
from grader.lesson.cells import grade_id, is_answer
from grader.nbgrader_bridge.standing import Entry, Standing
from grader.submission.mark import Mark
from grader.submission.result import NOT_GRADED

_WAITS = "waits for a person"


def summary(
    notebook: Mapping, lesson: str, standing: Standing, stem: str = ""
) -> dict[str, Any]:
    """Return what the page's template shows of a graded notebook.

    stem: its name, where cells of several notebooks have the same id.
    """
    mark = Mark.of(notebook)
    told = {f"{one['name']}-test": one for one in mark.exercises}
    told |= {one["name"]: one for one in mark.exercises}
    graded = [grade_id(cell) for cell in notebook["cells"] if grade_id(cell)]
    found = {n: _here(standing.entries, stem, n) for n in graded}
    found = {n: entry for n, entry in found.items() if entry}
    entries = [*found.values()]
    names = {name: name.removesuffix("-test") for name in told}
    waits = [entry for entry in entries if entry.waits]
    notes = []
    if waits:
        count = "One answer waits" if len(waits) == 1 else f"{len(waits)} answers wait"
        notes.append(f"{count} for a person; these points are not counted yet.")
    if standing.late_penalty:
        notes.append(f"{standing.late_penalty:g} points were subtracted for lateness.")
    return {
        "title": _title(notebook) or lesson,
        "lesson": lesson,
        "student": standing.student,
        "name": standing.name,
        "digest": standing.digest,
        "when": _when(standing),
        "not_graded": (mark.why or "there is no score") if _is_none(mark) else "",
        "total": f"{standing.score:g} of {standing.max_score:g} points",
        "notes": notes,
        "names": names,
        "points": {name: _points(entry) for name, entry in found.items()},
        "rows": [
            {
                "id": name,
                "name": names.get(entry.name, entry.name),
                "points": _points(entry),
                "told": _told(
                    entry,
                    told.get(entry.name),
                    _here(standing.comments, stem, name),
                ),
            }
            for name, entry in found.items()
        ],
    }


def _is_none(mark):
    return mark.here == NOT_GRADED


def _points(entry: Entry) -> str:
    if entry.waits:
        return _WAITS
    return f"{entry.score or 0:g} of {entry.max_score:g}"


def _told(entry, exercise, comment):
    """Return what the student reads about one graded cell, in a sentence."""
    parts = []
    if exercise:
        right = exercise["state"] == State.PASSED
        parts.append("correct" if right else exercise["message"] or exercise["state"])
    if entry.by_hand and not entry.waits:
        parts.append("graded by a person")
    if comment:
        parts.append("there is a comment")
    return "; ".join(parts)


def _when(standing):
    if standing.handed_in is None:
        return f"graded by {datetime.now():%Y-%m-%d}"
    late = standing.due is not None and standing.handed_in > standing.due
    return f"handed in {standing.handed_in:%Y-%m-%d %H:%M} UTC" + ", late" * late


def _title(notebook):
    """Return the notebook's first heading."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and not is_answer(cell):
            for line in cell["source"].split("\n"):
                if line.startswith("# "):
                    return line[2:].strip()
    return ""


def _here(known: Mapping[str, Any], stem: str, name: str) -> Any:
    """Return what is known of a cell of this notebook, None without."""
    return known.get(f"{stem}/{name}") or known.get(name)


def add_comments(notebook: Mapping, standing: Standing, stem: str = "") -> None:
    """Put what a person wrote to a cell into it, where the page looks for it.

    nbgrader's GetGrades does so, with several queries a cell.
    """
    for cell in notebook["cells"]:
        if grade_id(cell):
            comment = _here(standing.comments, stem, grade_id(cell))
            cell.metadata.nbgrader["comment"] = comment


def hide_scores(notebook: Mapping) -> None:
    """Leave out of the page the bare number under a test: the heading has it."""
    tests = {f"{one['name']}-test" for one in Mark.of(notebook).exercises}
    for cell in notebook["cells"]:
        if grade_id(cell) in tests:
            kinds = ("execute_result",)
            cell.outputs = [o for o in cell.outputs if o.output_type not in kinds]
