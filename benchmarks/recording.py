"""How many submissions are recorded a second, on SQLite and PostgreSQL.

    python -m benchmarks.recording [NUMBER]

The same results, graded once, are recorded under NUMBER names (default: 100): in the
gradebook alone, as one transaction each; the same with nbgrader's own commits, one or
more for each cell; and with the graded notebook and the page, as `grade` does it.
"""

import contextlib
import dataclasses
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

from benchmarks.classes import lesson, make_ours, students
from benchmarks.place import ROOT
from grader.nbgrader_bridge import gradebook
from grader.nbgrader_bridge.gradebook import Recorder
from grader.submission.engine import Engine, Task
from tests.postgresql import INITDB, server


def main(count: int = 100) -> None:
    """Measure each way, and print a table."""
    with (
        tempfile.TemporaryDirectory(dir="/tmp") as name,
        contextlib.ExitStack() as stack,
    ):
        folder = Path(name)
        folder.chmod(0o755)
        graded = _graded(folder)
        addresses = {"SQLite": None}
        if INITDB:
            one = stack.enter_context(server(folder / "server", safe=True))
            addresses["PostgreSQL"] = one.address
        print("| gradebook | how | submissions a second |\n| --- | --- | ---: |")
        for kind, address in addresses.items():
            for how in (
                "nbgrader's commits",
                "one transaction",
                "with notebook and page",
            ):
                root = folder / f"{kind}-{how.replace(' ', '-')}"
                _make(root, address)
                speed = _speed(root, graded, count, how)
                if address:
                    one.clean()
                print(f"| {kind} | {how} | {speed:.1f} |", flush=True)


def _graded(folder):
    """Return the result of one notebook: the class does not matter here."""
    from benchmarks.classes import hand_in

    root = folder / "first"
    make_ours(root)
    [student] = students(1)
    hand_in(root, [student])
    one = lesson()
    place = root / "submitted" / student.name / one.name
    with Engine(ROOT, [one], 1) as engine:
        [(_, graded)] = engine.grade([Task(student.name, one.name, str(place))])
    return graded


def _make(root, address):
    make_ours(root)
    if address:
        config = root / "nbgrader_config.py"
        line = f'\nc.CourseDirectory.db_url = "{address}"\n'
        config.write_text(config.read_text() + line)


@contextlib.contextmanager
def _own_commits(gradebook_):
    """In place of `one_transaction`: nbgrader's steps commit as they like."""
    yield
    gradebook_.db.commit()


def _speed(root, graded, count, how):
    """Return how many of `count` submissions are recorded a second."""
    one, nothing = lesson(), lambda *arguments, **options: None
    with contextlib.ExitStack() as stack:
        if how == "nbgrader's commits":
            patch = mock.patch.object(gradebook, "one_transaction", _own_commits)
            stack.enter_context(patch)
        if how != "with notebook and page":
            for name in ("_write", "write_feedback"):
                stack.enter_context(mock.patch.object(Recorder, name, nothing))
        recorder = stack.enter_context(Recorder(root))
        recorder.require_assignment(one.name)
        began = time.monotonic()
        for number in range(count):
            copy = dataclasses.replace(
                graded,
                student=f"r{number:05}",
                notebook=graded.notebook.copy(),
            )
            recorder.record(copy, one)
        return count / (time.monotonic() - began)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
