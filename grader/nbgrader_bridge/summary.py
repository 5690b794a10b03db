"""What stands at the top of a feedback page: who, what, how many points, and why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from checker.language import ENGLISH, fill, language, translated
from checker.records import State
from grader.lesson.cells import grade_id, is_answer
from grader.nbgrader_bridge.standing import Entry, Standing
from grader.submission.mark import Mark
from grader.submission.result import NOT_GRADED


def summary(
    notebook: Mapping, lesson: str, standing: Standing, stem: str = ""
) -> dict[str, Any]:
    """Return what the page's template shows of a graded notebook.

    stem: its name, where cells of several notebooks have the same id. The language is
    the one spoken now; `say` puts the template's own texts into it.
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
    if len(waits) == 1:
        notes.append(
            translated("One answer waits for a person; its points are not counted yet.")
        )
    elif waits:
        notes.append(
            fill(
                "{count} answers wait for a person; these points are not counted yet.",
                count=len(waits),
            )
        )
    if standing.late_penalty:
        late = f"{standing.late_penalty:g}"
        notes.append(fill("{late} points were subtracted for lateness.", late=late))
    score, most = f"{standing.score:g}", f"{standing.max_score:g}"
    return {
        "say": fill,
        "language": language() or ENGLISH,
        "title": _title(notebook) or lesson,
        "lesson": lesson,
        "student": standing.student,
        "name": standing.name,
        "digest": standing.digest,
        "when": _when(standing),
        "not_graded": mark.why or translated("there is no score")
        if mark.here == NOT_GRADED
        else "",
        "total": fill("{score} of {most} points", score=score, most=most),
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


def _points(entry: Entry) -> str:
    if entry.waits:
        return translated("waits for a person")
    score, most = f"{entry.score or 0:g}", f"{entry.max_score:g}"
    return fill("{score} of {most}", score=score, most=most)


def _told(entry, exercise, comment):
    """Return what the student reads about one graded cell, in a sentence."""
    parts = []
    if exercise:
        right = exercise["state"] == State.PASSED
        told = exercise["message"] or translated(exercise["state"])
        parts.append(translated("correct") if right else told)
    if entry.by_hand and not entry.waits:
        parts.append(translated("graded by a person"))
    if comment:
        parts.append(translated("there is a comment"))
    return "; ".join(parts)


def _when(standing):
    if standing.handed_in is None:
        return fill("graded by {day}", day=f"{datetime.now():%Y-%m-%d}")
    when = f"{standing.handed_in:%Y-%m-%d %H:%M} UTC"
    if standing.due is not None and standing.handed_in > standing.due:
        return fill("handed in {when}, late", when=when)
    return fill("handed in {when}", when=when)


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
