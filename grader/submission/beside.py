"""What lies beside a notebook of an ordinary assignment when it is run.

The source's files, and those that the student handed in: within limits, no links, and
nothing that Python would import in place of something else.
"""

import fnmatch
import os
import shutil
import site
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.machinery import PathFinder
from pathlib import Path

from grader.lesson.assignment import Assignment
from grader.sandbox.limits import MB, Limits
from grader.submission.requests import REQUEST

_DEPTH = 20  # folders in one another
_NAMED = 5  # files in a note
_MODULES = (".py", ".pyc", ".so", ".pyd")
_ITSELF = ("timestamp.txt", REQUEST)


class TooLarge(ValueError):
    """The source's own files do not fit into the limits; the text says what to do."""


@dataclass(frozen=True)
class FileRules:
    """What nbgrader_config.py says of files beside the notebooks.

    ignored: patterns of names that are the author's alone. own: relative paths of
    files of the source that a student may replace.
    """

    ignored: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


def lay_beside(
    assignment: Assignment,
    submitted: Path | None,
    folder: Path,
    limits: Limits,
    rules: FileRules = FileRules(),
) -> list[str]:
    """Copy both kinds of files into an empty folder; say what was left out, and why.

    submitted: the student's folder, if there is one. Half of the room is for what
    cells will write. Raises TooLarge, or OSError where the disk is full.
    """
    given = _given(assignment, submitted, limits, rules)
    for name, path in given.items():
        _copy(path, folder / name)
    chosen, refused = _sort_out(given, submitted, limits) if submitted else ({}, {})
    for name, path in chosen.items():
        _copy(path, folder / name)
    return [_note(why, names) for why, names in refused.items()]


def copied_files(
    assignment: Assignment, submitted: Path, limits: Limits, rules: FileRules
) -> dict[str, Path]:
    """Return {relative path: path} of the student's files that `lay_beside` copies."""
    try:
        given = _given(assignment, submitted, limits, rules)
    except TooLarge:
        return {}
    return _sort_out(given, submitted, limits)[0]


def _given(assignment, submitted, limits, rules):
    """Return the source's files; TooLarge where they do not fit into the limits."""
    given = {
        name: path
        for name, path in assignment.files().items()
        if not any(
            fnmatch.fnmatch(part, pattern)
            for part in name.split("/")
            for pattern in rules.ignored
        )
    }
    for name in rules.own:
        if submitted and (submitted / name).is_file():
            given.pop(name, None)
    size = sum(path.stat().st_size for path in given.values())
    largest = max((path.stat().st_size for path in given.values()), default=0)
    for found, name, unit in (
        (size, "work_mb", MB),
        (largest, "file_mb", MB),
        (len(given), "work_files", 1),
    ):
        if found > getattr(limits, name) * unit:
            raise TooLarge(
                f"the files in {assignment.folder} need c.Judge.{name} = "
                f"{found // unit + 1} or more. Set it in nbgrader_config.py."
            )
    return given


def _sort_out(given, submitted, limits):
    """Return ({relative path: path} to copy, {why not: names}) of a student's files."""
    chosen, refused = {}, {}
    room, count = limits.work_mb * MB // 2, limits.work_files // 2
    for name, path in files_in(submitted):
        if name in given:
            continue  # the source's own is there
        why = _problem(path, name, given)
        size = path.lstat().st_size
        if not why and (size > min(room, limits.file_mb * MB) or count < 1):
            why = "too much is handed in"
        if why:
            refused.setdefault(why, []).append(name)
        else:
            chosen[name] = path
            room, count = room - size, count - 1
    return chosen, refused


def files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield (relative path, path) of what is in a folder, links and pipes included.

    Notebooks and hidden files are left out.
    """
    left, seen = [(folder, "")], 0
    while left:
        here, prefix = left.pop()
        for entry in sorted(os.scandir(here), key=lambda entry: entry.name):
            seen += 1
            if seen > 20_000:
                return
            name = prefix + entry.name
            hidden = entry.name.startswith(".") or entry.name == "__pycache__"
            if hidden or name in _ITSELF or name.endswith(".ipynb"):
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield name, Path(entry.path)
            elif name.count("/") < _DEPTH:
                left.append((Path(entry.path), f"{name}/"))


def _problem(path, name, given):
    """Return why a file is not copied, "" if it is."""
    if not stat.S_ISREG(path.lstat().st_mode):
        return "it is a link or no regular file"
    if not name.isprintable():
        return "its name cannot be shown"
    parts = name.split("/")
    top = parts[0].split(".")[0]
    module = path.suffix in _MODULES
    if module and (top in sys.stdlib_module_names or _is_installed(top)):
        return "it would hide a module of Python's or an installed one"
    for depth, part in enumerate(parts):
        last = depth == len(parts) - 1
        before = "/".join([*parts[:depth], ""])
        stem = part.split(".")[0]
        for other in given:
            if not other.startswith(before):
                continue
            there, _, rest = other[len(before) :].partition("/")
            same_folder = there == part and bool(rest) and not last
            imported = bool(rest) or there.endswith(_MODULES)
            if module and imported and not same_folder and there.split(".")[0] == stem:
                return "it would hide a file of the assignment's"
            if there == part and not same_folder:
                return "it would hide a file of the assignment's"
    return ""


def _is_installed(name):
    return PathFinder.find_spec(name, _SITES) is not None


_SITES = [*site.getsitepackages(), site.getusersitepackages()]


def _copy(path, to):
    to.parent.mkdir(parents=True, exist_ok=True)
    # Neither a pipe nor a link that somebody puts there meanwhile.
    number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(number, "rb") as source, open(to, "wb") as target:
        shutil.copyfileobj(source, target)


def _note(why, names):
    shown = ", ".join(names[:_NAMED])
    if len(names) > _NAMED:
        shown += f" and {len(names) - _NAMED} more"
    return f"not copied beside the notebook: {shown} ({why})"
