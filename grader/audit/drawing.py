"""Audit how a contest's points were drawn: would a small seed give them again?

Whoever finds the seed has the labels. A contest whose points a program made keeps it
as `_author/make_data.py` (docs/add-a-lesson.md says what it has to offer).
"""

import importlib.util
import inspect
from collections.abc import Callable, Iterator
from itertools import islice
from operator import eq
from pathlib import Path
from types import ModuleType

import numpy as np

from grader.lesson.contest import LoadedContest
from grader.lesson.reference import AuthorError

SEEDS = 2**20  # those below are tried, as anybody could in seconds
ENOUGH = 16  # numbers at the start: fewer, if small, would agree by chance


def drawing_problems(contest: LoadedContest) -> Iterator[str]:
    """Yield what is wrong with how the points were drawn, in sentences.

    Nothing where `_author/` holds no make_data.py, or one whose `make` takes no seed.
    Raises AuthorError for a maker that lacks one of its functions.
    """
    path = contest.author / "make_data.py"
    if not path.is_file():
        return
    maker = _load(path)
    make = _function(maker, path, "make")
    if not inspect.signature(make).parameters:
        return
    bits, start = (_function(maker, path, name) for name in ("bits", "start"))
    released, labels = make(bits())
    if not np.array_equal(labels, contest.labels):
        yield (
            f"{path.name}: make(bits()) gives other labels than "
            f"{contest.exercise.labels}; run {path.name} again"
        )
    first = np.ravel(next(iter(released.values())))[:ENOUGH].tolist()
    if list(islice(start(bits()), ENOUGH)) != first:
        yield (
            f"{path.name}: start(bits()) gives other numbers than make(bits()) begins "
            f"with, expected {first}"
        )
    elif _small_seed_gives(first, start):
        yield (
            f"{path.name}: a seed from 0 to {SEEDS:,} gives the released numbers, so "
            "anybody finds the labels; draw it with secrets.randbits(128)"
        )


def _small_seed_gives(first: list, start: Callable) -> bool:
    """True if some seed from 0 to SEEDS gives these numbers.

    Where `start` yields them one by one, nearly every seed ends at the first.
    """
    return any(all(map(eq, first, start(seed))) for seed in range(SEEDS + 1))


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("_make_data", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _function(maker, path, name):
    found = getattr(maker, name, None)
    if not callable(found):
        raise AuthorError(
            f"{path}: no function {name} in it; a maker of points that takes a seed "
            "has make(bits), bits() and start(bits), see docs/add-a-lesson.md"
        )
    return found
