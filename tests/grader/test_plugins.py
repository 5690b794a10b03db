"""The driver: resuming, stopping, workers that die, limits that are named."""

import json
import signal
import subprocess
import sys

import pytest
from nbformat.v4 import new_code_cell

from grader.cli.grade import grade as grade_course
from grader.lesson.lesson import Course
from grader.sandbox.limits import Limits
from grader.submission.grade import grade
from grader.submission.sandbox import one_sandbox
from tests.support import (
    ROOT,
    environment,
    gradebook,
    hear_interrupts,
    points,
    solution,
    submit,
)

LESSON = "01-l2-regularization"
COST = "compute_cost_with_regularization"
ALL = points(LESSON)  # of which COST has 10


def run(course, **options):
    """Grade; return {student: score} of all results that were shown."""
    shown = {}
    options = {"jobs": 1, **options}
    grade_course(
        course, [LESSON], show=lambda r: shown.update({r.student: r.score}), **options
    )
    return shown


def graded_at(course):
    """Return {student: when the graded notebook was written}."""
    pages = course.glob(f"autograded/*/{LESSON}/*.ipynb")
    return {page.parent.parent.name: page.stat().st_mtime_ns for page in pages}


@pytest.mark.slow
def test_only_what_changed_is_graded_again(course, capsys):
    """A second run keeps what stands, grades what changed, and with --again all."""
    first = submit(course, "ada", LESSON)
    submit(course, "ben", LESSON, answers={COST: None})
    assert run(course) == {"ada": ALL, "ben": ALL - 10}
    before = graded_at(course)

    assert run(course) == {"ada": ALL, "ben": ALL - 10}
    assert graded_at(course) == before
    assert "2 of 2 submissions were graded before" in capsys.readouterr().err

    wrong = solution(LESSON, COST).replace("(2 * m)", "m")
    first.unlink()
    first.parent.rmdir()
    submit(course, "ada", LESSON, answers={COST: wrong})
    assert run(course) == {"ada": ALL - 10, "ben": ALL - 10}
    after = graded_at(course)
    assert after["ada"] > before["ada"]
    assert after["ben"] == before["ben"]

    assert run(course, again=True) == {"ada": ALL - 10, "ben": ALL - 10}
    assert graded_at(course)["ben"] > before["ben"]

    # Other limits may give other results; a lost gradebook has to be filled again.
    third = graded_at(course)
    run(course, cell_seconds=7)
    assert graded_at(course)["ben"] > third["ben"]
    (course / "gradebook.db").unlink()
    run(course, cell_seconds=7)
    assert gradebook(course, LESSON) == dict.fromkeys(("ada", "ben"), (ALL - 10, False))


@pytest.mark.slow
def test_after_ctrl_c_the_rest_can_be_graded(course):
    """Ctrl-C keeps what was graded; the same command then grades only the rest."""

    def wait(notebook):  # or all are graded before the signal comes
        notebook.cells.append(new_code_cell("import time; time.sleep(1)"))

    for number in range(8):
        submit(course, f"s{number}", LESSON, change=wait)
    command = [sys.executable, "-m", "grader", "grade", LESSON, "--json", "--jobs", "1"]
    process = subprocess.Popen(
        command,
        cwd=course,
        env=environment(PYTHONPATH=str(ROOT)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_interrupts,
    )
    first = json.loads(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    shown = [first, *map(json.loads, out.splitlines())]
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    assert f"Stopped: {len(shown)} of 8 submissions are graded" in errors
    assert len(shown) < 8
    before = graded_at(course)
    assert set(before) >= {result["student"] for result in shown}

    assert run(course) == {f"s{number}": ALL for number in range(8)}
    after = graded_at(course)
    assert {name: after[name] for name in before} == before
    assert gradebook(course, LESSON) == {f"s{n}": (ALL, False) for n in range(8)}


HITS = {
    "stopped after 3 seconds": "while True: pass",
    "more than 40 files": (
        "import time\nfor i in range(10**6):\n"
        "    open(f'f{i}', 'w').close(); time.sleep(0.001)"
    ),
    "12 MB written": (
        "import time\nfor i in range(10**6):\n"
        "    open(f'f{i}', 'wb').write(bytes(4 << 20)); time.sleep(0.1)"
    ),
    "more than 20 threads": (
        "import threading, time\nfor i in range(60):\n"
        "    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
        "time.sleep(60)"
    ),
    "more than 1 MB of output": "while True: print('x' * 100_000)",
    "the kernel died": "import os; os._exit(1)",
}


def graded(path, limits):
    lesson = Course(ROOT).lesson(LESSON)
    with one_sandbox([lesson], limits) as sandbox:
        return grade("s", path.parent, lesson, sandbox, limits)


@pytest.mark.parametrize("named", HITS)
def test_a_limit_that_is_hit_is_named(tmp_path, named):
    """The graded notebook says which limit ended a cell; the answers still count."""

    def insert(notebook):
        position = next(i for i, c in enumerate(notebook.cells) if c.id == COST)
        greedy = new_code_cell(HITS[named], id="greedy")
        notebook.cells.insert(position + 1, greedy)

    path = submit(tmp_path, "s", LESSON, insert)
    limits = Limits(cell_seconds=3, work_files=40, work_mb=12, threads=20, output_mb=1)
    result = graded(path, limits)
    cell = next(c for c in result.notebook.cells if c.id == "greedy")
    assert named in str(cell.outputs)
    assert result.score == ALL


def test_memory_that_is_refused_is_named(tmp_path):
    """Too large an array is a MemoryError in the cell that asked for it."""
    text = solution(LESSON, COST).replace(
        "    m = ", "    huge = np.ones((2000, 1 << 20))\n    m = "
    )
    path = submit(tmp_path, "s", LESSON, answers={COST: text})
    limits = Limits(memory_mb=300)
    result = graded(path, limits)
    assert "MemoryError" in result.exercises[0].message
    assert result.score == ALL - 10
