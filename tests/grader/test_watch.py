"""`watch` grades what arrives, once, and tells nothing of hidden tests too early."""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta

import nbformat
import pytest
from nbgrader.api import Gradebook

from grader.cli import watch as watch_module
from grader.cli.arrivals import Arrivals
from grader.cli.changes import Changes
from grader.cli.watch import watch
from grader.lesson.lesson import Course
from grader.nbgrader_bridge.gradebook import Recorder
from grader.sandbox.limits import Limits
from tests.grader.test_exchange import SECRET, TIME
from tests.support import (
    LESSON,
    ROOT,
    environment,
    hear_interrupts,
    one_lesson,
    points,
    submit,
)

FUNCTION = "forward_propagation_with_dropout"
NAME = "dropout"


def page(course, student):
    """Return the text of a student's page, "" without."""
    path = course / "feedback" / student / LESSON / f"{NAME}.html"
    return path.read_text("utf-8") if path.exists() else ""


def set_due(course, when):
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        book.find_assignment(LESSON).duedate = when
        book.db.commit()


def rounds(course, done, **options):
    """Watch until `done()`; fails after a minute and a half."""
    end = time.monotonic() + 90

    def until():
        assert time.monotonic() < end, "nothing came"
        return done()

    watch(course, LESSON, options.pop("pause", 0), until=until, **options)


def wrong_in_hidden_cases(course, student):
    """Hand in what is right in the visible cases alone; return the path."""
    lesson = one_lesson(LESSON)
    loaded = lesson.exercises[FUNCTION]
    visible = [case for case in loaded.cases if not case.hidden]
    shapes = {case.inputs["X"].shape for case in visible}
    text = loaded.text.replace(
        "return ", f"if X.shape not in {shapes!r}: A3 = A3 + 1\n    return "
    )
    return submit(course, student, LESSON, answers={FUNCTION: text})


def test_before_the_deadline_a_page_tells_the_visible_tests_alone(course, capsys):
    """Points and what hidden tests found are in no file below feedback/ until then."""
    due = datetime.utcnow() + timedelta(days=1)
    set_due(course, due)
    wrong_in_hidden_cases(course, "ada")
    rounds(course, lambda: page(course, "ada"))
    early = page(course, "ada")
    assert early.count("<td>passed</td>") == len(one_lesson(LESSON).exercises)
    for word in ("points</th>", "failed", "of 45", "in a case that you do not see"):
        assert word not in early
    assert f"after the deadline on {due:%Y-%m-%d %H:%M} UTC" in early
    said = capsys.readouterr().out
    assert "ada graded" in said

    set_due(course, datetime.utcnow() - timedelta(hours=1))
    rounds(course, lambda: page(course, "ada") != early)
    late = page(course, "ada")
    assert "points</th>" in late and "right in the cases that you see" in late
    assert "ada graded" not in capsys.readouterr().out  # nothing was graded again


@pytest.mark.slow
def test_the_full_page_can_be_asked_for(course):
    """--show-hidden-results-early gives points before any deadline."""
    submit(course, "ada", LESSON)
    rounds(course, lambda: page(course, "ada"), full_pages=True)
    assert "points</th>" in page(course, "ada")


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        self.now += 1
        return self.now


@pytest.fixture
def arrivals(course):
    """A function that makes an `Arrivals`; its clock goes on a second a look."""
    with Recorder(course) as recorder:

        class Engine:
            limits, sealed = Limits(), True

        def make(pause=300):
            made = Arrivals(recorder, Engine, one_lesson(LESSON), pause, Clock())
            recorder.require_assignment(LESSON)
            return made

        yield make


def looks(arrivals, folder, count=10):
    """Return in which of so many looks a folder is ready."""
    return [n for n in range(count) if arrivals.ready([folder])]


def test_a_file_that_is_still_copied_is_waited_for(arrivals, course):
    """While it grows, and for a minute if it stops before its end."""
    path = submit(course, "ada", LESSON)
    whole, folder, here = path.read_bytes(), path.parent, arrivals()
    path.write_bytes(b"")
    for part in (1000, 5000, len(whole) // 2):
        path.write_bytes(whole[:part])
        assert looks(here, folder, 5) == []
    assert min(looks(here, folder, 80)) > 50  # cut off, and nothing more comes
    path.write_bytes(whole)
    assert min(looks(here, folder, 10)) <= 5


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "nothing"])
def test_what_is_no_file_stops_no_look(arrivals, course, kind):
    """It is handed to the grader, which says what it is."""
    path = submit(course, "ada", LESSON)
    path.unlink()
    if kind == "link":
        path.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    assert looks(arrivals(), path.parent)


def test_a_student_is_graded_once_in_a_while(arrivals, course):
    """A new file waits until the last grading is long enough ago; a restart knows."""
    path = submit(course, "ada", LESSON)
    first = arrivals()
    assert looks(first, path.parent)
    first.note([path.parent])
    assert looks(first, path.parent) == []
    graded = course / "autograded" / "ada" / LESSON / path.name
    graded.parent.mkdir(parents=True)
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["regularization_grading"] = {"fingerprint": "a b c d"}
    nbformat.write(notebook, graded)
    path.write_bytes(path.read_bytes() + b"\n")
    assert looks(first, path.parent) == looks(arrivals(), path.parent) == []
    long_ago = time.time() - 301
    os.utime(graded, (long_ago, long_ago))
    assert looks(first, path.parent) and looks(arrivals(), path.parent)


