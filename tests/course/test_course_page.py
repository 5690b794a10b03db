"""The course pages in source/ and release/ name every lesson as it is."""

import re

import pytest

from grader.lesson.lesson import Course
from tests.support import ROOT

COURSE = Course(ROOT)
ROW = re.compile(
    r"^\| \[(\d\d) · ([^\]]+)\]\(([^)]+)\) \| ([^|]+) \| ([^|]+) \| (\d+) \|$",
    re.MULTILINE,
)


@pytest.mark.parametrize("folder", ["source", "release"])
def test_every_lesson_has_a_row_that_is_true(folder):
    """Number, title, link and minutes are those of the notebook's first cell."""
    rows = ROW.findall((ROOT / folder / "README.md").read_text("utf-8"))
    lessons = COURSE.lessons()
    assert [number for number, *_ in rows] == [name[:2] for name in lessons]
    for name, (number, title, link, sentence, needs, minutes) in zip(
        lessons, rows, strict=True
    ):
        lesson = COURSE.lesson(name)
        first = lesson.notebook.cells[0].source
        assert link == f"{name}/{lesson.notebook_path.name}"
        assert (ROOT / folder / link).is_file()
        assert first.splitlines()[0] == f"# {title}"
        assert f"Lesson {number} " in first
        assert f"about {minutes} minutes" in first
        assert sentence.endswith(".")
        assert needs.strip()
