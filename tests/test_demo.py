"""The demo class: what `python -m demo` grades is what was thought out beforehand."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from demo.__main__ import differences, expected_scores
from demo.build import CLASS, ODD, hand_in, make_course, students
from grader.commands import release

ROOT = Path(__file__).resolve().parent.parent
FAST = (
    "deleted-test",
    "duplicated-answer",
    "kernel-killer",
    "layer-1-only",
    "truncated-file",
    "utf-16-file",
)


def test_every_submission_of_the_class_has_an_expected_score():
    """expected.json names just the files of the class, and the odd ones are there."""
    files = {(path.parent.name, path.stem) for path in CLASS.glob("*/*.py")}
    assert set(expected_scores()) == files
    assert set(ODD) <= files
    assert len(students()) >= 14


def test_a_score_that_is_not_as_expected_is_named():
    """A difference is told with student, lesson and both scores."""
    expected = {("ada", "02-dropout"): 30, ("bo", "02-dropout"): None}
    found = {("ada", "02-dropout"): 24.0, ("bo", "02-dropout"): None}
    assert differences(expected, expected) == []
    assert differences(expected, found) == ["ada, 02-dropout: expected 30, found 24.0"]
    assert differences(expected, {**expected, ("bo", "02-dropout"): 0.0}) == [
        "bo, 02-dropout: expected not graded, found 0.0"
    ]


def test_only_a_demo_course_is_replaced(tmp_path):
    """A folder that is no demo course is left as it is."""
    mine = tmp_path / "course"
    mine.mkdir()
    (mine / "gradebook.db").write_text("precious")
    with pytest.raises(ValueError, match="no demo course"):
        make_course(mine)
    assert (mine / "gradebook.db").read_text() == "precious"


def test_a_part_of_the_class_gets_the_expected_scores(tmp_path):
    """Deleted, copied, crashing, half-filled, broken and UTF-16 work, by command."""
    course = tmp_path / "demo"
    make_course(course)
    release(course, [])
    hand_in(course, FAST)
    expected = {key: s for key, s in expected_scores().items() if key[0] in FAST}
    done = subprocess.run(
        [sys.executable, "-m", "grader", "grade", "--json"]
        + sorted({lesson for _, lesson in expected}),
        cwd=course,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr  # one file cannot be graded
    results = [json.loads(line) for line in done.stdout.splitlines()]
    found = {
        (r["student"], r["lesson"]): r["score"] if r["status"] == "graded" else None
        for r in results
    }
    assert differences(expected, found) == []
    assert None in found.values()
