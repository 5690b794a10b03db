"""The sandbox against a process that does what it wants, and in bounds of time."""

import contextlib
import mmap
import os
import signal
import subprocess
import time

import pytest

from grader.lesson.lesson import Course
from grader.sandbox import home, workers
from grader.sandbox.disk import is_over
from grader.sandbox.forkserver import Forkserver
from grader.sandbox.home import Home
from grader.sandbox.limits import (
    DIED,
    FLOODED,
    MB,
    TIMED_OUT,
    TOO_MANY_FILES,
    TOO_MANY_THREADS,
    Limits,
)
from grader.sandbox.workers import Lost, Workers
from tests.hostile.build import CHANNEL
from tests.support import ROOT

LIMITS = Limits(cell_seconds=1, threads=30, work_mb=20, work_files=50, file_mb=10)


LESSON = Course(ROOT).lesson("01-l2-regularization")


@pytest.fixture(params=["private disk", "counted disk"])
def disk(sandbox, request):
    """The sandbox, with and without a disk for each child.

    Where the machine gives no disk of its own to a child, each is counted twice.
    """
    root = sandbox.forkserver._root
    old = root.private_disk
    root.private_disk = old and request.param == "private disk"
    root.set_limits(LIMITS)
    yield sandbox
    root.private_disk = old
    root.set_limits(Limits())


def ends(sandbox, *cells):
    """Run cells in one child; return (why each was stopped, what the last printed)."""
    session = sandbox.session(LESSON, LIMITS)
    started = time.monotonic()
    try:
        found = [session.run(one) for one in cells]
    finally:
        session.end()
    assert time.monotonic() - started < 12
    printed = "".join(o.get("text", "") for o in found[-1].outputs)
    return [one.reason for one in found], printed


