"""A call that an error stopped, and what is known of it."""

from dataclasses import dataclass

import numpy as np

from checker.diagnosis.observed import known_arrays
from checker.records import Case, Evidence, RaisedError, Spec
from checker.returned import output_names


@dataclass(frozen=True)
class Stop:
    """A call that an error stopped."""

    result: Evidence
    case: Case
    spec: Spec

    @property
    def error(self) -> RaisedError:
        return self.result.error

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """{name: array} of the inputs, and of the function's own variables."""
        given = known_arrays(self.case.inputs, self.spec.names)
        return {**given, **self.result.arrays}

    @property
    def names(self) -> set[str]:
        """The names that have a value in the learner's function."""
        return {*self.case.inputs, *self.result.outputs, *self.error.names}

    @property
    def outputs(self) -> set[str]:
        """The names that a line of the function is expected to set."""
        return {*output_names(self.spec.returns), *self.spec.blank_names}

    @property
    def entries(self) -> dict[str, tuple[str, ...]]:
        """{argument: what its entries are called}."""
        inputs = self.case.inputs.items()
        held = {n: tuple(value) for n, value in inputs if isinstance(value, dict)}
        return {**self.spec.names, **held}
