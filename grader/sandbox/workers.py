"""Worker processes that can be killed, and the supervisor that watches them.

A worker is forked from the grader, so it has the lessons loaded; it drives one child
at a time and judges. It says how long its next step may take. One that takes longer,
or dies, costs the submission that it was at, and only after a second try.
"""

import collections
import contextlib
import itertools
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait

from grader.sandbox.forkserver import Forkserver, Root, WorkerDied
from grader.sandbox.seal import die_with_parent

_AHEAD = 2  # tasks that a worker holds: one at work, one to go on with
_SMALL = 1 << 14  # bytes of a task that can be handed over while nobody reads
_SLACK = 5  # seconds beyond what a worker announced
_TRIES = 2


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0))


@dataclass(frozen=True)
class Lost:
    """A task that no worker finished; why: what became of the last one."""

    why: str


@dataclass
class _Worker:
    pid: int
    pipe: Connection
    tasks: collections.deque = field(default_factory=collections.deque)
    deadline: float | None = None  # of the step it is at

    def reap(self):
        self.pipe.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


def _has_room(worker, task):
    """Return whether a worker takes a task without letting us wait."""
    held = len(worker.tasks)
    return held == 0 or (held < _AHEAD and len(task) < _SMALL)


class Workers:
    """Up to `jobs` workers that each call `work(task, forkserver, tell)`.

    work: returns bytes for a task, which is bytes; tell(seconds) announces how long
    its next step may take. root: from which the workers' children are forked; None
    where `work` runs nobody's code, and then has no forkserver.
    """

    def __init__(
        self,
        root: Root | None,
        jobs: int,
        work: Callable[[bytes, Forkserver | None, Callable[[float], None]], bytes],
    ):
        self._root, self._jobs, self._work = root, jobs, work
        self._workers: list[_Worker] = []
        self._waiting = collections.deque()
        self._tried = collections.Counter()

    def start(self, count: int) -> None:
        """Start workers beforehand: up to `count` of them."""
        while len(self._workers) < min(count, self._jobs):
            self._workers.append(self._new())

    def map(self, tasks: Iterable[bytes]) -> Iterator[tuple[int, bytes | Lost]]:
        """Yield (position of a task, its result) as they come, in any order.

        Tasks are taken as they are needed: there may be more than memory holds.
        """
        numbered = enumerate(tasks)
        while True:
            room = max(0, self._jobs - len(self._waiting))
            for one in itertools.islice(numbered, room):
                self.add(*one)
            if not self.busy:
                return
            yield from self.turn()

    def add(self, key: int, task: bytes) -> None:
        """Let a task be worked on; `turn` gives its result with the key."""
        self._waiting.append((key, task))

    @property
    def busy(self) -> bool:
        """Return whether a result is still to come."""
        return bool(self._waiting) or any(worker.tasks for worker in self._workers)

    def turn(
        self, others: Sequence[Connection] = (), seconds: float = 60.0
    ) -> Iterator[tuple[int, bytes | Lost]]:
        """Hand tasks out, wait once, and yield (key, result) of what is done.

        others: connections that end the waiting, too, when there is something to read.
        seconds: the longest that it waits.
        """
        self.start(len(self._waiting))
        for worker in sorted(self._workers, key=lambda w: len(w.tasks)):
            if self._waiting and _has_room(worker, self._waiting[0][1]):
                self._hand(worker, self._waiting.popleft())
        for worker in self._ready(others, seconds):
            found = self._read(worker)
            if isinstance(found, str):
                yield from self._replace(worker, found)
            elif found is not None:
                key, _ = worker.tasks.popleft()
                worker.deadline = None
                del self._tried[key]
                yield key, found

    def _ready(self, others, seconds):
        """Wait for a message or a deadline; return the workers it concerns."""
        ends = [w.deadline - time.monotonic() for w in self._workers if w.deadline]
        seconds = max(0, min([seconds, *ends]))
        spoken = wait([*others, *(w.pipe for w in self._workers)], seconds)
        now = time.monotonic()
        return [
            worker
            for worker in self._workers
            if worker.pipe in spoken or (worker.deadline and now > worker.deadline)
        ]

    def _read(self, worker):
        """Return a result, None for an announcement, or why the worker is lost."""
        try:
            if not worker.pipe.poll():
                return "grading it took far longer than it may"  # translated
            message = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            return "the process that graded it ended"  # translated
        if message[:1] == b"r":
            return message[1:]
        if message[:1] == b"!":
            return message[1:].decode()
        worker.deadline = time.monotonic() + float(message[1:]) + _SLACK
        return self._read(worker) if worker.pipe.poll() else None

    def _replace(self, worker, why):
        """Remove a worker; its tasks go to others, the one at work once more only."""
        self._workers.remove(worker)
        worker.reap()
        if not worker.tasks:
            return
        if worker.deadline is not None:
            key, task = worker.tasks.popleft()
            self._tried[key] += 1
            if self._tried[key] < _TRIES:
                self._waiting.append((key, task))
            else:
                del self._tried[key]
                yield key, Lost(why)
        self._waiting.extendleft(reversed(worker.tasks))

    def _hand(self, worker, task):
        worker.tasks.append(task)
        with contextlib.suppress(OSError):  # it is gone: `_read` finds out
            worker.pipe.send_bytes(task[1])

    def _new(self):
        mine, other = Pipe()
        door = self._root.door() if self._root else None
        pid = os.fork()
        if pid == 0:
            try:
                mine.close()
                self._be_a_worker(door, other)
            finally:
                os._exit(0)
        other.close()
        if door:
            door.close()
        return _Worker(pid, mine)

    def _be_a_worker(self, door, pipe):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        if self._root:
            self._root.forget()
        os.setsid()  # Ctrl-C is for the grader, which ends us
        die_with_parent()
        servers = Forkserver(self._root, door) if door else contextlib.nullcontext()
        with servers as forkserver:
            while True:
                try:
                    task = pipe.recv_bytes()
                except EOFError:
                    return
                pipe.send_bytes(b"t60")
                try:
                    result = self._work(
                        task, forkserver, lambda s: pipe.send_bytes(b"t%f" % s)
                    )
                except WorkerDied as error:  # a new worker has a new one
                    pipe.send_bytes(b"!" + str(error).encode())
                    return
                pipe.send_bytes(b"r" + result)

    def close(self) -> None:
        """End all workers at once, whatever they are at."""
        for worker in self._workers:
            worker.reap()
        self._workers.clear()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()
