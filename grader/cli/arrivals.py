"""Which submissions are new, whole, and due to be graded: for `watch`."""

import os
import stat
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.lesson.assignment import Assignment
from grader.lesson.lesson import Lesson
from grader.nbgrader_bridge.fingerprints import Fingerprints, last_fingerprint
from grader.submission.beside import files_in
from grader.submission.engine import Engine
from grader.submission.folders import path_of

_QUIET = 3.0  # seconds without a change, before a file counts as whole
_QUIET_IF_CUT = 60.0  # where it does not end as a notebook ends


@dataclass
class _Seen:
    state: Any  # of the files
    since: float  # monotonic seconds
    fingerprint: str | None = None


class Arrivals:
    """Looks at folders again and again; says which are to be graded now.

    pause: seconds between two gradings of one student. A restart asks the graded
    notebooks what was graded, and when.
    """

    def __init__(
        self,
        recorder: Any,
        engine: Engine,
        lesson: Lesson | Assignment,
        pause: float,
        now: Callable[[], float] = time.monotonic,
    ):
        self._recorder, self._lesson, self._pause = recorder, lesson, pause
        self._prints = Fingerprints(engine.limits, engine.sealed, recorder.config)
        self._seen: dict[Path, _Seen] = {}
        self._pages: dict[str, str] = {}
        self._now = now

    def ready(self, folders: Iterable[Path]) -> list[Path]:
        """Return those of the folders that are new and whole, the longest ready first.

        A student whose last grading is not long ago waits.
        """
        dates, found = None, []
        for folder in folders:
            state, now = _state(folder, self._lesson), self._now()
            seen = self._seen.get(folder)
            if seen is None or seen.state != state:
                self._seen[folder] = _Seen(state, now)
                continue
            quiet = _QUIET if _ends_well(folder, self._lesson) else _QUIET_IF_CUT
            if seen.fingerprint is not None or now - seen.since < quiet:
                continue
            student = folder.parent.name
            graded = self._recorder.pages(student, self._lesson)[0][0]
            if _age(graded) < self._pause and last_fingerprint(graded):
                known = self._print(folder, dates := dates or self._dates())
                if known == last_fingerprint(graded):
                    seen.fingerprint = known
                continue
            fingerprint = self._print(folder, dates := dates or self._dates())
            if fingerprint == last_fingerprint(graded):
                seen.fingerprint = fingerprint  # by an earlier run
                continue
            found.append((seen.since, folder))
        return [folder for _, folder in sorted(found)]

    def note(self, folders: Iterable[Path]) -> None:
        """Note that these were graded as they were seen."""
        for folder in folders:
            self._seen[folder].fingerprint = ""

    def refresh(self) -> int:
        """Write the pages that are out of date, since a deadline passed, say."""
        standings = self._recorder.standings(self._lesson)
        written = 0
        for student, standing in standings.items():
            wanted = self._recorder.digest_of_page(standing)
            if self._pages.get(student) != wanted:
                written += self._recorder.refresh(student, self._lesson)
                self._pages[student] = wanted
        return written

    def _dates(self):
        return self._recorder.due(self._lesson)

    def _print(self, folder, dates):
        date = dates.get(folder.parent.name, dates[""])
        return self._prints.of(self._lesson, folder, date)


def _state(folder, lesson):
    """Return what changes when a file that is graded does."""
    names = {*lesson.notebook_names, "timestamp.txt"}
    paths = {name: path_of(folder, name) for name in names}
    try:
        if isinstance(lesson, Assignment):
            paths |= dict(files_in(folder))
    except OSError:
        return None
    found = []
    for name in sorted(paths):
        try:
            at = os.lstat(paths[name])
        except OSError:
            continue
        found.append((name, at.st_size, at.st_mtime_ns, at.st_ino))
    return found


def _ends_well(folder, lesson):
    """Return whether the notebooks that are there end as notebooks end."""
    for name in lesson.notebook_names:
        path = path_of(folder, name)
        try:
            if not stat.S_ISREG(os.lstat(path).st_mode):
                continue
            with path.open("rb") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - 100))
                if not file.read().rstrip(b"\0 \r\n\t").endswith(b"}"):
                    return False
        except OSError:
            continue
    return True


def _age(path):
    """Return the seconds since a file was written; many if it is not there."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return float("inf")
