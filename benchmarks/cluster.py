"""A class on a local Dask cluster of two workers, against the local workers.

    python -m benchmarks.cluster [NUMBER]

NUMBER submissions (default: 2000) of lesson 01 are graded by both, on the same machine.
In the middle one Dask worker is killed. The run fails unless both give the same scores.
CPU seconds are those of all processes; memory is the largest that the process with the
scheduler had, and the grader, who records: until half of the class is recorded, and
after it.
"""

import os
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from benchmarks.classes import hand_in, make_ours, run, scores, students
from benchmarks.measure import MB
from benchmarks.place import LESSON


def main(count: int = 2000) -> None:
    """Measure both ways, and print a table."""
    with tempfile.TemporaryDirectory() as name:
        those, found, rows = students(count), {}, []
        for way in ("local workers", "Dask, a worker killed"):
            root = Path(name, way.split(",")[0].replace(" ", "-"))
            make_ours(root)
            hand_in(root, those)
            watch = _Watch(root, count, "killed" in way)
            words = ["-m", "grader", "grade", LESSON, "--jobs", "2", "--course", root]
            with watch:
                took = run(*words, *(["--dask", "local"] if watch.kills else []))
            found[way] = scores(root, those)
            rows.append((way, took, watch))
        first, second = found.values()
        if first != second:
            raise SystemExit("the two ways do not give the same scores")
        if not rows[1][2].killed:
            raise SystemExit("no worker was killed: take a larger class")
        print(f"{count} submissions of {LESSON}; all scores agree.\n")
        print("| way | CPU s | wall s | scheduler, peak MB | recorder, peak MB |")
        print("| --- | ---: | ---: | ---: | ---: |")
        for way, took, watch in rows:
            memory = [watch.peaks.get(name) for name in ("scheduler", "recorder")]
            told = " | ".join("{:.0f}, {:.0f}".format(*m) if m else "–" for m in memory)
            print(f"| {way} | {took.cpu:.0f} | {took.wall:.0f} | {told} |")
        more = 100 * (rows[1][1].cpu / rows[0][1].cpu - 1)
        print(f"\nCPU seconds of Dask: {more:+.0f} % (aim: +15 % or less).")


class _Watch:
    """Looks at a grader's processes; kills a Dask worker once half is recorded."""

    def __init__(self, root, count, kills):
        self._root, self._half = root, count // 2
        self.kills, self.killed = kills, False
        self.peaks, self._over = {}, threading.Event()

    def __enter__(self):
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *exception):
        self._over.set()
        self._thread.join()

    def _look(self):
        while not self._over.wait(1):
            try:
                self._once()
            except psutil.Error:
                continue

    def _once(self):
        for one in psutil.Process().children(recursive=True):
            words = " ".join(one.cmdline())
            if "grader.serving.dispatch" in words:
                self._note("scheduler", one)
                if self.kills and not self.killed and self._past_half():
                    workers = [
                        p for p in one.children() if "spawn_main" in str(p.cmdline())
                    ]
                    os.kill(workers[0].pid, signal.SIGKILL)
                    self.killed = True
            elif "-m grader grade" in words and one.ppid() == os.getpid():
                self._note("recorder", one)

    def _note(self, name, process):
        used, past = process.memory_info().rss / MB, self._past_half()
        peaks = self.peaks.setdefault(name, [0, 0])
        peaks[past] = max(peaks[past], used)

    def _past_half(self):
        pages = sum(1 for _ in (self._root / "feedback").glob("*"))
        return pages >= self._half


if __name__ == "__main__":
    began = time.monotonic()
    main(*map(int, sys.argv[1:]))
    print(f"{time.monotonic() - began:.0f} s in all.")
