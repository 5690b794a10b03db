"""`from grader import grade` works in any program, and gives what a class gets."""

import asyncio
import functools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from grader import CannotGrade, grade
from grader.serving import library
from grader.serving.packet import pack, unpack, write_files
from tests.grader.stock import cell, hand_in, new_course, write
from tests.support import LESSON, ROOT, environment, points, submit
from tests.support import grade as grade_class

FOLDER = ROOT / "source" / LESSON
PAGE = (ROOT / "docs" / "library.md").read_text("utf-8")


@functools.cache
def a_notebook():
    """The content of the released notebook, untouched."""
    return next((ROOT / "release" / LESSON).glob("*.ipynb")).read_bytes()


def is_blank(result):
    """Return whether a result is that of the untouched notebook."""
    states = {exercise.state for exercise in result.exercises}
    return result.status == "graded" and states == {"not attempted"}


def test_the_lines_on_the_page_run():
    """The page's program runs as it stands, and prints what the page says of it."""
    [program] = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == f"graded 0.0 {points(LESSON):g}.0"
    assert "is not a notebook" in lines[-2]
    assert json.loads(lines[-1])["lesson"] == LESSON


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("grader", {"numpy", "nbformat", "nbgrader"}),
        ("grader.submission.engine", {"nbgrader", "sqlalchemy", "scipy"}),
        ("grader.serving.process", {"nbgrader", "sqlalchemy", "scipy"}),
    ],
)
def test_the_import_is_light(module, heavy):
    """`import grader` loads nothing from outside; a worker loads what it needs."""
    told = f"import sys, {module}; print({heavy} & {{*sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout == "set()\n"


@pytest.mark.slow
def test_it_gives_what_the_class_gets(course):
    """All but student and total is as `grade LESSON` has it."""
    answers = {"forward_propagation_with_dropout": "x = 1\n"}
    path = submit(course, "ada", LESSON, answers=answers)
    here = json.loads(grade(path, FOLDER).to_json())
    [there] = grade_class(course).values()
    for name in ("student", "total", "max_total"):
        del here[name], there[name]
    assert here == there


@pytest.mark.slow
def test_threads_a_running_loop_and_a_fork_may_call_it():
    """Each caller gets its own result."""
    found = {}

    def call(number):
        junk = number % 2
        found[number] = grade(b"junk %d" % number if junk else a_notebook(), FOLDER)

    threads = [threading.Thread(target=call, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [is_blank(found[n]) for n in range(6)] == [True, False] * 3

    async def in_a_loop():
        beside = asyncio.to_thread(grade, a_notebook(), FOLDER)
        return [grade(b"", FOLDER), *await asyncio.gather(beside)]

    assert [is_blank(one) for one in asyncio.run(in_a_loop())] == [False, True]
    pid = os.fork()
    if pid == 0:
        os._exit(0 if is_blank(grade(a_notebook(), FOLDER)) else 1)
    assert os.waitpid(pid, 0)[1] == 0
    assert is_blank(grade(a_notebook(), FOLDER))


@pytest.mark.parametrize(
    ("notebook", "assignment", "says"),
    [
        (
            Path("/no/such.ipynb"),
            FOLDER,
            "/no/such.ipynb cannot be read: it is no file",
        ),
        (ROOT, FOLDER, "cannot be read: it is no file"),
        ("a text", FOLDER, "as bytes or as a Path"),
        (None, FOLDER, "as bytes or as a Path"),
        (b"", Path("/no/such"), "'/no/such' is no assignment: expected a folder"),
        (b"", ROOT / "utils", "is no assignment"),
        (b"", FOLDER / "dropout.ipynb", "is no assignment"),
        (b"", None, "'None' is no assignment"),
        (Path("a\0b"), FOLDER, "cannot be read"),
    ],
)
def test_what_is_of_no_use_is_told_in_one_sentence(notebook, assignment, says):
    """CannotGrade names what was given; the next call works."""
    with pytest.raises(CannotGrade, match=re.escape(says)) as found:
        grade(notebook, assignment)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 50, b"{}", b"\xff\xfe", b"[" * 100_000, bytes(21 << 20), b'{"a"'],
    ids=["empty", "zeros", "no notebook", "cut off", "nested", "huge", "torn"],
)
def test_junk_is_not_graded_and_says_why(content):
    """Whatever bytes come, a result comes back."""
    found = grade(content, FOLDER)
    assert found.status == "not graded" and found.why


