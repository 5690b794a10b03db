"""Audit one graded function: all of its mutants, and the answers written for it."""

from dataclasses import dataclass

from grader.audit.answers import Answers, audit_answers
from grader.audit.bench import Bench
from grader.audit.equivalent import Equivalence
from grader.audit.generators import without_generators
from grader.audit.mutants import mutants
from grader.audit.proposals import proposals

ENOUGH = 0.9  # of the wrong answers must be explained to the learner
FEW = 3  # wrong answers: with fewer, the audit says that some are missing


@dataclass(frozen=True)
class Audit:
    """What became of the mutants and of the answers of one function.

    survived, unseen: (change, what is known about it).  unseen: killed by the hidden
    cases but not by the visible ones.  A wrong answer is *explained* if the learner's
    card names a known mistake or says of each wrong output how it is related to the
    right one, or what an error means, or which blank is empty; that an output has
    other values than expected explains nothing.
    """

    name: str
    mutants: int
    killed: int
    survived: tuple
    equivalent: tuple
    unseen: tuple
    answers: Answers
    proposed: tuple = ()  # statements of likely mistakes that no answer covers

    @property
    def problems(self) -> list[str]:
        """Return what must be mended, in sentences; empty for a sharp test."""
        found = [
            f"no hidden case sees: {change} ({why}). Add a hidden case with other "
            "numbers, or an Equivalent with the reason."
            for change, why in self.survived
        ]
        answers = self.answers
        found += answers.faults
        if answers.explained < ENOUGH * answers.wrong:
            share = f"{answers.explained / answers.wrong:.0%}"
            found.append(
                f"only {share} of the wrong answers are explained, not {ENOUGH:.0%}"
            )
        if not self.killed:
            found.append("no mutant is killed: is there a blank with a solution in it?")
        return found

    @property
    def missing(self) -> str:
        """Return what a good lesson has and this function has not, in a sentence."""
        answers, found = self.answers, []
        if not answers.right:
            found.append("another right way to write it")
        if answers.wrong < FEW:
            found.append(f"{FEW - answers.wrong} more wrong answers")
        if not answers.mistakes:
            found.append("a wrong one with a sentence (says)")
        return f"_author/answers/{self.name}.py: {', '.join(found)}" if found else ""


def audit_exercise(bench: Bench) -> Audit:
    """Return the `Audit` of one graded function."""
    loaded = bench.loaded
    made = mutants(
        loaded.name, loaded.text, loaded.namespace, loaded.exercise.visible[0].inputs
    )
    equivalence = Equivalence(bench, tuple(made))
    survived, equivalent, unseen, killed = [], [], [], []
    for mutant in made:
        if bench.killed(mutant.text):
            killed.append(mutant)
            if not bench.seen(mutant.text):
                unseen.append((mutant.change, "the visible cases let it pass"))
            continue
        judgement = equivalence.of(mutant)
        where = equivalent if judgement.equivalent else survived
        where.append((mutant.change, judgement.why))
    proposed = proposals(bench, killed)
    visible = loaded.exercise.visible[0]
    for mutant in without_generators(loaded.name, loaded.text, visible.inputs):
        made.append(mutant)
        if bench.killed(mutant.text):
            killed.append(mutant)
        else:
            survived.append((mutant.change, "the generator that is given is not used"))
        if not bench.seen(mutant.text):
            unseen.append((mutant.change, "the visible cases let it pass"))
    return Audit(
        loaded.name,
        len(made),
        len(killed),
        tuple(survived),
        tuple(equivalent),
        tuple(unseen),
        audit_answers(bench),
        proposed,
    )
