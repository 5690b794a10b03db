"""Inputs of a test that are no data: a random generator, a function.

They travel as the name of what makes them, and are made afresh for each call.
"""

import copy
import importlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Factory:
    """What a function returns for `arguments`.

    function: "module:name" in numpy.random, in utils or in the lesson's package, such
    as Factory("numpy.random:RandomState", (3,)).
    """

    function: str
    arguments: tuple = ()

    def make(self) -> Any:
        """Return a new one; ValueError for a function of Python's own modules."""
        module, _, name = self.function.partition(":")
        package = module.partition(".")[0]
        if not name or (module != "numpy.random" and package in _NOT_OURS):
            raise ValueError(
                f"{self.function}: expected numpy.random:NAME, utils.MODULE:NAME or "
                "PACKAGE.MODULE:NAME of the lesson's package"
            )
        return getattr(importlib.import_module(module), name)(*self.arguments)


_NOT_OURS = {*sys.stdlib_module_names, "numpy", "checker", "IPython"}


def is_generator(value: Any) -> bool:
    """True for a random generator of NumPy, of the old kind or the new."""
    return isinstance(value, (np.random.RandomState, np.random.Generator))


def is_untouched(generator: Any, new: Any) -> bool:
    """True if a generator is in the state of a new one: nothing was drawn from it."""
    return type(generator) is type(new) and _equal(_state(generator), _state(new))


def _state(generator):
    if isinstance(generator, np.random.Generator):
        return generator.bit_generator.state
    return generator.get_state(legacy=False)


def _equal(state, other):
    if isinstance(state, dict):
        return state.keys() == other.keys() and all(
            _equal(state[key], other[key]) for key in state
        )
    return np.array_equal(state, other)


def fresh(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return {argument: value} that a function may change: copies, and new ones."""
    return {
        name: value.make() if isinstance(value, Factory) else copy.deepcopy(value)
        for name, value in inputs.items()
    }
