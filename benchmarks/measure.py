"""Run a command and measure its whole process tree.

    python benchmarks/measure.py RESULT.json COMMAND [ARGUMENT ...]

A process of its own watches the command. It adopts orphans (Linux's child subreaper)
and waits for every process, so that the time of a process whose parent was killed is
counted too. Memory is sampled twice a second: the sum of the proportional set sizes
(Pss), in which a page shared by three processes counts a third for each.
"""

import contextlib
import ctypes
import dataclasses
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
EVERY, PATIENCE = 0.5, 10  # seconds between samples; for orphans at the end
WARM = 0.25  # the part of a run after which memory should no longer grow


@dataclasses.dataclass(frozen=True)
class Measured:
    """What a command took.

    cpu, wall: seconds. peak: largest sum of Pss, MB.
    lasting: for each process that lived most of the time its program and its memory
    (Rss, MB) after a quarter of the run and at the end.
    left: processes that were still there after the command and had to be killed.
    """

    cpu: float
    wall: float
    peak: float
    lasting: list
    left: int
    output: str = ""


class Failed(RuntimeError):
    """A measured command ended with an error; the text is the end of its output."""


def measured(command, folder, env=None, codes=(0,)):
    """Run `command` in `folder` and return what it took; Failed if its code is odd."""
    with tempfile.TemporaryDirectory(prefix="measure-") as temporary:
        result = Path(temporary, "result.json")
        done = subprocess.run(
            [sys.executable, __file__, result, *map(str, command)],
            cwd=folder,
            env={**os.environ, **(env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode not in codes or not result.exists():
            tail = "\n".join(done.stdout.splitlines()[-15:])
            raise Failed(f"{' '.join(map(str, command))}: {done.returncode}\n{tail}")
        data = json.loads(result.read_text())
    return Measured(**data, output=done.stdout)


def watch(command):
    """Run `command` as a child; return (its exit code, fields of `Measured`)."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    began, samples = time.monotonic(), {}
    before, peak, next_sample = _child_seconds(), 0.0, 0.0
    main, code = os.posix_spawnp(command[0], command, os.environ), None
    while code is None:
        for pid, status in _ended():
            if pid == main:
                code = os.waitstatus_to_exitcode(status)
        if time.monotonic() - began >= next_sample:
            peak = max(peak, _sample(time.monotonic() - began, samples))
            next_sample = time.monotonic() - began + EVERY
        time.sleep(0.01)
    wall = time.monotonic() - began
    left = _end_orphans()
    return code, {
        "cpu": _child_seconds() - before,
        "wall": wall,
        "peak": peak,
        "lasting": _lasting(samples, wall),
        "left": left,
    }


def _child_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _ended():
    """Wait for the children that have ended; yield (pid, status)."""
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            yield pid, status


def _end_orphans():
    """Wait for adopted processes, kill those that stay; return how many stayed."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        list(_ended())
        if not psutil.Process().children():
            return 0
        time.sleep(0.05)
    stayed = psutil.Process().children(recursive=True)
    for process in stayed:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(stayed, 5)
    list(_ended())
    return len(stayed)


def _sample(moment, samples):
    """Note every process's Rss in `samples`; return the sum of Pss, MB."""
    total = 0.0
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(OSError, psutil.Error):
            # A process may end between any two of these lines.
            key, program = (process.pid, process.create_time()), process.cmdline()
            sizes = _sizes(process.pid)
            total += sizes.get("Pss", 0)
            entry = samples.setdefault(key, {"moments": [], "rss": []})
            entry["program"] = _program(program)
            entry["moments"].append(moment)
            entry["rss"].append(sizes.get("Rss", 0))
    return total


def _sizes(pid):
    """Return {"Rss", "Pss"} of a process in MB, from the kernel's own summary."""
    sizes = {}
    with open(f"/proc/{pid}/smaps_rollup") as lines:
        for line in lines:
            name, _, rest = line.partition(":")
            if name in ("Rss", "Pss"):
                sizes[name] = int(rest.split()[0]) / 1024
    return sizes


def _program(arguments):
    """Return a short name: the script or module that a Python process runs."""
    for before, argument in zip(["", *arguments], arguments):
        if before == "-m" or argument.endswith(".py"):
            return Path(argument).name
    return Path(arguments[0]).name if arguments else "?"


def _lasting(samples, wall):
    """Return the memory of those processes that were there most of the time."""
    found = []
    for entry in samples.values():
        if entry["moments"][-1] - entry["moments"][0] < 0.6 * wall:
            continue
        warm = [
            rss
            for moment, rss in zip(entry["moments"], entry["rss"])
            if moment >= WARM * wall
        ]
        found.append(
            {
                "program": entry["program"],
                "warm": warm[0],
                "largest": max(warm),
                "last": warm[-1],
            }
        )
    return found


if __name__ == "__main__":
    exit_code, taken = watch(sys.argv[2:])
    Path(sys.argv[1]).write_text(json.dumps(taken))
    sys.exit(exit_code)
