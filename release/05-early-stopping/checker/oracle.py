"""What says how outputs should be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np


@dataclass(frozen=True)
class Instead:
    """A value that may stand in an argument's place: "m·l2" in that of l2.

    exchanged: the value is another argument, in whose place this one stands.
    is_fixed: it is a number that the argument often has.
    """

    name: str
    value: str
    exchanged: bool = False
    is_fixed: bool = False

    @property
    def id(self) -> str:
        """Return by what an `Oracle` knows it; no known mistake is called so."""
        return f"{self.name} {'↔' if self.exchanged else '→'} {self.value}"


class Oracle(Protocol):
    """What says how the outputs of case i should be, given a learner's earlier ones.

    One that `replays` computes each output from the learner's earlier ones, so that
    one error is counted once; otherwise what follows from a wrong output waits.
    """

    replays: bool

    def expected(self, i: int, got: Mapping[str, np.ndarray]) -> dict[str, Any]:
        """Return {output: array, or a `Mask` that describes one}."""

    def mistaken(
        self, i: int, got: Mapping[str, np.ndarray], mistake: str
    ) -> dict[str, Any]:
        """Return the same for a known mistake, or for the id of an `Instead`.

        {} if it stops with an error, or nothing is known of it.
        """
