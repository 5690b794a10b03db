"""What travels between collecting, judging and telling.

A learner's folder and the grader use the same ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np

from checker.messages import Clause, Message, say, sentences
from checker.oracle import Instead


class State(StrEnum):
    """What became of an output or of a function."""

    PASSED = "passed"  # translated
    FAILED = "failed"  # translated
    NOT_ATTEMPTED = "not attempted"
    WAITS = "waits"  # of an output: for an earlier one that is wrong


@dataclass(frozen=True)
class Blank:
    """A gap that earns points of its own: the outputs it answers for, its weight."""

    name: str
    outputs: tuple[str, ...]
    weight: float = 1


@dataclass(frozen=True)
class Case:
    """One call of a graded function.

    inputs: {argument: value} in the order of the signature.
    wants: the outputs that this case judges; None for all of them.
    hidden: only grading uses it, and nothing of it is told.
    kept: {mask: how likely each of its rows is kept}, of a mask whose rows differ in
    that; of any other, one argument says it for all rows.
    """

    name: str
    inputs: dict[str, Any]
    seed: int = 1
    wants: tuple[str, ...] | None = None
    hidden: bool = False
    kept: dict[str, tuple[float, ...]] | None = None

    def judges(self, output: str) -> bool:
        return self.wants is None or output in self.wants

    def keep(self, mask: str, argument: str) -> float | tuple[float, ...]:
        """Return how likely an entry of a mask is kept, or each of its rows."""
        return (self.kept or {}).get(mask, self.inputs[argument])


@dataclass(frozen=True)
class Quantity:
    """A number that a wrong factor may be made of.

    name: as a learner knows it. of: the argument that it is, or whose axis has that
    length. share: it lies between 0 and 1, and what is left of it counts, too. asks:
    what to ask a learner whose factor it is, if there is a better question than where
    it enters.
    """

    name: str
    of: str
    axis: int | None = None
    share: bool = False
    asks: str = ""


@dataclass(frozen=True)
class DropMask:
    """A dropout mask: the activations it drops, the argument of how many stay."""

    activation: str
    keep: str


@dataclass(frozen=True)
class KnownMistake:
    """A wrong answer that has a sentence; part: what of the solution it leaves out."""

    id: str
    says: str
    part: str = ""


@dataclass(frozen=True)
class Threshold:
    """A step of a contest: who is right this often earns its points.

    name: completes "your predictions are …". accuracy: a share of the points,
    between 0 and 1. weight: its part of the contest's points.
    """

    name: str
    accuracy: float
    weight: float = 1

    @property
    def percent(self) -> str:
        """Return the name by which cards and reports call this step."""
        return f"{100 * self.accuracy:g} % right"


@dataclass(frozen=True)
class Spec:
    """What a release and a judge know of a graded function: names and texts, no code.

    returns: the names of what it returns, as a tree such as ("A3", ("Z1", "D1")).
    outputs: those names in the order in which the reference computes them.
    blank_names: the variables that the blanks set, in order.
    depends: {output: those that it is computed from}.
    neutral: {argument: the value at which the lesson's idea is switched off}.
    names: {argument: what the entries of that tuple are called}.
    count, thresholds: of a contest, whose predictions are scored by accuracy.
    instead: for which other inputs results are known.
    """

    name: str
    returns: Any
    outputs: tuple[str, ...]
    blanks: tuple[Blank, ...]
    blank_names: tuple[str, ...]
    hints: tuple[str, ...]
    does: str
    masks: Mapping[str, DropMask] = field(default_factory=dict)
    depends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mistakes: tuple[KnownMistake, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    neutral: Mapping[str, float] = field(default_factory=dict)
    quantities: tuple[Quantity, ...] = ()
    count: int = 0
    thresholds: tuple[Threshold, ...] = ()
    instead: tuple[Instead, ...] = ()

    def is_neutral(self, case: Case) -> bool:
        """True if the lesson's idea is switched off in a case."""
        return any(case.inputs.get(n) == off for n, off in self.neutral.items())

    def empty_blanks(self, results: Sequence["Evidence"]) -> list[str]:
        """Return which blanks are still None, in the order of the blanks."""
        names = {name for result in results for name in result.empty}
        return [name for name in self.blank_names if name in names]

    def passed_over(self, results: Sequence["Evidence"]) -> list[str]:
        """Return which of those, outputs aside, have not stopped the code.

        What came out then says nothing of what was filled in.
        """
        empty = self.empty_blanks([r for r in results if not r.error])
        return [name for name in empty if name not in self.outputs]


class Kind(StrEnum):
    """What came out under the name of an output."""

    ARRAY = "array"
    NONE = "None"
    OTHER = "other"  # neither a number nor numbers
    TWICE = "twice"  # not the same in both places where it is returned


@dataclass(frozen=True)
class Output:
    """One output as it came out; type: what it is if it is no array."""

    kind: Kind
    value: np.ndarray | None = None
    type: str = ""


@dataclass(frozen=True)
class RaisedError:
    """The error that stopped a function, and where: line 0 is outside of it.

    names: the function's own variables that have a value, and around: the functions
    and modules that it can use, for "did you mean …?".
    """

    type: str
    message: str = ""
    line: int = 0
    source: str = ""
    names: tuple[str, ...] = ()
    around: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """What is wrong with a result's form: a key of `explain.PROBLEMS`, its values."""

    id: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Evidence:
    """What one call brought: written beside the learner's code, judged elsewhere.

    changed: inputs that are not as they were. unused: generators among the inputs from
    which nothing was drawn, though no error stopped the code.
    """

    case: str
    outputs: Mapping[str, Output] = field(default_factory=dict)
    error: RaisedError | None = None
    problem: Problem | None = None
    changed: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """{output: array} of those that are arrays."""
        outputs = self.outputs.items()
        return {n: np.asarray(o.value) for n, o in outputs if o.kind == Kind.ARRAY}

    @property
    def empty(self) -> list[str]:
        """The names of those that are None."""
        return [n for n, output in self.outputs.items() if output.kind == Kind.NONE]


@dataclass(frozen=True)
class Finding:
    """One output in one case."""

    case: str
    output: str
    state: State
    clause: Clause | None = None
    got: np.ndarray | None = None
    want: np.ndarray | None = None


class Named(NamedTuple):
    """A known mistake that explains some outputs.

    says: what the learner reads. besides: what more is wrong with them.
    """

    id: str
    says: Message
    outputs: tuple[str, ...]
    besides: tuple[Message, ...] = ()

    def sentences(self) -> tuple[Message, ...]:
        """Return the sentences about these outputs."""
        likely = "Likely in {outputs}: {says}"
        return (say(likely, outputs=self.outputs, says=self.says), *self.besides)


@dataclass(frozen=True)
class Verdict:
    """What is right and wrong with one function.

    outputs: {name: State}. blanks: {name: True if it earns its points}.
    found: what is told of outputs, the most telling first; remarks: what else is told.
    cases: (name, True if all is right there). unexplained: wrong outputs of which no
    more is said. word: on the card, instead of the state's own. does_hold: False if
    what the lesson says of a right function is not true of this one. elsewhere: True
    if it is not the function of the cell that is graded.
    """

    name: str
    state: State
    outputs: Mapping[str, State] = field(default_factory=dict)
    blanks: Mapping[str, bool] = field(default_factory=dict)
    mistakes: tuple[Named, ...] = ()
    found: tuple[tuple[tuple[Message, ...], tuple[str, ...]], ...] = ()
    remarks: tuple[Message, ...] = ()
    findings: tuple[Finding, ...] = ()
    cases: tuple[tuple[str, bool], ...] = ()
    unexplained: tuple[str, ...] = ()
    word: str = ""
    does_hold: bool = True
    elsewhere: bool = False

    @property
    def message(self) -> str:
        """Return what is told, as one text."""
        return sentences(self.found, self.remarks)

    def share(self, spec: Spec) -> float:
        """Return the part of the points that is earned, between 0 and 1."""
        total = sum(blank.weight for blank in spec.blanks)
        earned = sum(b.weight for b in spec.blanks if self.blanks.get(b.name))
        return earned / total
