"""Inputs of a test that are no data: a random generator, a function.

They travel as the name of what makes them, and are made afresh for each call.
"""

import copy
import importlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Made:
    """What `factory` returns for `arguments`.

    factory: "module:name" in numpy.random or in utils, such as
    Made("numpy.random:RandomState", (3,)).
    """

    factory: str
    arguments: tuple = ()

    def make(self):
        """Return a new one; ValueError for a factory outside numpy.random and utils."""
        module, _, name = self.factory.partition(":")
        if module != "numpy.random" and not module.startswith("utils."):
            raise ValueError(
                f"{self.factory}: expected numpy.random:NAME or utils.MODULE:NAME"
            )
        return getattr(importlib.import_module(module), name)(*self.arguments)


def fresh(inputs):
    """Return {argument: value} that a function may change: copies, and new ones."""
    return {
        name: value.make() if isinstance(value, Made) else copy.deepcopy(value)
        for name, value in inputs.items()
    }
