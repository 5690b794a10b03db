"""The tables of the pages that are made from something else; `make docs` writes them.

cogapp calls these functions where a page says so, and puts what they return below.
"""

import importlib
import re
import sys
import tomllib
from pathlib import Path

from grader.__main__ import COMMANDS
from grader.lesson.lesson import Course
from grader.sandbox.limits import limits_table

__all__ = ["commands", "lessons", "limits"]

ROOT = Path(__file__).resolve().parent.parent
_FIRST = re.compile(r"# (.+)\n\s*\*Lesson (\d\d) .*about (\d+) minutes\*$", re.M)


def lessons():
    """Return a row for each lesson: from its notebook's first cell and about.toml.

    Ends with a sentence, rather than a traceback of cog, where one of them is missing.
    """
    course = Course(ROOT)
    rows = ["| lesson | in one sentence | needs | minutes |", "|---|---|---|---:|"]
    rows += [_row(course.lesson(name)) for name in course.lessons()]
    return _table(rows)


def _row(lesson):
    first = _FIRST.match(lesson.notebook.cells[0].source)
    if not first:
        sys.exit(
            f"{lesson.notebook_path}: expected a first cell that begins with `# Title` "
            "and, below it, `*Lesson 09 · topic · about 45 minutes*`."
        )
    title, number, minutes = first.groups()
    path = lesson.folder / "_author" / "about.toml"
    try:
        about = tomllib.loads(path.read_text("utf-8"))
        sentence, needs = about["in_one_sentence"], about["needs"]
    except (OSError, ValueError, KeyError) as error:
        sys.exit(
            f'{path}: expected in_one_sentence = "…" and needs = "…" '
            f"({type(error).__name__}: {error})."
        )
    link = f"[{number} · {title}]({lesson.name}/{lesson.notebook_path.name})"
    return f"| {link} | {sentence} | {needs} | {minutes} |"


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
