"""One class with the usual limits: three that try to hold it up, twenty honest."""

import json
import subprocess
import sys

import pytest

from tests.support import ROOT, environment, points, submit

from . import PARTS
from .build import LESSON, Place, ahead

HONEST = [f"honest-{n:02}" for n in range(20)]
_BY_NAME = {one.name: one.make for part in PARTS.values() for one in part}
HOLD_UP = {
    "a-hung-child": ahead("import signal\nwhile True: signal.pause()"),
    "k-flood": _BY_NAME["pipe-evidence-flood"],
    "z-bomb-of-evidence": _BY_NAME["evidence-three-hundred"],
}


@pytest.mark.slow
def test_twenty_honest_students_have_their_points(course):
    """Neither a hung child, nor a flood, nor a bomb of evidence costs them anything."""
    place = Place(course, course, course)
    for name in HONEST:
        submit(course, name, LESSON)
    for name, make in HOLD_UP.items():
        folder = course / "submitted" / name / LESSON
        folder.mkdir(parents=True)
        make(folder, place)
    done = subprocess.run(
        [sys.executable, "-m", "grader", "grade", LESSON, "--json"],
        cwd=course,
        env=environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        timeout=240,  # alone on two cores it takes 45 s, 30 of them the hung cell
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    results = {one["student"]: one for one in lines}
    assert set(results) == {*HONEST, *HOLD_UP}
    assert {results[name]["score"] for name in HONEST} == {points(LESSON)}
