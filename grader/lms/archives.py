"""Look into what was downloaded, and trust none of it.

Nothing is unpacked: a file is found, named and, when it is asked for, read into memory
within limits. So no path in an archive says where anything is written.
"""

import os
import re
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from grader.lms.texts import readings
from grader.nbgrader_bridge.students import composed
from grader.sandbox.limits import MB
from grader.submission.folders import printable

MOST_FILES = 100_000
MOST_BYTES = 4000 * MB  # read from one archive, in sum
LARGEST_INNER = 100 * MB  # an archive within the archive
_TABLE = 8 * MB  # an archive's table of contents
_CHUNK = MB
_DEPTH = 2  # a student's archive in the platform's archive
_OTHER = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".alz", ".egg")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)


class Unreadable(ValueError):
    """A file that is not read; the text says why, to follow on its name."""


@dataclass(frozen=True)
class Held:
    """What was not taken: its place, why, and whether somebody should look."""

    place: str
    why: str
    look: bool = True


@dataclass(frozen=True)
class File:
    """One file that was sent.

    paths: what its path may be, the likeliest first. time: seconds since 1970, 0 if
    it is not known. read: called before the next file is asked for, returns its bytes;
    raises Unreadable if they are more than its argument, or broken.
    """

    place: str
    paths: tuple[PurePosixPath, ...]
    time: float
    read: Callable[[int], bytes]


class _Budget:
    """What may still be read of one archive, whatever lies in it."""

    def __init__(self):
        self.files, self.bytes = MOST_FILES, MOST_BYTES

    def count(self):
        self.files -= 1
        if self.files < 0:
            raise Unreadable(f"holds more than {MOST_FILES} files")

    def spend(self, size):
        self.bytes -= size
        if self.bytes < 0:
            raise Unreadable(f"is in an archive of more than {MOST_BYTES} bytes")


class _Bounded:
    """A file of which nobody reads more at once than a table of contents may have."""

    def __init__(self, file):
        self._file = file

    def __getattr__(self, name):
        return getattr(self._file, name)

    def read(self, size=-1):
        if size > _TABLE:
            raise zipfile.BadZipFile(f"a table of contents of {size} bytes")
        return self._file.read(size)


def files_in(path: Path) -> Iterator[File | Held]:
    """Yield what lies in a folder, or in a zip archive, and in archives therein.

    What cannot be looked at is yielded as `Held`, the archive itself included.
    """
    budget = _Budget()
    found = _in_folder(path, budget) if path.is_dir() else _in_zip_file(path, budget, 1)
    try:
        yield from found
    except Unreadable as error:
        yield Held(printable(path.name), str(error))


def _in_folder(root, budget):
    errors = []
    for folder, folders, names in os.walk(root, onerror=errors.append):
        folders.sort()
        for name in sorted([*names, *(n for n in folders if _linked(folder, n))]):
            budget.count()
            path = Path(folder, name)
            inner = PurePosixPath(composed(path.relative_to(root).as_posix()))
            place = printable(f"{root.name}/{inner}")
            try:
                found = path.lstat()
            except OSError as error:
                yield Held(place, f"cannot be opened ({error.strerror})")
                continue
            if not stat.S_ISREG(found.st_mode):
                yield Held(place, "is a link, or no file: expected a file of its own")
            elif inner.suffix.lower() == ".zip":
                for one in _in_zip_file(path, budget, 1, place):
                    yield _below(one, (inner,))
            else:
                yield from _one(place, (inner,), found.st_mtime, _reader(path, budget))
    for error in errors:
        place = printable(str(error.filename))
        yield Held(place, f"cannot be opened ({error.strerror})")


def _linked(folder, name):
    return Path(folder, name).is_symlink()


def _reader(path, budget):
    def read(most):
        try:
            if path.lstat().st_size > most:
                raise Unreadable(_too_large(path.lstat().st_size, most))
            data = path.read_bytes()
        except OSError as error:
            raise Unreadable(f"cannot be opened ({error.strerror})") from None
        budget.spend(len(data))
        return data

    return read


