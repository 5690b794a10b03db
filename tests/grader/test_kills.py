"""Killing any process at any moment loses no recorded grade; a second run ends it.

Workers of a Dask cluster and the server of a database are killed in test_dask.py and
test_postgresql.py.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest
from nbformat.v4 import new_code_cell

from grader.cli.grade import grade
from grader.nbgrader_bridge.gradebook import Recorder
from grader.submission.grade import grade as grade_one
from tests.support import (
    LESSON,
    ROOT,
    environment,
    gradebook,
    one_lesson,
    points,
    submit,
)

STUDENTS = [f"s{number}" for number in range(8)]
FULL = {student: (points(LESSON), False) for student in STUDENTS}


@pytest.fixture
def handed_in(course):
    """A course in which all handed in what is right, one with a cell that takes long.

    There is time to kill somebody, whatever else the machine does.
    """
    for student in STUDENTS[:-1]:
        submit(course, student, LESSON)
    wait = new_code_cell("import time\ntime.sleep(5)")
    submit(course, STUDENTS[-1], LESSON, lambda one: one.cells.insert(0, wait))
    return course


def start(course, *options, **variables):
    """Start a grader in a session of its own."""
    words = ["-m", "grader", "grade", LESSON, "--json", "--jobs", "2", *options]
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=course,
        env=environment(PYTHONPATH=str(ROOT), **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(course, **variables):
    """Grade what is left; everybody has all points then, and how many were known."""
    again = start(course, **variables)
    lines, said = again.communicate(timeout=300)
    assert again.returncode == 0, said
    assert [json.loads(one)["student"] for one in lines.splitlines()] == STUDENTS
    assert gradebook(course) == FULL
    pages = course.glob(f"feedback/*/{LESSON}/*.html")
    assert sorted(page.parent.parent.name for page in pages) == STUDENTS
    return said


def below(pid, kind):
    """Return the pids of one kind of process of a grader that has its workers."""
    main = psutil.Process(pid)
    if kind == "grader":
        return [pid]
    # Of the processes that the grader started: one has the imports, others are forked,
    # two workers before all that write.
    roots = [p for p in main.children() if "warm.py" in " ".join(p.cmdline())]
    forked = sorted(p.pid for p in main.children() if p not in roots)
    if len(forked) < 2:  # the trial of the seal has a child, too
        return []
    if kind == "worker":
        return forked[:2]
    if kind == "writer":
        return forked[2:]
    if kind == "root":
        return [p.pid for p in roots]
    servers = [p for root in roots for p in root.children()]
    if kind == "forkserver":
        return [p.pid for p in servers]
    return [p.pid for server in servers for p in server.children()]


def kill_one(process, kind):
    """Kill a process of a kind as soon as there is one."""
    while process.poll() is None:
        with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError):
            for pid in below(process.pid, kind)[:1]:
                os.kill(pid, signal.SIGKILL)
                return
    pytest.fail(f"there was no {kind}")


def kill_with_all_that_it_started(process):
    """Kill a grader; all below it ends by itself."""
    started = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    _, alive = psutil.wait_procs(started, timeout=60)
    assert not alive, [one.cmdline() for one in alive]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["child", "worker", "writer", "forkserver", "root"])
def test_what_is_killed_costs_a_retry(handed_in, kind):
    """The command goes on, and everybody gets what they would have got."""
    process = start(handed_in)
    kill_one(process, kind)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    assert gradebook(handed_in) == FULL


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("--dask", "local")])
def test_a_grader_that_is_killed_has_recorded_what_it_has_told(handed_in, options):
    """It is supervisor and recorder in one; a second run goes on where it was."""
    process = start(handed_in, *options)
    first = json.loads(process.stdout.readline())
    kill_with_all_that_it_started(process)
    done = [first, *map(json.loads, process.stdout.read().splitlines())]
    recorded = gradebook(handed_in)
    assert all(recorded[one["student"]] == FULL["s0"] for one in done)
    assert "submissions were graded before" in finish(handed_in)


@pytest.mark.slow
@pytest.mark.parametrize("what", ["temporary folder", "page"])
def test_a_grader_that_is_killed_early_leaves_nothing(handed_in, tmp_path, what):
    """As it starts up, and as it writes the first page: the next one clears up."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    place = folder if what == "temporary folder" else handed_in / "feedback"
    for pause in (0.0, 0.3):
        process = start(handed_in, TMPDIR=str(folder))
        while process.poll() is None and not (place.exists() and any(place.rglob("*"))):
            time.sleep(0.01)
        time.sleep(pause)
        kill_with_all_that_it_started(process)
    assert any(folder.glob("grader-*"))
    finish(handed_in, TMPDIR=str(folder))
    assert not any(folder.glob("grader-*"))
    assert not any(handed_in.rglob("*.part"))


def test_rows_without_a_page_are_no_result_yet(course, sandbox):
    """Whoever is killed between the two grades that submission again."""
    path = submit(course, "ada", LESSON)
    assert grade(course, [LESSON]) == 0
    page = course / "feedback" / "ada" / LESSON / "dropout.html"
    before = page.stat().st_mtime_ns
    lesson = one_lesson(LESSON)
    with Recorder(course) as recorder:
        graded = grade_one("ada", path.parent, lesson, sandbox)
        recorder.record_rows(graded, lesson)
    assert not page.exists()
    assert grade(course, [LESSON]) == 0
    assert page.stat().st_mtime_ns > before
