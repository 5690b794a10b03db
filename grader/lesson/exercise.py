"""What the author of a lesson writes down for each graded function.

A lesson's `_author/exercises.py` holds a tuple EXERCISES of these: an `Exercise` for
a function that computes, a `Contest` for one that returns predictions.  Nothing in it
restates the solution: that is the code in the source notebook. Right and wrong answers
stand in `_author/answers/`.
"""

from dataclasses import dataclass, field
from typing import Any

from checker.records import Blank, Case, Quantity, Threshold


@dataclass(frozen=True)
class Equivalent:
    """A change of the reference that is no mistake, and the reason.

    edits: ((old, new), …); each `old` must stand in the reference, and every place
    where it stands is replaced. because: why no input can tell the two apart.  The
    audit believes it only of a change that it makes itself, and that moves no output
    of any case.
    """

    edits: tuple[tuple[str, str], ...]
    because: str


@dataclass(frozen=True)
class Exercise:
    """A graded function.

    returns: the names of what it returns, as a tree: "cost", {"dW3": "dW3"} or
    ("A3", ("Z1", "D1")).
    masks: {mask: (the activations it drops, the argument that says how many stay)}.
    does: what the learner can do with it, shown when it is right.
    names: {argument: what the entries of that tuple are called}, for messages.
    neutral: {argument: the value at which the lesson's idea is switched off}.
    quantities: the numbers that a wrong factor may be made of.
    equivalents: `Equivalent`s, for `python -m grader audit`.
    """

    name: str
    returns: Any
    blanks: tuple[Blank, ...]
    visible: tuple[Case, ...]
    hidden: tuple[Case, ...]
    hints: tuple[str, ...]
    does: str
    masks: dict[str, tuple[str, str]] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    neutral: dict[str, float] = field(default_factory=dict)
    quantities: tuple[Quantity, ...] = ()
    equivalents: tuple[Equivalent, ...] = ()

    def __post_init__(self):
        for name in ("blanks", "visible", "hidden", "hints", "quantities"):
            value = getattr(self, name)
            if not isinstance(value, tuple):
                kind = type(value).__name__
                raise TypeError(
                    f"{self.name}: {name} is of type {kind}, expected a tuple (is a "
                    "comma missing before the bracket?)"
                )
        for blank in self.blanks:
            if not isinstance(blank.outputs, tuple):
                raise TypeError(
                    f"{self.name}: the outputs of the blank {blank.name!r} are "
                    f"{blank.outputs!r}, expected a tuple such as ({blank.outputs!r},)"
                )


@dataclass(frozen=True)
class Contest:
    """A graded function without arguments that returns predictions, 0 or 1.

    The labels stay in `_author/`: no check in a released folder and no kernel can
    know how many predictions are right. count: how many points are predicted.
    labels: an npz file in `_author/` with `Y`, shape (1, count). thresholds:
    `Threshold`s in rising order. hints, does: as for an `Exercise`.
    """

    name: str
    count: int
    labels: str
    thresholds: tuple[Threshold, ...]
    hints: tuple[str, ...]
    does: str

    # What else is asked of any exercise.
    hidden = ()  # there is one call, without inputs: nothing in it is hidden

    @property
    def visible(self) -> tuple[Case, ...]:
        return (Case("the new points", {}),)

    @property
    def blanks(self) -> tuple[Blank, ...]:
        return tuple(
            Blank(step.percent, (step.percent,), step.weight)
            for step in self.thresholds
        )
