"""A gradebook on PostgreSQL is one like any other, and a crash of it loses nothing."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grader.__main__ import main
from grader.cli.common import CommandError
from grader.cli.grade import grade
from grader.nbgrader_bridge.course import release
from grader.nbgrader_bridge.gradebook import Recorder
from grader.nbgrader_bridge.rows import rows_of
from grader.submission.folders import name_problem
from tests.postgresql import INITDB, server
from tests.support import LESSON, ROOT, autograde, submit, tree

FUNCTION = "forward_propagation_with_dropout"
ANSWERS = {
    "right": None,
    "wrong": {FUNCTION: "def forward_propagation_with_dropout(X): return X\n"},
    "empty": {FUNCTION: None},
}


@pytest.fixture(scope="module")
def database():
    """A server; without the programs, the tests are skipped with what to install."""
    if INITDB is None:
        pytest.skip("no PostgreSQL here: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    folder.chmod(0o755)  # the server has another user
    try:
        with server(folder / "server") as one:
            yield one
    finally:
        shutil.rmtree(folder)


def new_course(root, address=None):
    """Make a course in which three hand in right, wrong and empty work, one junk."""
    root.mkdir()
    os.symlink(ROOT / "source", root / "source")
    shutil.copytree(ROOT / "release", root / "release")
    text = (ROOT / "nbgrader_config.py").read_text()
    if address:
        text += f'\nc.CourseDirectory.db_url = "{address}"\n'
    (root / "nbgrader_config.py").write_text(text)
    for student, answers in ANSWERS.items():
        submit(root, student, LESSON, answers=answers)
    submit(root, "junk", LESSON).write_bytes(b"junk")
    return root


def entries(address):
    """Return {(student, cell): (automatic, by hand, waits)} of a gradebook."""
    with Gradebook(address) as book:
        return {
            (one.student_id, grade.name): (
                grade.auto_score,
                grade.manual_score,
                grade.needs_manual_grade,
            )
            for one in book.assignment_submissions(LESSON)
            for notebook in one.notebooks
            for grade in notebook.grades
        }


def rows(address):
    with Gradebook(address) as book:
        return rows_of(book.db.connection(), LESSON)


@pytest.mark.slow
def test_every_way_gives_the_same_gradebook(database, tmp_path):
    """nbgrader, local workers and Dask, on SQLite and on PostgreSQL."""
    found = {}
    for kind in ("sqlite", "postgresql"):
        for way in ("nbgrader", "workers", "dask"):
            root = tmp_path / f"{kind}-{way}"
            database.clean()
            address = database.address if kind == "postgresql" else None
            new_course(root, address)
            address = address or f"sqlite:///{root}/gradebook.db"
            if way == "nbgrader":
                release(root, LESSON)
                assert autograde(root, LESSON).returncode == 0
            else:
                cluster = "local" if way == "dask" else None
                assert grade(root, [LESSON], cluster=cluster, jobs=2) == 1
            found[kind, way] = entries(address)
    first = found["sqlite", "workers"]
    assert {student for student, _ in first} == {*ANSWERS, "junk"}
    for way, one in found.items():
        assert one == first, way


@pytest.mark.slow
def test_every_command_works_there(database, tmp_path, monkeypatch):
    """What they write is what they write with SQLite; undo puts each row back."""
    database.clean()
    root = new_course(tmp_path / "course", database.address)
    monkeypatch.chdir(root)
    assert main(["grade", LESSON]) == 1
    before = rows(database.address)
    submission = root / "submitted" / "wrong" / LESSON / "dropout.ipynb"
    shutil.copy(root / "submitted" / "right" / LESSON / "dropout.ipynb", submission)
    assert main(["regrade", LESSON, "--dry-run"]) == 1
    assert rows(database.address) == before
    assert main(["regrade", LESSON]) == 1
    after = rows(database.address)
    assert after != before
    assert main(["undo"]) == 0
    assert rows(database.address) == before
    for command in (["grade", LESSON], ["feedback", LESSON, "--zip"]):
        assert main(command) in (0, 1)
    assert main(["report", LESSON]) == main(["export"]) == 0
    scores = entries(database.address)
    assert scores["wrong", f"{FUNCTION}-test"] == scores["right", f"{FUNCTION}-test"]
    written = tree(root / "reports")
    assert f"{LESSON}-feedback/right.zip" in written
    table = written["grades-csv.csv"].decode()
    assert "right" in table and "not graded" in table


@pytest.mark.slow
def test_a_database_that_crashes_loses_no_recorded_grade(
    database, tmp_path, capsys, monkeypatch
):
    """The command ends with a sentence; the same command does the rest, and no more."""
    database.clean()
    root = new_course(tmp_path / "course", database.address)
    seen, record = [], Recorder.record_rows

    def record_and_crash(recorder, result, lesson):
        files = record(recorder, result, lesson)
        seen.append(result.student)
        database.stop("immediate")
        return files

    monkeypatch.setattr(Recorder, "record_rows", record_and_crash)
    try:
        with pytest.raises(CommandError, match="See that its server runs") as error:
            grade(root, [LESSON], jobs=1)
        monkeypatch.undo()
        assert "\n" not in str(error.value)
        with pytest.raises(CommandError, match="See that its server runs"):
            grade(root, [LESSON])
    finally:
        database.start()
    kept = entries(database.address)
    assert kept[seen[0], f"{FUNCTION}-test"] is not None
    again = []
    assert grade(root, [LESSON], show=again.append) == 1
    assert [one.student for one in again] == ["empty", "junk", "right", "wrong"]
    assert "were graded before" in capsys.readouterr().err
    now = entries(database.address)
    assert all(now[key] == kept[key] for key in kept if key[0] == seen[0])


@pytest.mark.parametrize("name", ["x" * 129, "é" * 129])
def test_a_name_that_the_gradebook_cannot_hold_is_named(name):
    """SQLite takes any length, PostgreSQL would end the class."""
    assert "129 characters, at most 128" in name_problem(name)
    assert not name_problem(name[:128])
