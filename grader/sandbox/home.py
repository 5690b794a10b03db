"""One temporary folder for all that a grader writes on its way.

A grader that was killed leaves its folder; the next one finds that nobody holds the
lock in it any more, and removes it.
"""

import contextlib
import fcntl
import os
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
            lock = os.open(self.path / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if os.fstat(lock).st_nlink:
                break
            os.close(lock)  # another took it for left before it was locked
        self._lock = lock

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        sweep(self.path)
        os.close(self._lock)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def _remove_what_is_left():
    """Remove the folders of graders that are no more."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if path.is_symlink() or path.stat().st_uid != os.getuid():
                continue
            lock = os.open(path / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                sweep(path)
            finally:
                os.close(lock)
