"""What an instructor reads where a command cannot do what was asked."""

import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grader.__main__ import main
from grader.patches.speed import _is_there
from tests.support import ROOT, environment, points, submit

LESSON = "01-l2-regularization"


def refused(course, capsys, *arguments):
    """Run a command that must fail; return what it says, in one piece."""
    assert main([*arguments, "--course", str(course)]) == 2
    text = capsys.readouterr().err
    assert "Traceback" not in text
    return text


def own_source(course):
    """Replace the link by a lesson of the test's own; return its exercises.py."""
    (course / "source").unlink()
    shutil.copytree(ROOT / "source" / LESSON, course / "source" / LESSON)
    return course / "source" / LESSON / "_author" / "exercises.py"


@pytest.mark.parametrize("command", ["grade", "report", "release"])
def test_a_gradebook_that_is_none_is_named(course, capsys, command):
    """A broken gradebook stops the command with a sentence, and is left alone."""
    submit(course, "ada", LESSON)
    (course / "gradebook.db").write_text("no database")
    said = refused(course, capsys, command, LESSON)
    assert "file is not a database" in said
    assert (course / "gradebook.db").read_text() == "no database"


@pytest.mark.parametrize("line", ["0", "'x'", "(", "unknown"])
def test_a_setting_that_is_wrong_is_named(course, capsys, line):
    """The configuration's file is named, and what it says."""
    submit(course, "ada", LESSON)
    with (course / "nbgrader_config.py").open("a") as file:
        file.write(f"c.Judge.cell_seconds = {line}\n")
    said = refused(course, capsys, "grade", LESSON)
    assert str(course / "nbgrader_config.py") in said
    assert "Correct it there." in said


@pytest.mark.parametrize("command", ["grade", "report", "release", "audit"])
def test_an_error_in_exercises_is_located(course, capsys, command):
    """The author reads file, line and error of an exercises.py that fails."""
    exercises = own_source(course)
    lines = len(exercises.read_text().splitlines())
    with exercises.open("a") as file:
        file.write("1 / 0\n")
    said = refused(course, capsys, command, LESSON)
    assert f"{exercises}, line {lines + 1}: ZeroDivisionError" in said


def test_a_notebook_that_is_none_is_named(course, capsys):
    """So does the author of a lesson whose notebook is broken."""
    own_source(course)
    notebook = next((course / "source" / LESSON).glob("*.ipynb"))
    notebook.write_text("{")
    said = refused(course, capsys, "release", LESSON)
    assert str(course / "source" / LESSON) in said
    assert "NotJSONError" in said


def test_a_lesson_without_work_stops_no_other(course, capsys):
    """Of two lessons the one that has submissions is graded; the other is named."""
    submit(course, "ada", LESSON)
    words = ["grade", "02-dropout", LESSON, "--student", "ada"]
    assert main([*words, "--course", str(course)]) == 0
    printed = capsys.readouterr()
    assert "no submission of ada" in printed.err
    assert "02-dropout" in printed.err
    assert "1 graded" in printed.out


def test_jobs_that_are_no_number(course, capsys):
    """The message of a wrong --jobs speaks of what was typed."""
    with pytest.raises(SystemExit):
        main(["grade", LESSON, "--jobs", "x", "--course", str(course)])
    assert "--jobs: x: expected 1 or more" in capsys.readouterr().err


def test_a_page_that_cannot_be_written_costs_one_student(course, capsys):
    """The others are graded; no score stands, the file is named, each is there once."""
    submit(course, "ada", LESSON)
    submit(course, "ben", LESSON)
    (course / "autograded").mkdir()
    (course / "autograded" / "ada").write_text("a file")
    assert main(["grade", LESSON, LESSON, "--course", str(course)]) == 1
    shown = "".join(c for c in capsys.readouterr().out if c not in "│ \n")
    assert shown.count("notgraded:") == 1
    assert str(Path("autograded", "ada", LESSON)) in shown
    assert shown.count(f"{points(LESSON)}/{points(LESSON)}") == 1
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        ada = book.find_submission(LESSON, "ada")
        assert (ada.score, ada.needs_manual_grade) == (0, True)