def start(course, *options):
    return subprocess.Popen(
        [sys.executable, "-m", "grader", "watch", LESSON, *options],
        cwd=course,
        env=environment(PYTHONPATH=str(ROOT)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=hear_interrupts,
    )


@pytest.mark.slow
def test_a_restart_grades_nothing_twice_and_ctrl_c_ends_it(course):
    """What could not be graded is not tried again either; nothing is left behind."""
    submit(course, "ada", LESSON)
    submit(course, "bob", LESSON).write_bytes(b"junk}")
    first = start(course)
    lines = [first.stdout.readline() for _ in range(3)]
    assert lines[0].startswith("Watching")
    assert {line.split()[1] for line in lines[1:]} == {"ada", "bob"}
    began = time.monotonic()
    first.send_signal(signal.SIGINT)
    rest = first.communicate(timeout=120)[0]
    assert first.returncode == 130 and "Traceback" not in rest
    assert time.monotonic() - began < 10
    second = start(course, "--minutes", "1")
    assert second.stdout.readline().startswith("Watching")
    submit(course, "eve", LESSON)
    assert second.stdout.readline().split()[1] == "eve"
    second.send_signal(signal.SIGTERM)
    assert "graded" not in second.communicate(timeout=120)[0]


@pytest.mark.slow
def test_work_comes_and_pages_go_through_the_exchange(course):
    """Where the configuration names one; whoever handed in by it gets the page."""
    config = course / "nbgrader_config.py"
    exchange = course / "exchange"
    inbound = exchange / "regularization" / "inbound"
    inbound.mkdir(parents=True)
    exchange.chmod(0o777)
    config.write_text(config.read_text() + f'\nc.Exchange.root = "{exchange}"\n')
    path = submit(course.parent, "ada", LESSON)
    there = inbound / f"ada+{LESSON}+{TIME}+x"
    path.parent.rename(there)
    (there / "timestamp.txt").write_text(TIME)
    (there / "submission_secret.txt").write_text(SECRET)
    out = exchange / "regularization" / "feedback"
    rounds(course, lambda: list(out.glob("*.html")))
    [released] = out.glob("*.html")
    assert "tests that you see" in released.read_text("utf-8")


@pytest.fixture
def own_source(course, monkeypatch):
    """The folder of a lesson in a course that has a copy of its own."""
    monkeypatch.setattr(watch_module, "_LOOK", 0.2)
    monkeypatch.setattr(sys, "path", [*sys.path])  # its packages are put there
    source = course / "source"
    source.unlink()
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "source" / LESSON, source / LESSON, ignore=ignored)
    return source / LESSON


def test_a_lesson_that_changes_is_read_again(course, own_source, capsys):
    """Its new points count for what was graded before, without a restart.

    What cannot be loaded yet is told once, and nothing ends.
    """
    submit(course, "ada", LESSON)
    notebook, exercises = own_source / f"{NAME}.ipynb", own_source / "_author"
    exercises /= "exercises.py"
    before, steps, said = exercises.read_text("utf-8"), [], []

    def done():
        said.append(capsys.readouterr().out)
        now = "".join(said)
        if not steps and "ada graded" in now:
            exercises.write_text(before + "\n1 / 0\n", "utf-8")
            steps.append("broken")
        elif steps == ["broken"] and "graded as it was" in now:
            exercises.write_text(before, "utf-8")
            source = nbformat.read(notebook, as_version=4)
            for one in source.cells:
                if one.id == f"{FUNCTION}-test":
                    one.metadata.nbgrader["points"] += 5
            nbformat.write(source, notebook)
            steps.append("more points")
        return now.count("ada graded") == 2

    rounds(course, done)
    text = "".join(said)
    assert text.count("graded as it was") == 1 and "ZeroDivisionError" in text
    assert text.count(f"{LESSON} has changed, and is read again.") == 1
    assert f"of {points(LESSON) + 5:g}" in text.splitlines()[-1].replace("/", "of")


def test_what_changes_a_lesson_and_what_does_not(own_source, course, capsys):
    """A file that is still being written is waited for; compiled files do not count."""
    lesson = Course(course).lesson(LESSON)
    changes = Changes(course, lesson)
    assert not changes.look()
    (own_source / "__pycache__").mkdir()
    (own_source / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert not changes.look() and not changes.look()
    package = own_source / lesson.packages[0] / "__init__.py"
    for number in range(3):
        package.write_text(f"# {number}\n")
        assert not changes.look()
    assert changes.look()
    (own_source / "_author" / "exercises.py").write_text("1 / 0\n")
    assert not changes.look() and not changes.look() and not changes.look()
    assert capsys.readouterr().out.count("graded as it was") == 1