IGNORES = (
    "import time\nwhile True:\n    try:\n        time.sleep(9)\n"
    "    except BaseException: pass"
)
ODD = {
    "closes its socket": (CHANNEL + "os.close(fd)", DIED),
    "reads no more": (CHANNEL + "socket.socket(fileno=fd).shutdown(0)", DIED),
    "writes two bytes": (CHANNEL + "os.write(fd, b'xx')", TIMED_OUT),
    "sends a huge length": (CHANNEL + "os.write(fd, b'S' + b'\\xff' * 8)", FLOODED),
    "floods": (CHANNEL + "while True: raw(b'.', b'{}x')", FLOODED),
    "ignores interrupts": (IGNORES, TIMED_OUT),
    "has too many threads": (
        "import threading, time\nfor _ in range(60):\n"
        "    threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
        "time.sleep(5)",
        TOO_MANY_THREADS,
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_a_child_that_does_not_play_along_is_ended_in_time(sandbox, name):
    """With the reason; what is asked of it afterwards, says so at once."""
    cell, reason = ODD[name]
    assert ends(sandbox, cell, "print(1)") == ([reason, DIED], "")


def test_a_forged_end_is_believed_for_its_cell_only(sandbox):
    """What comes too late belongs to nobody: later cells are told apart."""
    forge = "channel.send(frames.DONE, {'number': 1})\nprint('late')"
    assert ends(sandbox, CHANNEL + forge, "print(2)")[0] == [None, None]


def test_a_cell_that_is_interrupted_beside_a_thread_leaves_a_child_that_answers(
    sandbox,
):
    """No frame is cut by the signal, whichever thread gets it."""
    cell = (
        "import threading, time\n"
        "threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
        "while True: print('x' * 50_000); time.sleep(0.02)"
    )
    assert ends(sandbox, cell, "print(2)") == ([TIMED_OUT, None], "2\n")


def test_what_a_cell_puts_in_place_of_stdout_is_there_for_that_cell(sandbox):
    """Without it, no later cell could show anything."""
    cell = "import sys\nsys.stdout = sys.stderr = None"
    assert ends(sandbox, cell, "print(2)") == ([None, None], "2\n")


TRANSFORM = (
    "def shout(lines): return [line.replace('small', 'BIG') for line in lines]\n"
    "get_ipython().input_transformers_post.append(shout)"
)
CHANGED = {
    "by a transformer of its own": (TRANSFORM, "print('small')", "BIG\n"),
    "run by itself once more": (
        "n = 0",
        "n += 1\nprint(n)\nif n < 3: get_ipython().run_cell(In[-1])",
        "1\n2\n3\n",
    ),
    "that awaits, after one that does not": (
        "import asyncio",
        "print(await asyncio.sleep(0, 4))",
        "4\n",
    ),
    "that no Python is": ("x = 5", "x ==== 5", ""),
}


@pytest.mark.parametrize("how", CHANGED)
def test_a_cell_is_read_as_ipython_reads_it(sandbox, how):
    """What was found out about a cell before it runs is of that cell alone."""
    before, cell, printed = CHANGED[how]
    assert ends(sandbox, before, cell) == ([None, None], printed)
    assert ends(sandbox, before, cell, "print(6)") == ([None] * 3, "6\n")


WRITE = "f.write(bytes(5 << 20)); f.flush()"
FILLS = {
    "one by one": f"for i in range(9):\n    f = open(f'f{{i}}', 'wb'); {WRITE}",
    "without names": "import os\nkept = []\nfor i in range(9):\n"
    f"    f = open('f', 'wb'); os.unlink('f'); {WRITE}; kept.append(f)",
    "nested": "import os\nwhile True: os.mkdir('d' * 100); os.chdir('d' * 100)",
    "in closed folders": "import os\nfor i in range(9):\n    os.mkdir(f'd{i}')\n"
    f"    f = open(f'd{{i}}/f', 'wb'); {WRITE}\nos.mkdir('closed', 0)",
}


@pytest.mark.parametrize("name", FILLS)
def test_the_disk_is_bounded_and_gone(disk, name):
    """Whatever is done with the files; nothing of it is left."""
    before = set(disk.home.iterdir())
    (reason,), _ = ends(disk, f"{FILLS[name]}\nimport time; time.sleep(0.5)")
    assert reason == TOO_MANY_FILES
    assert set(disk.home.iterdir()) == before


def test_a_full_disk_is_told_of_the_cell_that_filled_it(sandbox):
    """Not of those below, which may write again when they have made room."""
    fill = "import errno\nraise OSError(errno.ENOSPC, 'full')"
    assert ends(sandbox, fill, "print(2)") == ([TOO_MANY_FILES, None], "2\n")


def test_a_crowd_of_threads_leaves_others_their_turn(sandbox):
    """A cell beside sixty busy threads takes about as long as alone."""
    limits = Limits(cell_seconds=20)
    crowd = (
        "import hashlib, threading\n"
        "def work(): hashlib.pbkdf2_hmac('sha256', b'x', b'y', 10**9)\n"
        "for _ in range(60): threading.Thread(target=work, daemon=True).start()"
    )
    first, second = (sandbox.session(LESSON, limits) for _ in "ab")
    try:
        first.run(f"{crowd}\nimport time; time.sleep(0.5)")
        started = time.monotonic()
        second.run("for i in range(4_000_000): pass")
        assert time.monotonic() - started < 3
    finally:
        first.end()
        second.end()


# What is counted where there is no disk of its own


def over(folder, size=20 * MB, files=50, pid=None):
    return is_over(str(folder), pid or os.getpid(), size, files, 10 * MB)


def test_files_in_many_folders_are_all_counted(tmp_path):
    """Six hundred folders beside each other, a file in the last."""
    for i in range(600):
        (tmp_path / f"d{i}").mkdir()
        (tmp_path / f"d{i}" / "f").write_bytes(bytes(9000))
    with subprocess.Popen(["sleep", "60"]) as other:  # it holds no files itself
        assert not over(tmp_path, 600 * 20_000, 1210, other.pid)
        assert over(tmp_path, 600 * 8000, 1210, other.pid)
        assert over(tmp_path, files=1199, pid=other.pid)
        other.kill()


def test_a_file_that_is_mapped_and_has_no_name_counts_as_the_largest(tmp_path):
    """Its size is not to be had; a page of it keeps it all."""
    kept = []
    for _ in range(3):
        with open(tmp_path / "f", "w+b") as file:
            file.write(bytes(4096))
            file.flush()
            kept.append(mmap.mmap(file.fileno(), 4096))
        os.unlink(tmp_path / "f")
    assert over(tmp_path)
    for one in kept:
        one.close()
    assert not over(tmp_path)


def test_folders_nested_past_any_path_are_too_much(tmp_path, monkeypatch):
    """They are entered by descriptor, and not for ever."""
    monkeypatch.chdir(tmp_path)
    for _ in range(400):
        os.mkdir("d" * 100)
        os.chdir("d" * 100)
    monkeypatch.chdir(tmp_path)
    assert over(tmp_path, files=10**6)


# Workers


@pytest.fixture
def working(sandbox, monkeypatch):
    """A function that gives the results of `work` on tasks, by two workers."""
    monkeypatch.setattr(workers, "_SLACK", 0)

    def run(work, tasks):
        with Workers(sandbox.forkserver._root, 2, work) as some:
            return list(some.map(tasks))

    return run


def test_results_come_as_they_are_done(working):
    """A slow task does not keep back those behind it."""

    def work(task, forkserver, tell):
        time.sleep(float(task))
        return task

    assert working(work, [b"0.6", b"0"]) == [(1, b"0"), (0, b"0.6")]


@pytest.mark.parametrize(
    ("how", "why"),
    [
        (lambda tell: os.kill(os.getpid(), signal.SIGKILL), "ended"),
        (lambda tell: (tell(0.2), time.sleep(60)), "far longer than it may"),
    ],
)
@pytest.mark.parametrize("times", [1, 2])
def test_a_worker_that_is_lost_costs_its_task_after_a_second_try(
    working, tmp_path, how, why, times
):
    """The others are finished, large ones that nobody could read meanwhile, too."""

    def work(task, forkserver, tell):
        if task == b"bad":
            tries = len(list(tmp_path.iterdir()))
            if tries < times:
                (tmp_path / str(tries)).touch()
                how(tell)
        return task[:4]

    tasks = [b"bad", *[b"good" + bytes(MB)] * 4]
    found = dict(working(work, tasks))
    assert {found[i] for i in range(1, 5)} == {b"good"}
    if times == 1:
        assert found[0] == b"bad"
    else:
        assert isinstance(found[0], Lost)
        assert why in found[0].why


# The folder of a grader


def test_the_folder_of_a_dead_grader_is_removed_at_the_next_start(
    tmp_path, monkeypatch
):
    """That of a living one stays, and so does what is no grader's."""
    monkeypatch.setattr(home.tempfile, "tempdir", str(tmp_path))
    dead, other = tmp_path / "grader-dead", tmp_path / "grader-link"
    (dead / "work" / "deep").mkdir(parents=True)
    (dead / "lock").touch()
    other.symlink_to(ROOT)
    with Home() as living, Home() as second:
        assert not dead.exists()
        assert living.path.exists()
        assert second.path != living.path
    assert list(tmp_path.iterdir()) == [other]


def test_a_process_that_children_come_from_is_gone_with_its_worker(sandbox):
    """Its children with it, whatever they are at."""
    root = sandbox.forkserver._root
    forkserver = Forkserver(root, root.door())
    folder = sandbox.home / "of-a-child"
    folder.mkdir()
    child = forkserver.fork(sandbox.libraries[LESSON.name], folder)
    assert child.connection.recv(100)
    forkserver.close()
    end = time.monotonic() + 5
    while os.path.exists(f"/proc/{child.pid}") and time.monotonic() < end:
        time.sleep(0.02)
    assert not os.path.exists(f"/proc/{child.pid}")
    child.connection.close()
    with contextlib.suppress(OSError):
        folder.rmdir()
