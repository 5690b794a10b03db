"""A graded function with its reference: the oracle of the judge."""

import dataclasses
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from checker.masks import look_at_mask
from checker.oracle import Instead
from checker.records import Case, DropMask, KnownMistake, Spec
from checker.returned import output_names
from grader.lesson.answers import Answer
from grader.lesson.consistency import check_answers, check_cases, check_exercise
from grader.lesson.exercise import Exercise
from grader.lesson.instead import Change, other_inputs
from grader.lesson.reference import Arrays, Program, blank_names, usable

_KEPT = 2000  # results; an exercise has some 200 for one learner's outputs


@dataclass(frozen=True)
class LoadedExercise:
    """An exercise with its reference; the oracle of the hidden judge."""

    exercise: Exercise
    text: str
    namespace: dict = field(repr=False)
    answers: tuple = ()
    replays = True

    @property
    def name(self) -> str:
        return self.exercise.name

    @cached_property
    def reference(self) -> Program:
        return self._program(self.text)

    @property
    def known_mistakes(self) -> list[Answer]:
        """The wrong answers that have a sentence."""
        return [answer for answer in self.answers if answer.known_mistake]

    @cached_property
    def mistakes(self) -> dict[str, Program]:
        """{id of a known mistake: Program}."""
        return {one.id: self._program(one.text) for one in self.known_mistakes}

    @cached_property
    def other_inputs(self) -> dict[Instead, Change]:
        """What a slip may put in an input's place, and how inputs are changed for it.

        Of masks there are none: their results are known for each way to draw.
        """
        if self.exercise.masks:
            return {}
        given = self.exercise.visible, self.reference.function
        return other_inputs(*given, self.exercise.names)

    @cached_property
    def _changes(self):
        return {one.id: change for one, change in self.other_inputs.items()}

    def with_other_input(self, case: Case, which: Instead, carry: Arrays) -> Arrays:
        """Return a case's outputs for another input, {} if it stops with an error."""
        try:
            with _in_silence():
                inputs = self.other_inputs[which](case.inputs)
                return self.reference(inputs, carry, case.seed)
        except Exception:  # no such input was meant to be given
            return {}

    def _program(self, text):
        returns = self.exercise.returns
        outputs = list(output_names(returns))
        return Program(self.name, text, self.namespace, outputs, returns)

    @cached_property
    def spec(self) -> Spec:
        """What travels with a release and to a kernel: names and texts, no code."""
        exercise = self.exercise
        outputs = self.reference.noted
        check_cases(exercise)
        case = next(case for case in exercise.visible if case.wants is None)
        base = self.reference(case.inputs, seed=case.seed)
        check_exercise(exercise, self.text, outputs, base)
        check_answers(exercise, self.answers)
        return Spec(
            self.name,
            exercise.returns,
            tuple(outputs),
            exercise.blanks,
            tuple(blank_names(self.text)),
            exercise.hints,
            exercise.does,
            {mask: DropMask(*about) for mask, about in exercise.masks.items()},
            self._depends(outputs, case, base),
            tuple(KnownMistake(m.id, m.says, m.part) for m in self.known_mistakes),
            {name: tuple(entries) for name, entries in exercise.names.items()},
            exercise.neutral,
            exercise.quantities,
            instead=tuple(self.other_inputs),
        )

    def _depends(self, outputs, case, base):
        """Find by trial which output moves when an earlier one is moved."""
        depends = {output: [] for output in outputs}
        for moved in outputs:
            if moved in self.exercise.masks:
                continue
            after = self._moved(moved, case, base)
            for output in outputs:
                if output != moved and not np.allclose(after[output], base[output]):
                    depends[output].append(moved)
        # `carry` stops a change at the next output: follow the chain.
        for output in outputs:
            seen = list(depends[output])
            for earlier in seen:
                seen += [name for name in depends[earlier] if name not in seen]
            depends[output] = seen
        return {output: tuple(names) for output, names in depends.items()}

    def _moved(self, name, case, base):
        """Return the outputs of a case in which one of them has another value."""
        noise = np.random.RandomState(7).uniform(0.5, 1.5, base[name].shape)
        others = base[name] * noise + 0.01, np.roll(base[name], 1)
        for other in others:
            try:
                return self.reference(case.inputs, {**base, name: other}, case.seed)
            except IndexError:  # its entries are places in an array: exchange them
                continue
        return base

    # The oracle of `checker.judge.judge`, on the exercise's visible + hidden cases.

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """All cases, the visible ones first."""
        hidden = (dataclasses.replace(c, hidden=True) for c in self.exercise.hidden)
        return (*self.exercise.visible, *hidden)

    def expected(self, i: int, got: Arrays) -> dict[str, Any]:
        """Return the reference's outputs for case i, given the learner's earlier."""
        found = self._outputs("", i, got)
        plain = self._plain[i]
        if self.exercise.masks:  # a small layer may well be dropped as a whole
            return found
        # Behind an output that is zero everywhere, any code would look right.
        return {
            name: value
            for name, value in found.items()
            if np.any(value) or not np.any(plain[name])
        }

    def mistaken(self, i: int, got: Arrays, mistake: str) -> dict[str, Any]:
        """Return the outputs of a known mistake for case i, likewise."""
        return self._outputs(mistake, i, got)

    def largest_output(self, i: int) -> int:
        """Return how many entries the largest output of case i has."""
        return max(np.size(value) for value in self._plain[i].values())

    def _only_masks(self, case):
        masks = set(self.exercise.masks)
        return bool(masks) and case.wants is not None and set(case.wants) <= masks

    @cached_property
    def _last_carried(self):
        return {}

    def _carried(self, i, got):
        """Return what can be gone on with of a learner's outputs in case i."""
        last = self._last_carried.get(i)
        if last is None or last[0] is not got:  # the same for each known mistake
            carry = usable(self.exercise.masks, got, self._plain[i])
            self._last_carried[i] = last = got, carry
        return last[1]

    @cached_property
    def _plain(self):
        """The reference's own outputs for each case."""
        return [self.reference(case.inputs, seed=case.seed) for case in self.cases]

    @cached_property
    def _kept(self):
        return {}

    def _outputs(self, mistake, i, got):
        """Return the outputs of a known mistake, or of the reference, for case i.

        Many learners give the same outputs, so the last results are kept.
        """
        change = self._changes.get(mistake)
        right = change or not mistake
        program = self.reference if right else self.mistakes[mistake]
        # Masks are computed from nobody's outputs.
        carry = {} if self._only_masks(self.cases[i]) else self._carried(i, got)
        used = filter(carry.__contains__, program.goes_on)
        key = mistake, i, *((name, carry[name].tobytes()) for name in used)
        if key not in self._kept:
            while len(self._kept) >= _KEPT:
                del self._kept[next(iter(self._kept))]
            try:
                with _in_silence() if change else nullcontext():
                    self._kept[key] = self._run(program, i, carry, change)
            except Exception:
                if not mistake:
                    raise
                self._kept[key] = {}  # it stops with an error on these inputs
        return self._kept[key]

    def _run(self, program, i, carry, change):
        case = self.cases[i]
        inputs = change(case.inputs) if change else case.inputs
        try:
            found = program(inputs, carry, case.seed)
        except IndexError:  # a learner's place is beyond an array's end
            found = program(inputs, {}, case.seed)
        for mask in self.exercise.masks:
            if mask in found:
                found[mask] = look_at_mask(found[mask])
        return found


@contextmanager
def _in_silence() -> Iterator[None]:
    """Warn of nothing: not every input fits the reference."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield
