"""Where a notebook goes: submitted/STUDENT/LESSON/, without losing what was there."""

import contextlib
import itertools
import os
import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from grader.lms.notebooks import Expected
from grader.nbgrader_bridge.students import composed

TAKEN, SAME, KEPT = "taken", "there already", "kept as it was"
EARLIER = "earlier"  # the folder of what was replaced
_SLACK = 2.0  # seconds; zip archives count in steps of two


@dataclass(frozen=True)
class Placed:
    """A student's notebook; state: TAKEN, SAME or KEPT, notes: what is to be said."""

    student: str
    state: str
    notes: tuple[str, ...] = ()
    source: str = ""

    def told(self, source: str, notes: list[str]) -> "Placed":
        """Return this with where it came from, and more notes."""
        return replace(self, source=source, notes=(*notes, *self.notes))


class Submitted:
    """The folder submitted/ of a course, for one lesson."""

    def __init__(self, root: Path, expected: Expected):
        self._root, self._expected = root / "submitted", expected
        names = os.listdir(self._root) if self._root.is_dir() else []
        self._names = {composed(name): name for name in sorted(names)}

    def holds(self, student: str) -> bool:
        """Return whether a student's notebook is there."""
        folder = self._folder(student)
        return any((folder / name).is_file() for name in self._expected.names)

    def place(
        self,
        student: str,
        name: PurePosixPath,
        file: Path,
        when: float,
        stamp: bytes | None,
        write: bool,
    ) -> Placed | str:
        """Put a copy of `file` there, unless what is there is newer; say what was done.

        name: what it is called there. when: the time it was handed in, 0 if not known.
        stamp: its timestamp.txt. Returns a text if it cannot be done: why not.
        """
        folder = self._folder(student)
        target = folder / name
        between = [folder / part for part in reversed(name.parents)]
        try:
            for path in (folder.parent, *between, target):
                odd = path.exists() and path.is_dir() != (path != target)
                if path.is_symlink() or odd:
                    return f"cannot be put there: {path} is in the way. Move it away."
            return self._put(student, file, when, stamp, target, write)
        except OSError as error:
            return f"cannot be put there: {error}"

    def _put(self, student, file, when, stamp, target, write):
        old = target.stat() if target.exists() else None
        if old and target.read_bytes() == file.read_bytes():
            return Placed(student, SAME)
        if old and when and old.st_mtime > when + _SLACK:
            note = f"{self._short(target)} is newer; to replace it, delete it first"
            return Placed(student, KEPT, (note,))
        notes = ()
        if old:
            folder = self._folder(student) / EARLIER
            kept = _free(folder, target, old.st_mtime)
            notes = (f"the one before is now {self._short(kept)}",)
        if write:
            target.parent.mkdir(parents=True, exist_ok=True)
            if old:
                _move_away(target, kept)
            _write(file, target, when, stamp)
        return Placed(student, TAKEN, notes)

    def _folder(self, student):
        name = self._names.get(composed(student), student)
        return self._root / name / self._expected.lesson

    def _short(self, path):
        return path.relative_to(self._root.parent)


def _free(folder, target, mtime):
    """Return a path in `folder` that is not taken yet, named after file and time."""
    moment = time.strftime("%Y-%m-%d-%H%M%S", time.localtime(mtime))
    for more in itertools.chain([""], map("-{}".format, itertools.count(2))):
        path = folder / f"{target.stem}-{moment}{more}{target.suffix}"
        if not path.exists():
            return path


def _move_away(target, kept):
    """Move a notebook, and the time of submission that belongs to it."""
    kept.parent.mkdir(exist_ok=True)
    os.replace(target, kept)
    stamp = target.parent / "timestamp.txt"
    with contextlib.suppress(FileNotFoundError):
        os.replace(stamp, kept.with_suffix(".timestamp.txt"))


def _write(file, target, when, stamp):
    """Write beside the place and rename: no half of a notebook stands as a whole."""
    beside = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(file, beside)
        if when:
            os.utime(beside, (when, when))
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    if stamp is not None:
        target.with_name("timestamp.txt").write_bytes(stamp)
