"""Grade on a Dask cluster: what `Engine` does, with the running done elsewhere.

Local workers read and prepare, since gradebook and configuration are here; machines of
the cluster run and judge. One set number of submissions is in flight, no more.
"""

import contextlib
import itertools
import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from multiprocessing.connection import Connection
from pathlib import Path

import grader
from grader import CannotGrade
from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Lesson
from grader.sandbox.limits import Limits
from grader.sandbox.workers import Lost, Workers, processors
from grader.serving.bundle import lesson_files
from grader.serving.packet import key_and_data, keyed, unpack
from grader.serving.reading import ReadAndDone, packet_of
from grader.serving.remote import GRADED
from grader.serving.service import opening
from grader.submission.beside import FileRules
from grader.submission.engine import Prepare, Task, safely
from grader.submission.grade import not_graded
from grader.submission.result import GradedSubmission

MOST = 512  # submissions in flight
_READERS = 2  # local processes that read
_TRIES = 3  # to connect, without a result between
_PATIENCE = 10  # seconds
_PACKET, _RESULT = b"p", b"g"


class Cluster:
    """The cluster at an address, or a local one; it answers to what `Engine` does.

    address: of Dask's scheduler, or "local" for processes on this machine, as many as
    `jobs`. Of one lesson at a time.
    """

    def __init__(
        self,
        lesson: Lesson | Assignment,
        address: str,
        jobs: int | None = None,
    ):
        self.limits, self.sealed = Limits(), True
        self.prepare: Prepare = lambda student, lesson, notebook, *name: notebook
        self.rules: Mapping[str, FileRules] = {}
        self.dashboard = ""
        self._lesson, self._address = lesson, address
        self._jobs = jobs or processors()
        self._readers = self._pipe = self._process = None
        self._held, self._flying, self._lost = {}, {}, 0

    def warm_up(self, count: int = 1) -> None:
        """Nothing: the cluster has its own time."""

    def open(self) -> None:
        """Connect; CannotGrade says why that is impossible."""
        if self._readers is None:
            self._readers = Workers(None, min(_READERS, processors()), self._read)
            self._connect()

    def _connect(self):
        mine, other = socket.socketpair()
        code = str(Path(grader.__file__).resolve().parent.parent)
        path = os.pathsep.join(filter(None, [code, os.environ.get("PYTHONPATH")]))
        words = [str(other.fileno()), self._address, str(self._jobs)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "grader.serving.dispatch", *words],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            pass_fds=[other.fileno()],
            start_new_session=True,  # Ctrl-C is for the grader, which ends it
        )
        other.close()
        self._pipe = Connection(mine.detach())
        try:
            told, _ = unpack(self._pipe.recv_bytes())
        except (EOFError, OSError):
            told = {"error": "the process that speaks with it ended"}
        if "missing" in told:
            raise CannotGrade(
                f"--dask needs the Python package {told['missing']}, which is missing. "
                "Install it: pip install 'dask[distributed]'"
            )
        if "error" in told:
            raise CannotGrade(
                f"the Dask cluster {self._address} cannot be used: {told['error']}. "
                "Expected an address such as tcp://HOST:8786, of a scheduler that runs."
            )
        self.dashboard = told["dashboard"]
        files = lesson_files(self._lesson.folder)
        content = {name: path.read_bytes() for name, path in files.items()}
        rules = self.rules.get(self._lesson.name, FileRules())
        how = self.limits, self.sealed, (rules.ignored, rules.own)
        self._pipe.send_bytes(opening(self._lesson.name, content, *how))

    def grade(self, tasks: Iterable[Task]) -> Iterator[tuple[int, GradedSubmission]]:
        """Yield (position of a task, result) as they come."""
        self.open()
        numbered, reading = enumerate(tasks), set()
        while True:
            room = min(MOST - len(self._held), 2 * _READERS - len(reading))
            for key, task in itertools.islice(numbered, max(0, room)):
                self._held[key] = task
                self._readers.add(key, task.to_bytes())
                reading.add(key)
            if not self._held:
                return
            for key, found in self._readers.turn([self._pipe]):
                reading.discard(key)
                if isinstance(found, Lost):
                    yield key, self._not_graded(key, found.why)
                elif found[:1] == _RESULT:
                    del self._held[key]
                    yield key, GradedSubmission.from_bytes(found[1:])
                else:
                    self._flying[key] = found[1:]
                    self._send(key)
            while self._pipe.poll():
                yield from self._came()

    def _send(self, key):
        with contextlib.suppress(OSError):  # it is gone: `_came` finds out
            self._pipe.send_bytes(keyed(key, self._flying[key]))

    def _came(self):
        """Yield a result that came; connect anew where who speaks for us is gone."""
        try:
            key, data = key_and_data(self._pipe.recv_bytes())
        except (EOFError, OSError):
            self._reconnect()
            return
        if key not in self._flying:
            return
        told, files = unpack(data)
        if told.get("fatal"):
            raise CannotGrade(
                f"the Dask cluster {self._address} cannot go on: {told['error']}"
            )
        self._lost = 0
        del self._flying[key]
        if "error" in told:
            why = f"the cluster could not grade it: {told['error']}. Grade again."
            yield key, self._not_graded(key, why)
        else:
            del self._held[key]
            yield key, GradedSubmission.from_bytes(files[GRADED])

    def _not_graded(self, key, why):
        return not_graded(self._held.pop(key).student, self._lesson, why)

    def _reconnect(self):
        self._lost += 1
        if self._lost == _TRIES:
            raise CannotGrade(
                f"the process that speaks with the Dask cluster ended {_TRIES} times. "
                "Look whether memory is short, and run this again."
            )
        self._disconnect()
        self._connect()
        for key in self._flying:
            self._send(key)

    def _read(self, data, forkserver, tell):
        """In a local worker: read a submission, and prepare it."""
        task = Task.from_bytes(data)
        made = []

        def read():
            rules = self.rules.get(self._lesson.name, FileRules())
            how = self._lesson, self.limits, self.prepare, rules
            try:
                made.append(packet_of(task, *how))
            except ReadAndDone as done:
                return done.graded
            return None

        graded = safely(task.student, self._lesson, read)
        return _RESULT + graded.to_bytes() if graded else _PACKET + made[0]

    def close(self) -> None:
        """End the processes here; the cluster stays, unless it is a local one."""
        if self._readers:
            self._readers.close()
        self._disconnect()

    def _disconnect(self):
        if self._process is None:
            return
        self._pipe.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
