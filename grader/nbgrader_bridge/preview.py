"""The page that a student gets before the deadline: the visible tests, nothing more.

With points, or with what hidden tests found, one could try until those pass.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from checker.language import ENGLISH, fill, language, translated
from grader.nbgrader_bridge.standing import Standing
from grader.submission.mark import Mark
from grader.submission.result import NOT_GRADED
from grader.submission.spoken import speak

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
    """Return the page on a graded notebook, as HTML in its language."""
    with speak(notebook):
        return _page(notebook, lesson, standing)


def _page(notebook, lesson, standing):
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True)
    mark = Mark.of(notebook)
    when, due = standing.handed_in, standing.due
    handed_in = translated("handed in before the deadline")
    if when:
        handed_in = fill("handed in {when}", when=f"{when:%Y-%m-%d %H:%M} UTC")
    return environment.get_template("index.html.j2").render(
        digest=preview_digest(standing),
        lesson=lesson,
        student=standing.name or standing.student,
        say=fill,
        language=language() or ENGLISH,
        when=handed_in,
        due=f"{due:%Y-%m-%d %H:%M} UTC" if due else "",
        not_graded=(mark.why or translated("There is no result."))
        if mark.here == NOT_GRADED
        else "",
        rows=[(e["name"], translated(e.get("visible", ""))) for e in mark.exercises],
    )
