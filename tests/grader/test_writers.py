"""Files are written by processes beside the one that records, and none is lost."""

import json
import os
import signal
from datetime import datetime

from nbformat.v4 import new_notebook

from grader.nbgrader_bridge import writers
from grader.nbgrader_bridge.files import Files
from grader.nbgrader_bridge.standing import Entry, Standing
from grader.nbgrader_bridge.writers import Writers


def files(student):
    return Files("lesson", Standing(student), {"a.ipynb": new_notebook()})


def written(write, students):
    """Return {position: what went wrong} of what is written for students."""
    with Writers(write) as some:
        found = {}
        for number, student in enumerate(students):
            some.add(number, files(student))
            found |= dict(some.done())
        found |= dict(some.done(wait=True))
        assert dict(some.done(wait=True)) == {}
    return found


def test_a_standing_travels_unchanged():
    """A page has the digest that the gradebook's own standing has."""
    entry = Entry("f-test", None, 10.0, False, True)
    other = Entry("g-test", 2.5, 5, True, False, 0.5)
    when = datetime(2026, 1, 2, 3, 4, 5, 678)
    entries, comments = {"f-test": entry, "g-test": other}, {"g": "Gut <b>"}
    one = Standing("ada", "Ada Ö", when, None, 1.5, entries, comments)
    there = Standing.from_json(json.loads(json.dumps(one.as_json())))
    assert there == one and there.digest == one.digest
    notebook = new_notebook(metadata={"x": 1})
    [(name, found)] = Files.from_bytes(
        Files("lesson", one, {"a.ipynb": notebook}).to_bytes()
    ).notebooks.items()
    assert name == "a.ipynb" and found.metadata.x == 1


def test_everything_is_written_once(tmp_path, monkeypatch):
    """However few may wait, and in other processes than this one."""
    monkeypatch.setattr(writers, "_MOST", 2)

    def write(one):
        name = tmp_path / one.standing.student
        with name.open("x") as file:
            file.write(str(os.getpid()))

    students = [f"s{number}" for number in range(9)]
    assert written(write, students) == dict.fromkeys(range(9), "")
    assert sorted(path.name for path in tmp_path.iterdir()) == students
    assert str(os.getpid()) not in {path.read_text() for path in tmp_path.iterdir()}


def test_what_cannot_be_written_is_told_and_the_others_are(tmp_path):
    """An error, a process that is killed again and again, and one killed once."""

    def write(one):
        tried = tmp_path / one.standing.student
        if one.standing.student == "full":
            raise OSError("the disk is full")
        if one.standing.student == "odd" or (
            one.standing.student == "unlucky" and not tried.exists()
        ):
            tried.write_text("")
            os.kill(os.getpid(), signal.SIGKILL)

    found = written(write, ["good", "full", "odd", "unlucky", "good"])
    assert found[1] == "OSError: the disk is full"
    assert "ended" in found[2]
    assert found[0] == found[3] == found[4] == ""
