"""What the author of a lesson writes down for each graded function.

A lesson's `_author/exercises.py` holds a tuple EXERCISES of these: an `Exercise` for
a function that computes, a `Contest` for one that returns predictions.  Nothing in it
restates the solution: that is the code in the source notebook. Right and wrong answers
stand in `_author/answers/`.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """One call of a graded function.

    inputs: {argument: value} in the order of the signature.
    wants: the outputs that this case judges; None for all of them.
    """

    name: str
    inputs: dict
    seed: int = 1
    wants: tuple | None = None


@dataclass(frozen=True)
class Blank:
    """A gap that earns points of its own: the outputs it answers for, its weight."""

    name: str
    outputs: tuple
    weight: float = 1


@dataclass(frozen=True)
class Equivalent:
    """A change of the reference that is no mistake, and the reason.

    edits: ((old, new), …); each `old` must stand in the reference, and every place
    where it stands is replaced. because: why no input can tell the two apart.  The
    audit believes it only of a change that it makes itself, and that moves no output
    of any case.
    """

    edits: tuple
    because: str


@dataclass(frozen=True)
class Exercise:
    """A graded function.

    returns: the names of what it returns, as a tree: "cost", {"dW3": "dW3"} or
    ("A3", ("Z1", "D1")).
    masks: {mask: (the activations it drops, the argument that says how many)}.
    does: what the learner can do with it, shown when it is right.
    names: {argument: what the entries of that tuple are called}, for messages.
    equivalents: `Equivalent`s, for `python -m grader audit`.
    """

    name: str
    returns: object
    blanks: tuple
    visible: tuple
    hidden: tuple
    hints: tuple
    does: str
    masks: dict = field(default_factory=dict)
    names: dict = field(default_factory=dict)
    equivalents: tuple = ()


@dataclass(frozen=True)
class Threshold:
    """A step of a `Contest`: who is right this often earns its points.

    name: completes "your predictions are …". accuracy: a share of the points,
    between 0 and 1. weight: its part of the contest's points.
    """

    name: str
    accuracy: float
    weight: float = 1

    @property
    def percent(self):
        """Return the name by which cards and reports call this step."""
        return f"{100 * self.accuracy:g} % right"


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
    thresholds: tuple
    hints: tuple
    does: str

    # What else is asked of any exercise.
    hidden = ()  # there is one call, without inputs: nothing in it is hidden

    @property
    def visible(self):
        return (Case("the new points", {}),)

    @property
    def blanks(self):
        return tuple(
            Blank(step.percent, (step.percent,), step.weight)
            for step in self.thresholds
        )
