"""Run a command and measure its whole process tree (Linux).

The time of a process whose parent was killed is counted too: while the command runs,
this process adopts orphans (the child subreaper of prctl) and waits for each of them.
Memory is sampled twice a second: the sum of the proportional set sizes (PSS), in which
a page shared by three processes counts a third for each.
"""

import contextlib
import ctypes
import dataclasses
import os
import resource
import subprocess
import tempfile
import time

import psutil

PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
EVERY, PATIENCE = 0.5, 10  # seconds between samples; for orphans at the end
MB = 2**20


@dataclasses.dataclass(frozen=True)
class Measured:
    """What a command took: seconds, the largest sum of PSS in MB, and what it said.

    left: processes that were still there after the command and had to be killed.
    """

    cpu: float
    wall: float
    peak: float
    left: int
    output: str = dataclasses.field(repr=False)


class Failed(RuntimeError):
    """A command ended with an error; the text is the end of its output."""


def measured(command, folder, env):
    """Run `command` in `folder` and return what it took.

    env: what its environment has on top of this process's. Raises Failed.
    """
    others = set(psutil.Process().children())
    before, began, peak = child_seconds(), time.monotonic(), 0.0
    with tempfile.TemporaryFile("w+") as said, _adopting_orphans():
        main = subprocess.Popen(
            list(map(str, command)),
            cwd=folder,
            env={**os.environ, **env},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        code = None
        while code is None:
            peak = max(peak, _memory(others))
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = main.wait(EVERY)
        wall = time.monotonic() - began
        left = _end_orphans(others)
        said.seek(0)
        output = said.read()
    if code:
        tail = "\n".join(output.splitlines()[-15:])
        raise Failed(f"{' '.join(map(str, command))}: {code}\n{tail}")
    return Measured(child_seconds() - before, wall, peak, left, output)


@contextlib.contextmanager
def _adopting_orphans():
    prctl = ctypes.CDLL(None).prctl
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def child_seconds():
    """Return the CPU seconds of all processes that this one has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(others):
    """Return the sum of PSS of all processes below this one but `others`, in MB."""
    total = 0
    for process in psutil.Process().children(recursive=True):
        if process not in others:
            # It may have ended by now.
            with contextlib.suppress(OSError, psutil.Error):
                total += process.memory_full_info().pss
    return total / MB


def _end_orphans(others):
    """Wait for adopted processes, kill those that stay; return how many stayed."""
    adopted = [p for p in psutil.Process().children() if p not in others]
    _, stayed = psutil.wait_procs(adopted, PATIENCE)
    for process in stayed:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(stayed, PATIENCE)
    return len(stayed)
