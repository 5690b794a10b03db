"""How much a child has written, where it has no disk of its own: a tight count."""

import contextlib
import itertools
import os
import stat


def is_over(folder: str, pid: int, size: int, files: int) -> bool:
    """Return whether a child has more than `size` bytes or `files` files.

    Counted are the files in its folder, however deep and whatever their rights, and
    those that it has open and nobody sees any more.
    """
    taken = 0
    found = itertools.chain(_below(folder, files), _unlinked(pid))
    for count, info in enumerate(found, 1):
        taken += max(info.st_size, 512 * info.st_blocks) if info else 0
        if count > files or taken > size:
            return True
    return False


def _below(folder, most):
    """Yield the status of what lies in a folder; None for what cannot be looked at.

    Folders are entered by descriptor, since a path may be too long to be one.
    """
    waiting, seen = [], 0
    with contextlib.suppress(OSError):
        waiting.append(os.open(folder, os.O_RDONLY | os.O_DIRECTORY))
    try:
        while waiting:
            here = waiting.pop()
            try:
                names = os.listdir(here)
                for name in names:
                    seen += 1
                    if seen > most:
                        yield None
                        return
                    info = None
                    with contextlib.suppress(OSError):
                        info = os.stat(name, dir_fd=here, follow_symlinks=False)
                    yield info
                    if info and stat.S_ISDIR(info.st_mode) and len(waiting) < 500:
                        with contextlib.suppress(OSError):
                            if info.st_mode & 0o700 != 0o700:
                                os.chmod(name, 0o700, dir_fd=here)
                            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
                            waiting.append(os.open(name, flags, dir_fd=here))
            except OSError:
                yield None
            finally:
                os.close(here)
    finally:
        for number in waiting:
            os.close(number)


def _unlinked(pid):
    """Yield the status of files that a process has open and that have no name."""
    place = f"/proc/{pid}/fd"
    with contextlib.suppress(OSError):
        for name in os.listdir(place):
            with contextlib.suppress(OSError):
                info = os.stat(f"{place}/{name}")
                if info.st_nlink == 0 and stat.S_ISREG(info.st_mode):
                    yield info
