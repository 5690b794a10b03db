"""One temporary folder for all that a grader writes on its way.

A grader that was killed leaves its folder; the next one finds that nobody holds the
lock in it any more, and removes it.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

from grader.sandbox.cleanup import sweep

_PREFIX = "grader-"
_LOCK = "lock"


class Home:
    """A folder that is there while this object is open."""

    def __init__(self):
        _remove_what_is_left()
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
            try:
                lock = os.open(self.path / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC)
            except FileNotFoundError:
                continue  # another took it for left before it had a lock
            fcntl.flock(lock, fcntl.LOCK_EX)
            if os.fstat(lock).st_nlink:
                break
            os.close(lock)  # or before it was locked
        self._lock = lock
        _copy_font_lists(self.path)

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        _remove(self.path)
        os.close(self._lock)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def _copy_font_lists(folder):
    """Copy what Matplotlib knows of the user's fonts: to look again takes seconds."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    known = Path(os.environ.get("MPLCONFIGDIR") or Path(cache, "matplotlib"))
    for path in known.glob("fontlist-*.json"):
        with contextlib.suppress(OSError):
            shutil.copy(path, folder)


def _remove(folder):
    """Remove a grader's folder, the lock last: what has none is no grader's."""
    with contextlib.suppress(OSError):
        for entry in [*os.scandir(folder)]:
            if entry.is_dir(follow_symlinks=False):
                sweep(entry.path)
            elif entry.name != _LOCK:
                os.unlink(entry.path)
    sweep(folder)


def _remove_what_is_left():
    """Remove the folders of graders that are no more."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if path.is_symlink() or path.stat().st_uid != os.getuid():
                continue
            try:
                lock = os.open(path / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
            except FileNotFoundError:
                path.rmdir()  # it was killed before it had one; others are not empty
                continue
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _remove(path)
            finally:
                os.close(lock)
