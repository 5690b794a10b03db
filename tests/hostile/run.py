"""The class in a course folder of its own, graded in one of three ways."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from nbgrader.api import Gradebook

from tests.support import NBGRADER, ROOT, environment

from . import PARTS, everybody
from .build import BACKWARD, COST, LESSON, NOTEBOOK, Place, answered

CLASS = everybody()
POINTS = {one.name: one.points for one in CLASS}
# What happens inside a kernel is the same core's work in each way; files are not.
_FILES = [
    one
    for part in ("honest", "shadowing", "record", "broken", "screen")
    for one in PARTS[part]
]
# The button starts the grader anew for each student.
_PRESSED = (
    *("aa-honest-right", "aa-honest-blank", "skip-renamed", "shadow-links"),
    *("broken-truncated", "screen-counts", "machine-os-exit", "forge-run-code"),
)
_BUTTON = """
import asyncio, sys
from grader.nbgrader_bridge.course import load_config
from nbgrader.apps import NbGraderAPI

async def button():
    api = NbGraderAPI(config=load_config(sys.argv[1]))
    assert api.generate_assignment(sys.argv[2])["success"]
    for student in sorted(sys.argv[3:]):
        result = api.autograde(sys.argv[2], student)
        print(student, result["success"])

asyncio.run(button())
"""
# One or two of each kind: what a change is likely to break shows within seconds.
SOME = {one.name for those in PARTS.values() for one in (those[0], those[-1])}
# Folders in submitted/ that can be no student's, each with honest work.
ODD_NAMES = ("*", "[x]", "?", "new\nline", os.fsdecode(b"caf\xe9"), "-force")
_COURSE = "k [1] ö"
_GRADE = [sys.executable, "-m", "grader", "grade", LESSON, "--json"]
WAYS = {
    "grade": [_GRADE],
    "grade some": [_GRADE],
    "autograde": [
        [*NBGRADER, "generate_assignment", LESSON, "--force"],
        [*NBGRADER, "autograde", LESSON, "--force"],
    ],
    "button": [[sys.executable, "-c", _BUTTON, "@course@", LESSON, *_PRESSED]],
}


def members(way):
    """Return those of the class that are graded in this way."""
    if way == "grade":
        return CLASS
    if way == "button":
        return [one for one in CLASS if one.name in _PRESSED]
    if way == "grade some":
        return [one for one in CLASS if one.name in SOME]
    return [one for i, one in enumerate(CLASS) if i % 12 == 0 or one in _FILES]


class Graded:
    """A class of its own, graded in one way; what was found before and after."""

    def __init__(self, way):
        self.way, self.members = way, members(way)
        self.top = Path(tempfile.mkdtemp(prefix="h-"))
        self.place = Place(*(self.top / name for name in (_COURSE, "canary", "home")))
        self.temporary = self.top / "tmp"
        for folder in (*vars(self.place).values(), self.temporary):
            folder.mkdir()
        (self.place.canary / "secret").write_text("GOT the secret")
        (self.place.home / "secret").write_text("GOT the secret")
        self.log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.log.bind(str(self.place.canary / "log"))
        self._make_course()
        self.before = self.snapshot()

    def _make_course(self):
        course = self.place.course
        for name in ("source", "release"):
            shutil.copytree(ROOT / name, course / name)
        config = (ROOT / "nbgrader_config.py").read_text("utf-8")
        for long, short in (
            ("cell_seconds = 30", "cell_seconds = 2"),
            ("submission_seconds = 300", "submission_seconds = 60"),
        ):
            assert long in config
            config = config.replace(long, short)
        (course / "nbgrader_config.py").write_text(config)
        for one in self.members:
            folder = course / "submitted" / one.name / LESSON
            folder.mkdir(parents=True)
            one.make(folder, self.place)
        for name in ODD_NAMES:
            folder = course / "submitted" / name / LESSON
            folder.mkdir(parents=True)
            (folder / NOTEBOOK).write_text(json.dumps(answered()))

    def run(self):
        settings = environment(
            PYTHONPATH=str(ROOT),
            TMPDIR=str(self.temporary),
            HOME=str(self.place.home),
            COURSE_SECRET="GOT the secret",
        )
        for command in WAYS[self.way]:
            done = subprocess.run(
                [part.replace("@course@", str(self.place.course)) for part in command],
                cwd=self.place.course,
                env=settings,
                capture_output=True,
                text=True,
                timeout=900,
            )
        self.done = done
        return self

    def snapshot(self):
        """Return {path: what it is} of all that grading must leave as it is."""
        found = {}
        for top in (self.place.course, self.place.canary, self.place.home):
            for folder, folders, files in os.walk(top):
                folders[:] = [
                    name
                    for name in folders
                    if name not in ("autograded", "feedback", "release", "__pycache__")
                    and Path(folder, name) != self.place.home / ".cache"
                ]
                for name in files:
                    path = Path(folder, name)
                    if name != "gradebook.db" or path.is_symlink():
                        found[os.fsencode(path)] = _look(path)
        return found

    def gradebook(self):
        """Return {student: (points of each function or None, waits for a person)}."""
        with Gradebook(f"sqlite:///{self.place.course}/gradebook.db") as book:
            return {
                s.student.id: _record(s) for s in book.assignment_submissions(LESSON)
            }

    def stored(self, student):
        return self.place.course / "autograded" / student / LESSON / NOTEBOOK

    def close(self):
        self.log.close()
        shutil.rmtree(self.top, ignore_errors=True)


def _look(path):
    info = path.lstat()
    content = b""
    if path.is_symlink():
        content = os.fsencode(os.readlink(path))
    elif path.is_file():
        content = hashlib.blake2b(path.read_bytes()).digest()
    return info.st_mode, info.st_uid, info.st_mtime_ns, content


def _record(submission):
    grades = [g for notebook in submission.notebooks for g in notebook.grades]
    assert all(g.manual_score is None and not g.extra_credit for g in grades)
    found = {g.name: g.auto_score for g in grades}
    points = tuple(found.get(f"{name}-test") for name in (COST, BACKWARD))
    return points, submission.needs_manual_grade
