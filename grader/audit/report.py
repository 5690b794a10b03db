"""Audit one graded function: all of its mutants and all of its known mistakes."""

from dataclasses import dataclass

from grader.audit.equivalent import Equivalence
from grader.audit.known import not_killed, not_told_apart
from grader.audit.mutants import mutants
from grader.audit.run import Bench
from utils._verdict import PASSED

ENOUGH = 0.9  # of the killed mutants must be explained to the learner


@dataclass(frozen=True)
class Audit:
    """What became of the mutants of one function.

    survived, unseen, unexplained: (change, what is known about it).  unseen: killed
    by the hidden cases but not by the visible ones.  A mutant is *explained* if the
    learner's card names a known mistake or says of each wrong output how it is
    related to the right one, or what an error means, or which blank is empty; that
    an output has other values than expected explains nothing.
    """

    name: str
    mutants: int
    killed: int
    named: int
    survived: tuple
    equivalent: tuple
    unseen: tuple
    unexplained: tuple
    mistakes: int
    faults: tuple  # sentences on known mistakes

    @property
    def explained(self):
        return self.killed - len(self.unexplained)

    @property
    def problems(self):
        """Return what must be mended, in sentences; empty for a sharp test."""
        found = [
            f"no hidden case sees: {change} ({why})" for change, why in self.survived
        ]
        found += self.faults
        if self.killed and self.explained < ENOUGH * self.killed:
            share = f"{self.explained / self.killed:.0%}"
            found.append(f"only {share} of the mutants are explained, not {ENOUGH:.0%}")
        if not self.killed:
            found.append("no mutant is killed: is there a blank with a solution in it?")
        return found


def audit_exercise(bench: Bench):
    """Return the `Audit` of one graded function."""
    loaded = bench.loaded
    made = mutants(
        loaded.name, loaded.text, loaded.namespace, loaded.exercise.visible[0].inputs
    )
    equivalence = Equivalence(bench, tuple(made))
    survived, equivalent, unseen, unexplained, killed, named = [], [], [], [], 0, 0
    for mutant in made:
        if not bench.killed(mutant.text):
            judgement = equivalence.of(mutant)
            where = equivalent if judgement.equivalent else survived
            where.append((mutant.change, judgement.why))
            continue
        killed += 1
        verdict = bench.visible(mutant.text)
        if verdict.state == PASSED:
            unseen.append((mutant.change, "the visible cases let it pass"))
        if verdict.state == PASSED or verdict.unexplained:
            unexplained.append((mutant.change, verdict.message))
        named += bool(verdict.mistakes)
    return Audit(
        loaded.name,
        len(made),
        killed,
        named,
        tuple(survived),
        tuple(equivalent),
        tuple(unseen),
        tuple(unexplained),
        len(loaded.exercise.mistakes),
        tuple(not_killed(bench) + not_told_apart(bench)),
    )
