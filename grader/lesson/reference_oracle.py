"""A graded function with its reference: the oracle of the judge."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from checker.collect import output_names
from checker.masks import look_at_mask
from grader.lesson.exercise import Exercise
from grader.lesson.reference import AuthorError, Program, blank_names, usable


@dataclass(frozen=True)
class LoadedExercise:
    """An exercise with its reference; the oracle of the hidden judge."""

    exercise: Exercise
    text: str
    namespace: dict = field(repr=False)
    answers: tuple = ()
    replays = True

    @property
    def name(self):
        return self.exercise.name

    @cached_property
    def reference(self):
        outputs = list(output_names(self.exercise.returns))
        returns = self.exercise.returns
        return Program(self.name, self.text, self.namespace, outputs, returns)

    @property
    def known_mistakes(self):
        """The wrong answers that have a sentence."""
        return [answer for answer in self.answers if answer.says]

    @cached_property
    def mistakes(self):
        """{id of a known mistake: Program}."""
        returns = self.exercise.returns
        outputs = list(output_names(returns))
        return {
            m.id: Program(self.name, m.text, self.namespace, outputs, returns)
            for m in self.known_mistakes
        }

    @cached_property
    def spec(self):
        """What travels with a release and to a kernel: names and texts, no code."""
        exercise = self.exercise
        outputs = self.reference.noted
        unknown = set(output_names(exercise.returns)) - set(outputs)
        if unknown:
            raise AuthorError(f"{self.name}: the reference never sets {unknown}")
        return {
            "name": self.name,
            "returns": exercise.returns,
            "outputs": outputs,
            "blanks": [
                {"name": b.name, "outputs": list(b.outputs), "weight": b.weight}
                for b in exercise.blanks
            ],
            "blank_names": blank_names(self.text),
            "masks": {
                mask: {"activation": activation, "keep": keep}
                for mask, (activation, keep) in exercise.masks.items()
            },
            "depends": self._depends(outputs),
            "mistakes": [
                {"id": m.id, "says": m.says, "part": m.part}
                for m in self.known_mistakes
            ],
            "hints": list(exercise.hints),
            "does": exercise.does,
            "names": {name: list(entries) for name, entries in exercise.names.items()},
        }

    def _depends(self, outputs):
        """Find by trial which output moves when an earlier one is moved."""
        case = next(c for c in self.exercise.visible if c.wants is None)
        base = self.reference(case.inputs, seed=case.seed)
        depends = {output: [] for output in outputs}
        for moved in outputs:
            if moved in self.exercise.masks:
                continue
            rng = np.random.RandomState(7)
            noise = rng.uniform(0.5, 1.5, base[moved].shape)
            after = self.reference(
                case.inputs, {**base, moved: base[moved] * noise + 0.01}, case.seed
            )
            for output in outputs:
                if output != moved and not np.allclose(after[output], base[output]):
                    depends[output].append(moved)
        # `carry` stops a change at the next output: follow the chain.
        for output in outputs:
            seen = list(depends[output])
            for earlier in seen:
                seen += [name for name in depends[earlier] if name not in seen]
            depends[output] = seen
        return depends

    # The oracle of `checker.judge.judge`, on the exercise's visible + hidden cases.

    @cached_property
    def cases(self):
        return (*self.exercise.visible, *self.exercise.hidden)

    def expected(self, i, got):
        """Return the reference's outputs for case i, given the learner's earlier."""
        if self._only_masks(self.cases[i]):
            return self._masks_of("", i)
        found = self.run(self.reference, i, got)
        plain = self._plain[i]
        if self.exercise.masks:  # a small layer may well be dropped as a whole
            return found
        # Behind an output that is zero everywhere, any code would look right.
        return {
            name: value
            for name, value in found.items()
            if np.any(value) or not np.any(plain[name])
        }

    def mistaken(self, i, got, mistake):
        """Return the outputs of a known mistake for case i, likewise."""
        try:
            if self._only_masks(self.cases[i]):
                return self._masks_of(mistake, i)
            return self.run(self.mistakes[mistake], i, got)
        except Exception:  # this mistake stops with an error on these inputs
            return {}

    def _only_masks(self, case):
        masks = set(self.exercise.masks)
        return bool(masks) and case.wants is not None and set(case.wants) <= masks

    @cached_property
    def _looks(self):
        return {}

    def _masks_of(self, mistake, i):
        """Return looks at the masks of case i; they depend on nobody's outputs."""
        if (mistake, i) not in self._looks:
            program = self.mistakes[mistake] if mistake else self.reference
            self._looks[mistake, i] = self.run(program, i, {})
        return self._looks[mistake, i]

    @cached_property
    def _plain(self):
        """The reference's own outputs for each case."""
        return [self.reference(case.inputs, seed=case.seed) for case in self.cases]

    def run(self, program, i, got):
        """Run a program on case i with the learner's outputs carried forward."""
        carry = usable(self.exercise.masks, got, self._plain[i])
        found = program(self.cases[i].inputs, carry, self.cases[i].seed)
        for mask in self.exercise.masks:
            if mask in found:
                found[mask] = look_at_mask(found[mask])
        return found