def test_nothing_handed_in_stays_invisible(course, capsys):
    """What lies where no lesson looks for it is named, even if nothing is graded."""
    submitted = course / "submitted"
    for name in (
        "loose.ipynb",
        "ada/l2-regularization.ipynb",
        "bo/01-L2-Regularization/l2-regularization.ipynb",
        "cy/02-dropout/dropout.ipynb",
        "dee/.DS_Store",
        "eve/a\nb.ipynb",
        f"fay/{LESSON}",
    ):
        (submitted / name).parent.mkdir(parents=True, exist_ok=True)
        (submitted / name).write_text("{}")
    said = refused(course, capsys, "grade", LESSON).splitlines()
    assert said == [
        f"{submitted}/ada/l2-regularization.ipynb is graded with no lesson. "
        f"Move it to {submitted}/ada/{LESSON}/.",
        f"{submitted}/bo/01-L2-Regularization is graded with no lesson. "
        f"Rename it to {LESSON}.",
        f"{submitted}/eve/a\\nb.ipynb is graded with no lesson. "
        f"Move it to {submitted}/eve/LESSON/.",
        f"{submitted}/fay/{LESSON} is graded with no lesson. "
        f"Move it to {submitted}/fay/LESSON/.",
        f"{submitted}/loose.ipynb is graded with no lesson. "
        "Move it to submitted/STUDENT/LESSON/.",
        said[-1],
    ]
    assert "nothing to grade" in said[-1]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_closed_terminal_leaves_nothing(course, number):
    """`kill` and a closed terminal end the grader as Ctrl-C does."""
    for student in ("ada", "ben", "cy"):
        submit(course, student, LESSON)
    # Unix sockets have short names, so this is no folder of pytest's.
    with tempfile.TemporaryDirectory(prefix="t-") as temporary:
        process = subprocess.Popen(
            [sys.executable, "-m", "grader", "grade", LESSON, "--json", "--jobs", "1"],
            cwd=course,
            env=environment(PYTHONPATH=str(ROOT), TMPDIR=temporary),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # Under nohup the tests themselves ignore it, and so would the grader.
            preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
        )
        assert process.stdout.readline()
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 130
        assert "Traceback" not in errors
        assert not list(Path(temporary).iterdir())


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql+pg8000://me@nowhere/class", "Install it: pip install 'pg8000'"),
        ("nodatabase://class", "is no address of a database"),
        ("class", "is no address of a database"),
    ],
)
@pytest.mark.parametrize("command", ["grade", "report", "feedback"])
def test_a_database_that_cannot_be_reached_is_told_in_a_sentence(
    course, capsys, command, address, says
):
    """The missing package, or the address, and where it stands."""
    submit(course, "ada", LESSON)
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f"c.CourseDirectory.db_url = {address!r}\n")
    said = refused(course, capsys, command, LESSON)
    assert says in said
    assert "nbgrader_config.py" in said


def test_a_gradebook_on_a_server_is_opened_once():
    """Its name is no file's: whether such a file is there says nothing about it."""
    assert _is_there("postgresql://me@nowhere/class")
    assert not _is_there("sqlite:////nowhere/gradebook.db")


@pytest.mark.parametrize(
    ("words", "there"),
    [
        (["report", LESSON], True),
        (["report", LESSON], False),
        (["export"], False),
        (["undo"], True),
        (["feedback", LESSON], False),
    ],
)
def test_an_empty_gradebook_needs_no_activated_environment(
    tmp_path, capsys, monkeypatch, words, there
):
    """nbgrader would run a program to make one, which is on no path here."""
    course = tmp_path / "course"
    course.mkdir()
    (course / "source").symlink_to(ROOT / "source")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    if there:
        (course / "gradebook.db").touch()
    monkeypatch.setenv("PATH", "/nowhere")
    assert "nothing" in refused(course, capsys, *words)
