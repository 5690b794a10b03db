"""One child that runs a submission's cells: spoken to, watched and ended."""

import contextlib
import os
import select
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from grader.sandbox import frames
from grader.sandbox.cleanup import sweep
from grader.sandbox.disk import is_over
from grader.sandbox.forkserver import Child, Forkserver, Library
from grader.sandbox.limits import (
    DIED,
    FLOODED,
    MB,
    REFUSED,
    TIMED_OUT,
    TOO_MANY_FILES,
    TOO_MANY_THREADS,
    Limits,
)
from grader.sandbox.outputs import FLOOD, Outputs

_GRACE = 2  # seconds that an interrupted cell has to end
_LOOK = 0.1  # seconds between two looks at what a child takes
_QUICK = 30  # seconds for what is no student's cell
_LONGEST_END = 10_000  # bytes that say how a cell ended
_FEW = 4  # threads that get their share of the processors


def _bytes(source):
    return source.encode("utf-8", "replace")


def most_seconds_of_a_cell(limits: Limits) -> float:
    """Return how long a cell may take with what goes before it, to the last grace."""
    return limits.cell_seconds + _QUICK + 2 * _GRACE


@dataclass
class Ended:
    """How a cell ended. reason: why it was stopped, None if it was not.

    failed: with an error. alone: its function was defined by its `def` alone. size:
    bytes of its outputs. refused: what it tried and the seal stopped.
    """

    reason: str | None = None
    failed: bool = False
    alone: bool = False
    count: int | None = None
    outputs: list[NotebookNode] = field(default_factory=list)
    size: int = 0
    refused: tuple[str, ...] = ()


class NotStarted(RuntimeError):
    """A child was gone before it said how it started."""


