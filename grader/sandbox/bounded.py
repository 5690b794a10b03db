"""Try in a process of its own what might take hours."""

import contextlib
import os
import resource
import select
import signal
import time
from collections.abc import Callable

_PATIENCE = 20  # a machine with other work gives us only a part of its time
_END = b"+"  # what follows a result that is whole
_PART = 1 << 20  # bytes that are read at once


def ends_within(seconds: int, work: Callable[[], object]) -> bool:
    """Return whether `work` ends within so many CPU seconds, tried in a fork."""

    def done():
        work()
        return b""

    return within(seconds, done) is not None


def within(seconds: int, work: Callable[[], bytes]) -> bytes | None:
    """Return what `work` returns in a fork, None if that takes more CPU seconds."""
    mine, other = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(mine)
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            found = work()
            with open(other, "wb") as file:
                file.write(found + _END)
        finally:
            os._exit(0)
    os.close(other)
    until = time.monotonic() + seconds * _PATIENCE
    told = b""
    try:
        with open(mine, "rb", buffering=0) as file:
            while select.select([file], [], [], max(until - time.monotonic(), 0))[0]:
                part = file.read(_PART)
                if not part:
                    break
                told += part
        return told.removesuffix(_END) if told.endswith(_END) else None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
