"""Run a function given as text on a lesson's cases, without a kernel, and judge it."""

import dataclasses
import io
import linecache
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from checker.collect import collect
from checker.judge import judge
from checker.records import State
from checker.stored import Checks, checks_bytes, load_checks
from checker.travel import plain
from checker.wire import dumps
from grader.lesson.lesson import Lesson, LoadedExercise
from grader.lesson.release import visible_checks

FILE = "<a mutant>"


@dataclass(frozen=True)
class Bench:
    """What is needed to judge any text of one graded function."""

    loaded: LoadedExercise
    stored: Checks = field(repr=False)  # as a released folder has them
    _verdicts: dict = field(default_factory=dict, repr=False)

    @cached_property
    def spec(self):
        return self.loaded.spec

    @property
    def cases(self):
        return self.loaded.cases

    @contextmanager
    def function(self, text):
        """Give the function that `text` defines; its lines can be shown."""
        scope = dict(self.loaded.namespace)
        lines = text.splitlines(keepends=True)
        linecache.cache[FILE] = (len(text), None, lines, FILE)
        try:
            exec(compile(text, FILE, "exec"), scope)
            yield scope[self.loaded.name]
        finally:
            linecache.cache.pop(FILE, None)

    def visible(self, text):
        """Return the verdict that a learner's `check` would show."""
        with self.function(text) as function:
            results = [collect(function, self.spec, case) for case in self.stored.cases]
        key = dumps(plain(results))  # many mutants give the very same evidence
        if key not in self._verdicts:
            self._verdicts[key] = judge(
                self.spec, self.stored.cases, results, self.stored
            )
        return self._verdicts[key]

    def hidden(self, text):
        """Return the verdict that grading would reach, on all cases."""
        with self.function(text) as function:
            results = [collect(function, self.spec, case) for case in self.cases]
        return judge(self.spec, self.cases, results, self.loaded)

    def killed(self, text):
        """True if the hidden cases see that a text is not right.

        One case that calls an output wrong is enough; a full verdict, which also
        looks at changed inputs, is reached only if none does.
        """
        quick = dataclasses.replace(self.spec, mistakes=())
        results = []
        with self.function(text) as function:
            for number, case in enumerate(self._hidden):
                results.append(collect(function, self.spec, case))
                offset = self._first + number
                verdict = self._judged(quick, [case], results[-1:], offset)
                if {f.state for f in verdict.findings} & {
                    State.FAILED,
                    State.NOT_ATTEMPTED,
                }:
                    return True
        verdict = self._judged(quick, self._hidden, results, self._first)
        return verdict.state != State.PASSED

    def _judged(self, spec, cases, results, offset):
        return judge(spec, cases, results, _From(self.loaded, offset))

    @cached_property
    def _hidden(self):
        return self.cases[self._first :]

    @cached_property
    def _first(self):
        return len(self.loaded.exercise.visible)


@dataclass(frozen=True)
class _From:
    """The reference as oracle for the cases from number `offset` on."""

    loaded: LoadedExercise
    offset: int
    replays = True

    def expected(self, i, got):
        return self.loaded.expected(i + self.offset, got)

    def mistaken(self, i, got, mistake):
        return self.loaded.mistaken(i + self.offset, got, mistake)


def benches(lesson: Lesson):
    """Return a `Bench` for each graded function of a lesson."""
    # Through bytes, as a student's folder has them.
    checks = load_checks(io.BytesIO(checks_bytes(visible_checks(lesson))))
    return [Bench(loaded, checks[name]) for name, loaded in lesson.exercises.items()]