class Session:
    """A child in a folder of its own. Once a method says that it is gone, it is.

    beside: a folder whose files are put into the child's.
    """

    def __init__(
        self,
        forkserver: Forkserver,
        library: Library,
        limits: Limits,
        folder: Path,
        beside: Path | None = None,
    ):
        self._forkserver, self._limits = forkserver, limits
        self._folder = tempfile.mkdtemp(prefix="work-", dir=folder)
        self._frames = frames.Frames(FLOOD * limits.output_mb * MB)
        self._number = 0
        more = {} if beside is None else {"beside": str(beside)}
        self._child: Child | None = forkserver.fork(library, self._folder, **more)
        self._child.connection.setblocking(False)
        told, reason = self._wait(b"", 0, _QUICK, lambda *_: True)
        if reason:
            raise NotStarted(f"a child {reason}")
        if told.get("failed"):
            self.end()
            raise RuntimeError(str(told["failed"])[:500])

    @property
    def is_alive(self) -> bool:
        return self._child is not None

    def run(
        self, source: str, function: str | None = None, strict: bool = False
    ) -> Ended:
        """Run a cell. function: what it has to define, if it is an answer.

        Where such a cell stops before its `def`, that is run alone. strict: nothing
        that the seal stops is left out.
        """
        outputs = Outputs(self._limits.output_mb)
        head = {"function": function} if function else {}
        head |= {"strict": True} if strict else {}
        return self._ended(frames.CELL, head, _bytes(source), outputs)

    def define(self, source: str, function: str | None = None) -> Ended:
        """Run only the definitions of a cell; function: only this one."""
        outputs = Outputs(self._limits.output_mb)
        head = {"function": function}
        return self._ended(frames.DEFINE, head, _bytes(source), outputs)

    def test(
        self, name: str, source: str, delivery: bytes, most: int
    ) -> tuple[Ended, bytes]:
        """Run a test cell; return how it ended, and the evidence, b"" without.

        delivery: the inputs of the test. most: bytes of the largest evidence. The
        first that comes counts.
        """
        head = {"test": name}
        told, reason = self._ask(
            frames.DELIVER, head, delivery, _QUICK, lambda *_: True
        )
        if reason:
            return Ended(reason), b""
        return self._evidence(frames.CELL, {}, _bytes(source), most)

    def test_again(self, name: str, delivery: bytes, most: int) -> tuple[Ended, bytes]:
        """Call the function of a test that was run on other inputs, as `test` does.

        It is the function that the test was given, whatever has its name by now.
        """
        return self._evidence(frames.AGAIN, {"test": name}, delivery, most)

    def _evidence(self, kind, head, body, most):
        evidence, outputs = [], Outputs(self._limits.output_mb)
        small, self._frames.most = self._frames.most, max(self._frames.most, most)

        def take(kind, head, body):
            if kind == frames.EVIDENCE:
                if not evidence and len(body) <= most:
                    evidence.append(body)
                return len(body) <= most
            return outputs.add(kind, head, body)

        ended = self._ended(kind, head, body, outputs, take, most)
        self._frames.most = small
        return ended, evidence[0] if evidence else b""

    def _ended(self, kind, head, body, outputs, take=None, more=0):
        seconds = self._limits.cell_seconds
        told, reason = self._ask(kind, head, body, seconds, take or outputs.add, more)
        count, refused = told.get("count"), told.get("refused")
        refused = refused if isinstance(refused, list) else []
        if told.get("full") is True:
            reason = reason or TOO_MANY_FILES
        return Ended(
            reason,
            told.get("failed") is True,
            told.get("alone") is True,
            count if type(count) is int and 0 <= count < 10**6 else None,
            outputs.whole(),
            outputs.size,
            tuple(what for what in REFUSED if what in refused),
        )

    def _ask(self, kind, head, body, seconds, take, more=0):
        """Send a command and wait for its end; return (what it told, reason)."""
        if self._child is None:
            return {}, DIED
        self._number += 1
        data = frames.pack(kind, {**head, "number": self._number}, body)
        return self._wait(data, self._number, seconds, take, more)

    def _wait(
        self,
        data: bytes,
        number: int,
        seconds: float,
        take: Callable[[bytes, bytes, bytes], bool],
        more: int = 0,
    ):
        """Send bytes, read frames until the end of command `number`.

        However the child behaves, this ends: it has seconds, bytes and a grace.
        """
        connection, interrupted = self._child.connection, False
        left = memoryview(data)
        budget = (FLOOD + 1) * self._limits.output_mb * MB + more
        poll = select.poll()
        now = time.monotonic()
        deadline, look = now + seconds, now + _LOOK
        while True:
            poll.register(connection, select.POLLIN | (select.POLLOUT if left else 0))
            poll.poll(1000 * max(0, min(deadline, look) - now) + 1)
            try:
                if left:
                    with contextlib.suppress(BlockingIOError):
                        left = left[connection.send(left) :]
                got = connection.recv(1 << 18)
                budget -= len(got)
                if not got:
                    return self._gone(TIMED_OUT if interrupted else DIED)
                if budget < 0:
                    return self._gone(FLOODED)
                for kind, head, body in self._frames.feed(got):
                    if kind == frames.DONE and len(head) <= _LONGEST_END:
                        told = frames.head_of(head)
                        if told.get("number", number) == number:
                            return told, TIMED_OUT if interrupted else None
                    elif not take(kind, head, body):
                        return self._gone(FLOODED)
            except BlockingIOError:
                pass
            except frames.Broken:
                return self._gone(FLOODED)
            except OSError:
                return self._gone(TIMED_OUT if interrupted else DIED)
            now = time.monotonic()
            if now > look:
                look = now + _LOOK
                if reason := self._takes_too_much():
                    return self._gone(reason)
            if now > deadline:
                if interrupted:
                    return self._gone(TIMED_OUT)
                interrupted, deadline = True, now + _GRACE
                os.kill(self._child.pid, signal.SIGINT)  # not reaped before `end`

    def _takes_too_much(self):
        with contextlib.suppress(OSError):
            threads = os.listdir(f"/proc/{self._child.pid}/task")
            if len(threads) > self._limits.threads:
                return TOO_MANY_THREADS
            if len(threads) > _FEW:  # they get what others leave
                for number in threads:
                    with contextlib.suppress(OSError):  # it has ended: on to the next
                        idle = os.SCHED_IDLE, os.sched_param(0)
                        os.sched_setscheduler(int(number), *idle)
        if self._child.private_disk:
            return None
        limits = self._limits
        bounds = limits.work_mb * MB, limits.work_files, limits.file_mb * MB
        over = is_over(self._folder, self._child.pid, *bounds)
        return TOO_MANY_FILES if over else None

    def _gone(self, reason):
        self.end()
        return {}, reason

    def end(self) -> None:
        """Kill the child, and remove what it wrote."""
        child, self._child = self._child, None
        if child is not None:
            try:
                self._forkserver.end(child)
            finally:
                sweep(self._folder)
