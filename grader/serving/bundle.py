"""What is trusted, as bytes: the folder of a lesson, and which code is to grade it."""

import functools
import hashlib
import os
from pathlib import Path

import checker
import grader
import utils
from grader.lesson.assignment import NOT_COPIED
from grader.lesson.release import CHECKS

_LEFT_OUT = frozenset(NOT_COPIED) - {"_author"}


@functools.cache
def code_digest() -> str:
    """Return a short text that changes with the code that grades."""
    total = hashlib.sha256()
    for package in (utils, checker, grader):
        root = Path(package.__file__).parent
        for path in sorted(root.rglob("*")):
            if path.suffix in (".py", ".j2") and path.is_file():
                total.update(path.relative_to(root.parent).as_posix().encode())
                total.update(path.read_bytes())
    return total.hexdigest()[:16]


def lesson_files(folder: Path) -> dict[str, Path]:
    """Return {path in a course: path} of what grading reads of a folder of source/.

    That is the folder and, where there is one, its release: notebooks and checks.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and path.suffix != ".pyc" and not _LEFT_OUT & {*name.parts}:
            found[f"source/{folder.name}/{name.as_posix()}"] = path
    released = folder.parent.parent / "release" / folder.name
    for path in [*sorted(released.glob("*.ipynb")), released / CHECKS]:
        if path.is_file():
            name = path.relative_to(released).as_posix()
            found[f"release/{folder.name}/{name}"] = path
    return found


def state_of(folder: Path) -> tuple:
    """Return what changes when one of those files does, without reading them."""
    found = ((name, os.stat(path)) for name, path in lesson_files(folder).items())
    return tuple((name, at.st_mtime_ns, at.st_size, at.st_ino) for name, at in found)
