"""The page that a student gets before the deadline: the visible tests, nothing more.

With points, or with what hidden tests found, one could try until those pass.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from grader.nbgrader_bridge.standing import Standing
from grader.submission.mark import Mark
from grader.submission.result import NOT_GRADED

_TEMPLATES = Path(__file__).parent / "templates" / "preview"


def is_early(standing: Standing, now: datetime | None = None) -> bool:
    """Return whether a student's deadline, extension included, is still to come.

    Without a deadline it always is. now: in UTC; None for the clock's.
    """
    now = now or datetime.now(UTC).replace(tzinfo=None)
    return standing.due is None or now <= standing.due


def preview_digest(standing: Standing) -> str:
    """Return the digest of a preview: never that of a full page."""
    return f"{standing.digest}preview"


def preview_page(notebook: Mapping[str, Any], lesson: str, standing: Standing) -> str:
    """Return the page on a graded notebook, as HTML."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True)
    mark = Mark.of(notebook)
    when, due = standing.handed_in, standing.due
    return environment.get_template("index.html.j2").render(
        digest=preview_digest(standing),
        lesson=lesson,
        student=standing.name or standing.student,
        when=f"{when:%Y-%m-%d %H:%M} UTC" if when else "before the deadline",
        deadline=f" on {due:%Y-%m-%d %H:%M} UTC" if due else "",
        not_graded=(mark.why or "There is no result.")
        if mark.here == NOT_GRADED
        else "",
        rows=[(one["name"], one.get("visible", "")) for one in mark.exercises],
    )
