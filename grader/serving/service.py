"""A process that grades one lesson, held by another program, whatever that is.

Only that process forks: in a program with threads, or with an event loop, a fork may
stop for ever at a lock that nobody holds any more.
"""

import contextlib
import itertools
import os
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path

import grader
from grader import CannotGrade
from grader.sandbox.limits import Limits
from grader.serving.bundle import code_digest
from grader.serving.packet import key_and_data, keyed, pack, unpack

_PATIENCE = 10  # seconds for the process to end by itself
_open = weakref.WeakSet()


class ServiceDied(RuntimeError):
    """The process that grades ended; what it was at may be handed to another."""


def opening(
    lesson: str,
    files: Mapping[str, bytes],
    limits: Limits | None = None,
    sealed: bool = True,
    rules: Sequence[Sequence[str]] = ((), ()),
) -> bytes:
    """Return what a `Service` is opened with.

    files: {path in a course: content}, of `bundle.lesson_files`. rules: the fields of
    `FileRules`, of an ordinary assignment.
    """
    head = {"lesson": lesson, "limits": asdict(limits or Limits()), "sealed": sealed}
    return pack({**head, "rules": rules, "code": code_digest(), "jobs": None}, files)


class Service:
    """A process that grades a lesson until it is closed, or its holder ends.

    Raises CannotGrade where the lesson cannot be graded, ServiceDied where the
    process ends at once. Any thread may `submit`. jobs: submissions at a time, None
    for one on each processor.
    """

    def __init__(self, opening: bytes, jobs: int | None = None):
        self._socket, other = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "grader.serving.process", str(other.fileno())],
            cwd="/",
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[other.fileno()],
            start_new_session=True,  # Ctrl-C is for the program that holds it
        )
        other.close()
        self._pipe = Connection(os.dup(self._socket.fileno()))
        self._keys, self._waiting = itertools.count(), {}
        self._lock = threading.Lock()
        self._over = False
        try:
            head, files = unpack(opening)
            self._pipe.send_bytes(pack({**head, "jobs": jobs}, files))
            told, _ = unpack(self._pipe.recv_bytes())
        except (EOFError, OSError):
            told = None
        if told is None or "error" in told:
            self.close()
            if told is None:
                raise ServiceDied("the process that grades ended as it began")
            raise CannotGrade(told["error"])
        _open.add(self)
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def over(self) -> bool:
        """Return whether the process has ended."""
        return self._over

    @property
    def idle(self) -> bool:
        """Return whether nobody waits for a result."""
        return not self._waiting

    def submit(self, request: bytes) -> Future:
        """Return the bytes of a `GradedSubmission`, to come; or a ServiceDied.

        request: a packet with a task, the files of a submission, and in its head the
        `sizes` of what need not be read, and what is `odd`: links and the like.
        """
        future = Future()
        with self._lock:
            if self._over:
                raise ServiceDied("the process that grades ended")
            key = next(self._keys)
            self._waiting[key] = future
            with contextlib.suppress(OSError):  # it is gone: `_read` finds out
                self._pipe.send_bytes(keyed(key, request))
        return future

    def _read(self):
        with contextlib.suppress(EOFError, OSError):
            while True:
                key, result = key_and_data(self._pipe.recv_bytes())
                self._waiting.pop(key).set_result(result)
        with self._lock:
            self._over = True
        for future in self._waiting.values():
            future.set_exception(ServiceDied("the process that grades ended"))
        self._waiting.clear()

    def close_when_idle(self) -> None:
        """Close it as soon as nobody waits for a result."""
        while self._waiting and not self._over:
            time.sleep(0.1)
        self.close()

    def close(self) -> None:
        """End the process, and all that it started."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def _environment():
    """Return what the process needs, and nothing that is this program's own."""
    kept = ("PATH", "LANG", "HOME", "TMPDIR")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    code = str(Path(grader.__file__).resolve().parent.parent)
    return {**found, "PYTHONPATH": code, "OPENBLAS_NUM_THREADS": "1"}


def _leave_to_the_parent():
    """In a forked process: these connections are not ours, and must not stay open."""
    for service in _open:
        service._over = True
        service._socket.close()
        service._pipe.close()
    _open.clear()


os.register_at_fork(after_in_child=_leave_to_the_parent)
