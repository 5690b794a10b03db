"""What came out of the cases, and what was due: all that a diagnosis can look at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np

from checker.masks import Mask, look_at_mask
from checker.oracle import Oracle
from checker.records import Case, Finding, Spec


@dataclass(frozen=True)
class Pair:
    """An output in one case.

    known: {name: array}, what else there is: inputs, other outputs as they should be.
    without: {part: the output if that part of the solution were left out}.
    neutral: {argument: value} that switches the lesson's idea off, and is given here.
    mistaken: returns the output that a known mistake gives, or None.
    """

    got: np.ndarray
    want: np.ndarray
    inputs: Mapping[str, Any]
    known: Mapping[str, np.ndarray] = field(default_factory=dict)
    without: Mapping[str, np.ndarray] = field(default_factory=dict)
    neutral: Mapping[str, float] = field(default_factory=dict)
    mistaken: Callable[[str], np.ndarray | None] = lambda mistake: None


@dataclass(frozen=True)
class Observed:
    """The evidence on a function.

    gots, wants: {output: array} for each case. stopped: the cases in which the code
    ended with an error.
    """

    spec: Spec
    cases: Sequence[Case]
    gots: Sequence[Mapping[str, np.ndarray]]
    wants: Sequence[Mapping[str, Any]]
    oracle: Oracle
    findings: Sequence[Finding]
    stopped: set[str]

    @cached_property
    def masks(self) -> list[dict[str, Mask]]:
        """For each case, what there is to see of the learner's masks."""
        names = self.spec.masks
        return [
            {name: look_at_mask(got[name]) for name in names if name in got}
            for got in self.gots
        ]

    def pair(self, finding: Finding, mistaken: "MistakenOutputs") -> Pair:
        """Return the `Pair` of a finding."""
        spec = self.spec
        i = [case.name for case in self.cases].index(finding.case)
        inputs = self.cases[i].inputs
        others = {
            name: self.gots[i].get(name) if name in spec.masks else value
            for name, value in self.wants[i].items()
            if name != finding.output
        }
        arrays = {**others, **known_arrays(inputs, spec.names)}
        here = partial(mistaken.output, finding.output, i)
        left_out = {one.part: here(one.id) for one in spec.mistakes if one.part}
        return Pair(
            np.asarray(finding.got, dtype=float),
            np.asarray(finding.want, dtype=float),
            inputs,
            {
                name: np.asarray(value, dtype=float)
                for name, value in arrays.items()
                if value is not None and np.ndim(value) and np.size(value)
            },
            {part: value for part, value in left_out.items() if value is not None},
            {n: v for n, v in spec.neutral.items() if inputs.get(n) == v},
            here,
        )


class MistakenOutputs:
    """What each known mistake gives in each case; worked out when it is asked for."""

    def __init__(self, observed: Observed, failed: Sequence[str]):
        self._observed, self._failed, self._found = observed, set(failed), {}

    def output(self, output: str, i: int, mistake: str) -> Any:
        """Return an output of case i, or None; None if all that it judges is right."""
        if (mistake, i) not in self._found:
            wants, found = self._observed.cases[i].wants, {}
            if wants is None or set(wants) & self._failed:
                got = self._observed.gots[i]
                found = self._observed.oracle.mistaken(i, got, mistake)
            self._found[mistake, i] = found
        return self._found[mistake, i].get(output)


def known_arrays(
    inputs: Mapping[str, Any], names: Mapping[str, Sequence[str]]
) -> dict[str, np.ndarray]:
    """Return {name: array} of the inputs, entries of dictionaries and tuples too.

    names: {argument: what the entries of that tuple are called}, if they are called.
    """
    found = {}
    for name, value in inputs.items():
        if isinstance(value, dict):
            found.update(value)
        elif isinstance(value, (tuple, list)):
            called = names.get(name) or [f"{name}[{i}]" for i in range(len(value))]
            found.update(zip(called, value))
        else:
            found[name] = value
    return {k: v for k, v in found.items() if isinstance(v, np.ndarray) and v.ndim}
