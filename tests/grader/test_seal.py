"""The seal holds, and the proof notices when it does not."""

import contextlib
import os
import time
from pathlib import Path

import pytest

from grader.cli.common import CommandError
from grader.cli.grade import grade as grade_course
from grader.lesson.lesson import Course
from grader.sandbox import seal
from grader.sandbox.forkserver import NotSealed, Root
from grader.sandbox.limits import Limits
from grader.sandbox.seal import MECHANISMS
from grader.submission.grade import grade
from grader.submission.sandbox import libraries
from tests.support import ROOT, points, solution, submit

LESSON = "01-l2-regularization"
COST = "compute_cost_with_regularization"


@pytest.fixture
def root(tmp_path):
    with Root(tmp_path) as one:
        one.library = libraries([Course(ROOT).lesson(LESSON)], tmp_path)[LESSON]
        yield one


def test_the_proof_holds_here(root):
    """A sealed process gets through nowhere."""
    root.prove(ROOT, root.library)


@pytest.mark.parametrize(
    ("missing", "found"),
    [
        ("landlock", "read a file of the grader's"),
        ("landlock", "write outside its folder"),
        ("landlock", "see another process"),
        ("seccomp", "start a process"),
        ("seccomp", "make a socket"),
        ("seccomp", "change another process's limits"),
        ("limits", "write a file larger than allowed"),
        ("limits", "take more memory than allowed"),
    ],
)
def test_without_a_mechanism_the_proof_fails_and_says_what_was_possible(
    root, missing, found
):
    """Each mechanism is needed: with one switched off, grading is refused."""
    limits = Limits(memory_mb=1024)
    root.set_limits(limits, mechanisms=MECHANISMS - {missing})
    with pytest.raises(NotSealed, match=found) as caught:
        root.prove(ROOT, root.library)
    assert "--unsealed" in str(caught.value)
    root.set_limits(limits)
    root.prove(ROOT, root.library)


def test_where_landlock_is_missing_the_error_says_so(monkeypatch):
    """The message names the mechanism and how to get it."""
    monkeypatch.setattr(seal, "landlock_version", lambda: 0)
    with pytest.raises(seal.CannotSeal, match="Linux 5.13 or newer"):
        seal._landlock([], [])


def test_grading_refuses_where_the_seal_is_broken(course, monkeypatch):
    """The command ends with the reason and nothing is recorded."""
    submit(course, "student", LESSON)
    monkeypatch.setattr(Root, "prove", _fails)
    with pytest.raises(CommandError, match="could still read"):
        grade_course(course, [LESSON])
    assert not (course / "autograded").exists()


def _fails(self, course, library):
    raise NotSealed("a sealed process could still read")


def graded(sandbox, tmp_path, text):
    """Grade a submission whose cost function is `text`; return its results."""
    submit(tmp_path, "student", LESSON, answers={COST: text})
    lesson = Course(ROOT).lesson(LESSON)
    folder = tmp_path / "submitted" / "student" / LESSON
    return grade("student", folder, lesson, sandbox, Limits(cell_seconds=6))


def test_a_sealed_kernel_grades_and_draws(sandbox, tmp_path):
    """Plots and NumPy work as ever, and the work folder is the student's own."""
    text = solution(LESSON, COST) + (
        "\nimport matplotlib.pyplot as plt\nplt.plot([1, 2], label='$x$')\n"
        "plt.legend()\nplt.show()\n"
        "open('notes.txt', 'w').write('mine')\nprint(open('notes.txt').read())"
    )
    result = graded(sandbox, tmp_path, text)
    assert result.score == points(LESSON)
    cell = next(c for c in result.notebook.cells if c.id == COST)
    shown = str(cell.outputs)
    assert "image/png" in shown
    assert "mine" in shown


ATTACKS = {
    "reads the source": "print('GOT', open({root!r} + '/nbgrader_config.py').read())",
    "lists home": "import os; print('GOT', os.listdir(os.path.expanduser('~root')))",
    "reads /proc": "print('GOT', open('/proc/1/cmdline').read())",
    "runs a shell": "import os; print('GOT' if os.system('id') == 0 else 'no')",
    "starts a program": "import subprocess; print('GOT', subprocess.run('id'))",
    "opens a socket": "import socket; print('GOT', socket.socket())",
    "kills its parent": "import os; os.kill(os.getppid(), 9); print('GOT')",
    "kills everybody": "import os; os.kill(-1, 9); print('GOT')",
    "writes to /tmp": "open('/tmp/GOT', 'w').write('x')",
    "follows a link": (
        "import os; os.symlink({root!r}, 'link'); print('GOT', os.listdir('link'))"
    ),
    "forks": "import os; print('GOT', os.fork())",
    "asks a thread": (
        "import threading\nfound = []\n"
        "def ask(): found.append(open({root!r} + '/Makefile').read())\n"
        "t = threading.Thread(target=ask); t.start(); t.join()\n"
        "print('GOT' if found else 'nothing')"
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_fails_and_costs_nothing(sandbox, tmp_path, name):
    """A submission that tries it gets nothing, and what its honest code earns."""
    attack = ATTACKS[name].format(root=str(ROOT))
    result = graded(sandbox, tmp_path, f"{solution(LESSON, COST)}\n{attack}")
    assert result.score == points(LESSON)
    cell = next(c for c in result.notebook.cells if c.id == COST)
    printed = "".join(o.get("text", "") for o in cell.outputs)
    assert "GOT" not in printed
    assert not Path("/tmp/GOT").exists()


EXHAUSTING = {
    "memory": "x = bytearray(20 << 30)",
    "file": "f = open('big', 'wb')\nwhile True: f.write(bytes(1 << 20))",
    "threads": (
        "import threading, time\nthreading.stack_size(32768)\n"
        "while True:\n"
        "    try: threading.Thread(target=time.sleep, args=(60,)).start()\n"
        "    except RuntimeError: time.sleep(0.1)"
    ),
    "output": "while True: print('x' * 100_000)",
    "html": "from IPython.display import HTML\nHTML('<b>x</b>' * 10_000_000)",
    "segfault": "import ctypes; ctypes.string_at(0)",
    "exit": "import os; os._exit(3)",
    "stubborn loop": (
        "while True:\n    try:\n        while True: pass\n"
        "    except KeyboardInterrupt: pass"
    ),
}


@pytest.mark.parametrize("name", EXHAUSTING)
def test_taking_the_machine_costs_no_other_cell(sandbox, tmp_path, name):
    """Memory, disk, threads, output, crashes: the cell ends, the others are graded."""
    started = time.monotonic()
    result = graded(sandbox, tmp_path, f"{solution(LESSON, COST)}\n{EXHAUSTING[name]}")
    assert time.monotonic() - started < 60
    earned = {e.name: e.score for e in result.exercises}
    assert earned["backward_propagation_with_regularization"] == 15
    cell = next(c for c in result.notebook.cells if c.id == COST)
    assert len(str(cell.outputs)) < 3_000_000


def test_nothing_outlives_a_submission(sandbox, tmp_path):
    """After a submission its child is gone, threads, folder and all."""
    before = set(sandbox.home.iterdir())
    graded(sandbox, tmp_path, solution(LESSON, COST))
    assert set(sandbox.home.iterdir()) == before
    for link in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            assert not os.readlink(link).startswith(str(sandbox.home / "work-"))
