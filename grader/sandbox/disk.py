"""How much a child has written, where it has no disk of its own: a tight count."""

import contextlib
import itertools
import os
import re
import stat

_DEEPEST = 300  # folders in folders; nobody's work is so deep
_TOO_MUCH = 1 << 62
# A line of /proc/PID/maps: device and inode of a file that has no name any more
_MAPPED = re.compile(r"\S+ \S+ \S+ (\S+ [1-9]\d*) +/.* \(deleted\)")


def is_over(folder: str, pid: int, size: int, files: int, largest: int) -> bool:
    """Return whether a child has more than `size` bytes or `files` files.

    Counted are the files in its folder, however deep and whatever their rights, and
    those that it has open, or mapped into its memory, and nobody sees any more. Of
    the last the size cannot be had: each counts as the `largest` that may be.
    """
    found = itertools.chain(_below(folder), _unlinked(pid), _mapped(pid, largest))
    taken = 0
    for count, one in enumerate(found, 1):
        taken += one
        if count > files or taken > size:
            return True
    return False


def _taken(info):
    return max(info.st_size, 512 * info.st_blocks)


def _below(folder):
    """Yield the size of each file and folder in a folder.

    Folders are entered by descriptor, since a path may be too long to be one.
    """
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
    entered = []  # [descriptor, names that are left]

    def enter(name, above=None):
        entered.append([os.open(name, flags, dir_fd=above), iter(())])
        entered[-1][1] = iter(os.listdir(entered[-1][0]))

    try:
        enter(folder)
        while entered:
            here, names = entered[-1]
            for name in names:
                try:
                    info = os.stat(name, dir_fd=here, follow_symlinks=False)
                    yield _taken(info)
                    if not stat.S_ISDIR(info.st_mode):
                        continue
                    if info.st_mode & 0o700 != 0o700:
                        os.chmod(name, 0o700, dir_fd=here)
                    enter(name, here)
                except FileNotFoundError:  # it was there a moment ago
                    continue
                if len(entered) > _DEEPEST:
                    yield _TOO_MUCH
                break
            else:
                os.close(entered.pop()[0])
    except OSError:  # what cannot be counted is too much
        yield _TOO_MUCH
    finally:
        for number, _ in entered:
            os.close(number)


def _unlinked(pid):
    """Yield the sizes of files that a process has open and that have no name."""
    place = f"/proc/{pid}/fd"
    try:
        numbers = os.listdir(place)
    except OSError as error:
        if isinstance(error, PermissionError):
            yield _TOO_MUCH
        return
    for number in numbers:
        with contextlib.suppress(OSError):
            info = os.stat(f"{place}/{number}")
            if info.st_nlink == 0 and stat.S_ISREG(info.st_mode):
                yield _taken(info)


def _mapped(pid, largest):
    """Yield a size for each file without a name that a process has mapped."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/maps", "rb") as file:
        found = {m[1] for line in file if (m := _MAPPED.match(os.fsdecode(line)))}
        yield from itertools.repeat(largest, len(found))
