"""Run a function given as text on a lesson's cases, without a kernel, and judge it."""

import dataclasses
import io
import linecache
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from checker.collect import collect
from checker.judge import judge
from checker.oracle import Oracle
from checker.records import Case, Spec, State, Verdict
from checker.stored import Checks, checks_bytes, load_checks
from checker.travel import plain
from checker.wire import dumps
from grader.lesson.checks import visible_checks
from grader.lesson.contest import LoadedContest
from grader.lesson.lesson import Lesson
from grader.lesson.reference_oracle import LoadedExercise

FILE = "<a mutant>"
_WRONG = {State.FAILED, State.NOT_ATTEMPTED}


@dataclass(frozen=True)
class Bench:
    """What is needed to judge any text of one graded function."""

    loaded: LoadedExercise | LoadedContest
    stored: Checks = field(repr=False)  # as a released folder has them
    _verdicts: dict = field(default_factory=dict, repr=False)

    @cached_property
    def spec(self) -> Spec:
        return self.loaded.spec

    @property
    def cases(self) -> tuple[Case, ...]:
        return self.loaded.cases

    @contextmanager
    def function(self, text: str) -> Iterator[Callable]:
        """Give the function that `text` defines; its lines can be shown."""
        scope = dict(self.loaded.namespace)
        lines = text.splitlines(keepends=True)
        linecache.cache[FILE] = (len(text), None, lines, FILE)
        try:
            exec(compile(text, FILE, "exec"), scope)
            yield scope[self.loaded.name]
        finally:
            linecache.cache.pop(FILE, None)

    def visible(self, text: str) -> Verdict:
        """Return the verdict that a learner's `check` would show."""
        return self._verdict(text, self.stored.cases, self.stored)

    def hidden(self, text: str) -> Verdict:
        """Return the verdict that grading would reach, on all cases."""
        return self._verdict(text, self.cases, self.loaded)

    def _verdict(self, text, cases, oracle):
        """Judge a text; one judgement serves all that give the very same evidence."""
        with self.function(text) as function:
            results = [collect(function, self.spec, case) for case in cases]
        evidence = dumps(plain(results))
        key = oracle is self.stored, evidence
        if key not in self._verdicts:
            self._verdicts[key] = judge(self.spec, cases, results, oracle)
        return self._verdicts[key]

    def seen(self, text: str) -> bool:
        """True if the visible cases see that a text is not right."""
        return self._is_wrong(text, self.stored.cases, self.stored, 0)

    def killed(self, text: str) -> bool:
        """True if the hidden cases alone see that a text is not right."""
        first = len(self.loaded.exercise.visible)
        return self._is_wrong(text, self.cases[first:], self.loaded, first)

    def _is_wrong(self, text, cases, oracle, first):
        """True if some case calls an output wrong, or else all of them together do.

        A full verdict, which also looks at changed inputs, is reached only if no case
        is enough. No mistake is looked for: a yes or no needs no words.
        """
        spec = dataclasses.replace(self.spec, mistakes=())
        results = []
        with self.function(text) as function:
            for i, case in enumerate(cases):
                results.append(collect(function, spec, case))
                verdict = judge(spec, [case], results[-1:], _From(oracle, first + i))
                if any(finding.state in _WRONG for finding in verdict.findings):
                    return True
        verdict = judge(spec, cases, results, _From(oracle, first))
        return verdict.state != State.PASSED


class _From:
    """An oracle for the cases from number `first` on."""

    def __init__(self, oracle: Oracle, first: int):
        self._oracle, self._first = oracle, first
        self.replays = oracle.replays

    def expected(self, i, got):
        return self._oracle.expected(i + self._first, got)

    def mistaken(self, i, got, mistake):
        return self._oracle.mistaken(i + self._first, got, mistake)


def benches(lesson: Lesson) -> Sequence[Bench]:
    """Return a `Bench` for each graded function of a lesson."""
    # Through bytes, as a student's folder has them.
    checks = load_checks(io.BytesIO(checks_bytes(visible_checks(lesson))))
    return [Bench(loaded, checks[name]) for name, loaded in lesson.exercises.items()]
