"""The tables of the pages that are made from something else; `make docs` writes them.

cogapp calls these functions where a page says so, and puts what they return below.
"""

import importlib
import re
import tomllib
from pathlib import Path

from grader.__main__ import COMMANDS
from grader.lesson.lesson import Course
from grader.sandbox.limits import limits_table

__all__ = ["commands", "lessons", "limits"]

ROOT = Path(__file__).resolve().parent.parent
_MINUTES = re.compile(r"^\*Lesson (\d\d) .*about (\d+) minutes\*$", re.MULTILINE)


def lessons():
    """Return a row for each lesson: from its notebook's first cell and about.toml."""
    course = Course(ROOT)
    rows = [
        "| lesson | in one sentence | needs | minutes |",
        "|---|---|---|---:|",
    ]
    for name in course.lessons():
        lesson = course.lesson(name)
        first = lesson.notebook.cells[0].source
        title = first.splitlines()[0].removeprefix("# ")
        number, minutes = _MINUTES.search(first).groups()
        about = tomllib.loads((lesson.folder / "_author" / "about.toml").read_text())
        link = f"[{number} · {title}]({name}/{lesson.notebook_path.name})"
        sentence, needs = about["in_one_sentence"], about["needs"]
        rows.append(f"| {link} | {sentence} | {needs} | {minutes} |")
    return _table(rows)


def commands():
    """Return a row for each command of `python -m grader`, as `--help` tells of it."""
    rows = ["| command | what it does |", "|---|---|"]
    for name, text in COMMANDS.items():
        module = importlib.import_module(f"grader.cli.{name}")
        usage = re.match(r"`python -m grader (.+?)`", module.__doc__)[1]
        rows.append(f"| `{usage}` | {text} |")
    return _table(rows)


def limits():
    """Return what a submission may take, and what each limit means."""
    return _table(limits_table().splitlines())


def _table(rows):
    return "\n".join(["", *rows, ""])