def test_a_lesson_that_cannot_be_loaded_is_named(tmp_path):
    """The author's error is told, and a mended lesson is graded by the next call."""
    folder = tmp_path / "source" / LESSON
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    exercises = folder / "_author" / "exercises.py"
    text = exercises.read_text()
    exercises.write_text("1 / 0\n")
    with pytest.raises(CannotGrade, match="cannot be loaded .ZeroDivisionError"):
        grade(a_notebook(), folder)
    exercises.write_text(text)
    assert is_blank(grade(a_notebook(), folder))


@pytest.mark.slow
def test_a_process_that_is_killed_costs_a_retry():
    """Both while nobody waits and while it grades."""
    assert is_blank(grade(a_notebook(), FOLDER))
    first = library._services.get(FOLDER)
    os.kill(first.pid, signal.SIGKILL)
    assert is_blank(grade(a_notebook(), FOLDER))
    second = library._services.get(FOLDER)
    assert second.pid != first.pid

    def kill():
        while second.idle:
            time.sleep(0.001)
        os.kill(second.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    assert is_blank(grade(a_notebook(), FOLDER))
    killer.join()
    assert library._services.get(FOLDER).pid != second.pid


def test_nothing_of_the_program_reaches_a_student(monkeypatch, tmp_path):
    """Neither its environment nor what it has open."""
    course = new_course(tmp_path / "course")
    look = "import os\nfound = {**os.environ}, os.listdir('/proc/self/fd')"
    tests = "assert 'a secret' not in str(os.environ), 'leaked'"
    write(course / "source" / "w" / "a.ipynb", cell(look), cell(tests, "t", 1))
    monkeypatch.setenv("DASK_TOKEN", "a secret")
    result = grade((course / "source/w/a.ipynb").read_bytes(), course / "source" / "w")
    process = library._services.get((course / "source" / "w").resolve())
    said = Path(f"/proc/{process.pid}/environ").read_bytes()
    assert b"a secret" not in said
    assert result.score == 1, result.to_json()


@pytest.mark.slow
def test_an_ordinary_assignment_gets_the_scores_of_a_course(tmp_path):
    """Tests that were changed or lost are put back, as they are from a gradebook."""
    course = new_course(tmp_path / "course")
    solved = "def f(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
    hidden = "### BEGIN HIDDEN TESTS\nassert f(3) == 6\n### END HIDDEN TESTS"
    write(
        course / "source" / "w" / "a.ipynb",
        cell(solved, "f", solution=True),
        cell(f"assert f(2) == 4\n{hidden}", "t1", 2),
        cell("assert f(0) == 1", "t2", 3),
        cell("words", "words", 3, solution=True, kind="markdown"),
    )
    made = [sys.executable, "-m", "grader", "release", "w"]
    env = environment(PYTHONPATH=str(ROOT))
    subprocess.run(made, cwd=course, env=env, check=True, capture_output=True)

    def change(notebook, file):
        notebook.cells[0].source = "def f(x): return x + 2"
        notebook.cells[2].source = "pass"
        del notebook.cells[1]

    folder = hand_in(course, "ada", "w", change)
    here = grade(folder / "a.ipynb", course / "source" / "w")
    [there] = grade_class(course, lesson="w").values()
    assert (here.score, here.why) == (there["score"], there["why"])
    assert [vars(one) for one in here.exercises] == there["exercises"]
    assert here.by_hand == there["by_hand"] and here.score == 0


def test_bytes_need_a_name_where_there_are_several_notebooks(tmp_path):
    """A path has one; of the other notebook nothing was handed in."""
    for name in ("a", "b"):
        write(tmp_path / "w" / f"{name}.ipynb", cell("assert True", f"{name}-test", 1))
    with pytest.raises(CannotGrade, match="has 2 notebooks, and bytes have no name"):
        grade(b"", tmp_path / "w")
    with pytest.raises(CannotGrade, match="c.ipynb is none of the notebooks"):
        grade(tmp_path / "c.ipynb", tmp_path / "w")
    found = grade(tmp_path / "w" / "b.ipynb", tmp_path / "w")
    assert (found.score, found.max_score) == (1, 2)
    assert "a.ipynb was not handed in" in found.why


def test_a_packet_comes_out_as_it_went_in_and_writes_nowhere_else(tmp_path):
    """What is cut off, or would leave its folder, is refused."""
    files = {"a/b é": b"\x00\xff", "c": b""}
    data = pack({"n": 1}, files)
    assert unpack(data) == ({"n": 1}, files)
    for wrong in (data[:-1], data + b"x", data[:5], b""):
        with pytest.raises(ValueError):
            unpack(wrong)
    write_files(files, tmp_path / "in")
    assert (tmp_path / "in" / "a" / "b é").read_bytes() == b"\x00\xff"
    for name in ("../x", "/tmp/x", "a/../../x"):
        with pytest.raises(ValueError, match="no path within"):
            write_files({name: b""}, tmp_path / "in")