def _in_zip_file(path, budget, depth, place=None):
    place = place or printable(path.name)
    try:
        with path.open("rb") as file:
            yield from _in_zip(file, place, budget, depth)
    except OSError as error:
        yield Held(place, f"cannot be opened ({error.strerror})")


def _in_zip(file, place, budget, depth):
    try:
        archive = zipfile.ZipFile(_Bounded(file))
    except _BROKEN as error:
        why = f"is no zip archive that can be opened ({error}): download it again, or "
        yield Held(place, f"{why}unpack it and name the folder")
        return
    with archive:
        for info in archive.infolist():
            budget.count()
            if not info.is_dir():
                yield from _entry(archive, info, place, budget, depth)


def _entry(archive, info, outer, budget, depth):
    """Yield one entry of a zip archive, or what is in it if it is one itself."""
    paths = tuple(PurePosixPath(name) for name in _names(info))
    place = printable(f"{outer}/{_names(info)[0]}")
    if any(_leads_out(path) for path in paths):
        yield Held(place, "has a path that leads out of the archive")
    elif stat.S_ISLNK(info.external_attr >> 16):
        yield Held(place, "is a link: expected a file of its own")
    elif info.flag_bits & 0x41:
        yield Held(place, "is encrypted: ask for it without a password")
    elif info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        yield Held(place, f"is packed by method {info.compress_type}: unpack it first")
    elif paths[0].suffix.lower() == ".zip":
        yield from _inner(archive, info, place, paths, budget, depth)
    else:
        reader = _entry_reader(archive, info, budget)
        yield from _one(place, paths, _time(info), reader)


def _inner(archive, info, place, paths, budget, depth):
    if depth == _DEPTH:
        yield Held(place, "is an archive in an archive in an archive: unpack it first")
        return
    with tempfile.TemporaryFile() as copy:
        try:
            _copy(archive, info, LARGEST_INNER, budget, copy.write)
        except Unreadable as error:
            yield Held(place, str(error))
            return
        copy.seek(0)
        for one in _in_zip(copy, place, budget, depth + 1):
            yield _below(one, paths)


def _below(one, paths):
    """Return a file of an archive that has its own paths among others."""
    if isinstance(one, Held):
        return one
    joined = tuple(outer / inner for outer in paths for inner in one.paths)
    return File(one.place, joined, one.time, one.read)


def _one(place, paths, time, read):
    if paths[0].suffix.lower() in _OTHER:
        why = "is an archive that is not opened here: unpack it and name the folder"
        yield Held(place, why)
    else:
        yield File(place, paths, time, read)


def _names(info):
    """Return what an entry may be called; only newer archives say how it is encoded."""
    name = info.orig_filename.partition("\0")[0]
    if info.flag_bits & 0x800:
        found = (composed(name),)
    else:
        found = readings(name.encode("cp437"), "cp437")
    return tuple(name.replace("\\", "/") for name in found)


def _leads_out(path):
    drive = re.match(r"[A-Za-z]:", str(path))
    return path.is_absolute() or ".." in path.parts or bool(drive) or not path.parts


def _time(info):
    try:
        return datetime(*info.date_time).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def _entry_reader(archive, info, budget):
    def read(most):
        parts = []
        _copy(archive, info, most, budget, parts.append)
        return b"".join(parts)

    return read


def _copy(archive, info, most, budget, write):
    """Read an entry piece by piece; what it declares of its size may be wrong."""
    if info.file_size > most:
        raise Unreadable(_too_large(info.file_size, most))
    size = 0
    try:
        with archive.open(info) as file:
            while data := file.read(_CHUNK):
                size += len(data)
                if size > most:
                    raise Unreadable(_too_large(size, most))
                budget.spend(len(data))
                write(data)
    except Unreadable:
        raise
    except _BROKEN as error:
        raise Unreadable(f"is broken ({error}): ask for it again") from None


def _too_large(size, most):
    return f"has {size} bytes or more, at most {most} are read"
