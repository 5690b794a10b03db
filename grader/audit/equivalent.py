"""Is a mutant that survives a wrong answer, or another way to write a right one?

It is equivalent if the author's reason for it is written down in the lesson, or if
its outputs are those of the reference, bit for bit, on thousands of random inputs.
"""

import ast
import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from checker.inputs import Factory
from grader.audit.bench import Bench
from grader.audit.mutants import Mutant
from grader.lesson.reference import AuthorError, edited

INPUTS = 2000  # random inputs for one mutant
_SIZES = 7  # a random axis has 1 to this many entries


@dataclass(frozen=True)
class Judgement:
    """How a surviving mutant compares: why it is equivalent, or where it differs."""

    equivalent: bool
    why: str


@dataclass(frozen=True)
class Equivalence:
    """Compares mutants of one graded function with its reference.

    known: the mutants of that function; a written reason must be about one of them.
    """

    bench: Bench
    mutants: tuple[Mutant, ...]
    count: int = INPUTS
    _reasons: dict = field(default_factory=dict)

    def __post_init__(self):
        text = self.bench.loaded.text
        made = {_form(mutant.text): mutant for mutant in self.mutants}
        for entry in self.bench.loaded.exercise.equivalents:
            mutant = made.get(_form(edited(text, entry.edits)))
            if mutant is None:
                raise AuthorError(
                    f"{self.bench.loaded.name}: the reason {entry.because!r} is about "
                    "a change that is none of the mutants"
                )
            self._check(mutant, entry)
            self._reasons[mutant] = entry.because

    def of(self, mutant: Mutant) -> Judgement:
        """Return a `Judgement` of a mutant that the hidden cases do not see."""
        if mutant in self._reasons:
            return Judgement(True, self._reasons[mutant])
        with self.bench.function(mutant.text) as function:
            for number, (inputs, right) in enumerate(self._drawn):
                if _call(function, inputs, number) != right:
                    return Judgement(False, f"differs on random input {number}")
        return Judgement(True, f"same bits on {len(self._drawn)} random inputs")

    def _check(self, mutant, entry):
        """Raise AuthorError if a written reason is wrong on a case of the lesson."""
        loaded = self.bench.loaded
        for case in loaded.cases:
            inputs = _locked(case.inputs)
            with self.bench.function(loaded.text) as function:
                right = _call(function, inputs, case.seed)
            with self.bench.function(mutant.text) as function:
                if _close(_call(function, inputs, case.seed), right):
                    continue
            raise AuthorError(
                f"{loaded.name}: {mutant.change} is called equivalent "
                f"({entry.because}), but differs in the case {case.name!r}"
            )

    @cached_property
    def _drawn(self):
        """Return [(random inputs, what the reference makes of them)]."""
        rng = np.random.RandomState(5)
        given = [_locked(case.inputs) for case in self.bench.loaded.exercise.visible]
        drawn = [
            _locked(random_inputs(rng, given[i % len(given)]))
            for i in range(self.count)
        ]
        with self.bench.function(self.bench.loaded.text) as function:
            return [(given, _call(function, given, i)) for i, given in enumerate(drawn)]


def random_inputs(
    rng: np.random.RandomState, inputs: Mapping[str, Any]
) -> dict[str, Any]:
    """Return inputs with the structure of `inputs`, of other sizes and values.

    Axes that are equally long in `inputs` stay equally long.  Zeros and whole
    numbers stay where they are; a number between 0 and 1 stays between them.
    """
    sizes = {}
    return {name: _randomised(rng, value, sizes) for name, value in inputs.items()}


def _randomised(rng, value, sizes):
    if isinstance(value, dict):
        return {name: _randomised(rng, item, sizes) for name, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(_randomised(rng, item, sizes) for item in value)
    if isinstance(value, np.ndarray) and value.ndim:
        shape = [
            1 if n == 1 else sizes.setdefault(n, rng.randint(1, _SIZES + 1))
            for n in value.shape
        ]
        picked = rng.choice(value.ravel(), shape)
        if value.dtype.kind != "f":
            return picked.astype(value.dtype)
        between = ((value > 0) & (value < 1)).all()
        fresh = rng.rand(*shape) if between else picked * rng.uniform(0.2, 2, shape)
        return np.where(picked == 0, 0, fresh)
    if isinstance(value, int) and not isinstance(value, bool) and value > 1:
        return int(rng.randint(1, 2 * value + 1))  # a number of something
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value:
        return rng.rand() if 0 < value <= 1 else value * rng.uniform(0.2, 2)
    return value


def _call(function, inputs, seed):
    """Return as bytes what a function makes of inputs that it cannot change."""
    np.random.seed(seed)
    with np.errstate(all="ignore"):
        try:
            return _bits(function(*map(_ready, inputs.values())))
        except Exception as error:
            return type(error).__name__


@dataclass(frozen=True)
class _Made:
    """What a `Factory` made, for all calls: each gets a copy, as making takes long."""

    value: Any


def _ready(value):
    return copy.deepcopy(value.value) if isinstance(value, _Made) else value


def _bits(value):
    """Return the form and the numbers of a tree of arrays; True counts as 1."""
    arrays = []
    form = _flatten(value, arrays)
    numbers = [array.ravel() for array in arrays]
    return form, (np.concatenate(numbers) if numbers else np.zeros(0)).tobytes()


def _flatten(value, arrays):
    if isinstance(value, dict):
        return tuple((name, _flatten(item, arrays)) for name, item in value.items())
    if isinstance(value, (tuple, list)):
        return tuple(_flatten(item, arrays) for item in value)
    if value is None or isinstance(value, str):
        return value
    arrays.append(np.asarray(value, dtype=float) + 0.0)  # −0 is 0
    return arrays[-1].shape


def _close(a, b):
    """True if two results of `_call` agree up to the order of summation."""
    if isinstance(a, str) or isinstance(b, str) or a[0] != b[0]:
        return a == b
    x, y = np.frombuffer(a[1]), np.frombuffer(b[1])
    return np.allclose(x, y, rtol=1e-9, atol=1e-12, equal_nan=True)


def _locked(value):
    """Return a tree of arrays that cannot be written to: a change is an error."""
    if isinstance(value, dict):
        return {name: _locked(item) for name, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(_locked(item) for item in value)
    if isinstance(value, np.ndarray):
        value = value.copy()
        value.flags.writeable = False
    return _Made(value.make()) if isinstance(value, Factory) else value


def _form(text):
    return ast.dump(ast.parse(text))
