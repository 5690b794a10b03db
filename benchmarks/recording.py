"""How many submissions are recorded a second, on SQLite and PostgreSQL.

    python -m benchmarks.recording [NUMBER]

The same results, graded once, are recorded under NUMBER names (default: 100): in the
gradebook alone, as one transaction each, which is what `grade` does in one process; the
same with nbgrader's own commits, one or more for each cell; with 20 submissions in a
transaction; and with the graded notebook and the page in that process, too, for which
`grade` has others. CPU seconds are those of this process.
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
from grader.patches import one_transaction
from grader.submission.engine import Engine, Task
from grader.submission.result import GradedSubmission
from tests.postgresql import INITDB, server

_BATCH = 20
_OWN, _FILES = "nbgrader's commits", "one transaction, notebook and page"
_MANY = f"{_BATCH} in a transaction"
_WAYS = _OWN, "one transaction", _MANY, _FILES


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
        print("| gradebook | how | submissions a second | CPU s each |")
        print("| --- | --- | ---: | ---: |")
        for kind, address in addresses.items():
            root = folder / "first"
            if address:
                root = folder / kind
                _make(root, address)
            for how in _WAYS:
                speed, cpu = _measure(root, graded, count, how)
                print(f"| {kind} | {how} | {speed:.1f} | {cpu:.3f} |", flush=True)


def _graded(folder):
    """Return the result of one notebook, as it comes from a worker."""
    from benchmarks.classes import hand_in

    root = folder / "first"
    make_ours(root)
    [student] = students(1)
    hand_in(root, [student])
    one = lesson()
    place = root / "submitted" / student.name / one.name
    with Engine(ROOT, [one], 1) as engine:
        [(_, graded)] = engine.grade([Task(student.name, one.name, str(place))])
    return graded.to_bytes()


def _make(root, address):
    make_ours(root)
    config = root / "nbgrader_config.py"
    line = f'\nc.CourseDirectory.db_url = "{address}"\n'
    config.write_text(config.read_text() + line)


@contextlib.contextmanager
def _own_commits(gradebook_):
    """In place of `one_transaction`: nbgrader's steps commit as they like."""
    yield
    gradebook_.db.commit()


def _measure(root, graded, count, how):
    """Return (submissions a second, CPU seconds of one), recorded under new names."""
    one = lesson()
    with contextlib.ExitStack() as stack:
        if how in (_OWN, _MANY):
            other = _own_commits if how == _OWN else contextlib.nullcontext
            patch = mock.patch.object(gradebook, "one_transaction", other)
            stack.enter_context(patch)
        recorder = stack.enter_context(Recorder(root))
        recorder.require_assignment(one.name)

        def record(number):
            name = f"{_WAYS.index(how)}-{number:05}"
            copy = dataclasses.replace(
                GradedSubmission.from_bytes(graded), student=name
            )
            (recorder.record if how == _FILES else recorder.record_rows)(copy, one)

        record(0)  # what is done once
        began, spent = time.monotonic(), time.process_time()
        for start in range(1, count + 1, _BATCH):
            with contextlib.ExitStack() as batch:
                if how == _MANY:
                    book = batch.enter_context(recorder.open())
                    batch.enter_context(one_transaction(book))
                for number in range(start, min(start + _BATCH, count + 1)):
                    record(number)
        return (
            count / (time.monotonic() - began),
            (time.process_time() - spent) / count,
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
