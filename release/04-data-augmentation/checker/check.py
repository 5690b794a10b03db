"""`check(f)`: is the function you have just written right, and if not, why?

    check(compute_cost_with_regularization)    shows a card
    check.hint(1)                              a first hint, if you want one

It calls your function on the small cases of `checker/data/checks.npz`.
While a submission is graded, `check(f, hidden=True)` calls it on inputs that the
grader hands over, and sends the outputs back; the verdict is reached elsewhere.
"""

import dataclasses
import os
from pathlib import Path

from IPython import get_ipython
from IPython.display import display

from checker.cells import Cells, NotDefined
from checker.collect import collect, sendable
from checker.inputs import fresh
from checker.records import Case, State, Verdict
from checker.travel import plain, spec_from
from checker.wire import WireError, dumps, loads


class NotYet(AssertionError):
    """Raised by `check` under `nbgrader validate`, so that Validate tells the truth."""

    def _render_traceback_(self):
        return [f"NotYet: {self}"]


class NoJudge(RuntimeError):
    """A hidden check was run where no grader listens."""


class Check:
    """Called as `check(f)`; remembers which function was looked at last."""

    def __init__(self):
        self._last = None
        self._delivery = self._send = None
        self._course = None
        shell = get_ipython()
        watches = shell and not getattr(shell, "is_judged", False)
        self._cells = Cells(shell, self._names) if watches else None

    def __call__(self, function, hidden=False):
        """Show whether `function` is right on the visible cases.

        With hidden=True (in test cells, while grading) run it on the inputs that the
        grader delivered and publish what came out.  Raises NoJudge where nothing was
        delivered, KeyError where the lesson has no such function.
        """
        if hidden:
            self._send_evidence(function)
            return
        if self._delivery is not None:  # the grader judges the visible cases, too
            return
        self._last = name = self._name_of(function)
        checks = self._checks()[name]
        verdict = self._judge(name, function, checks)
        _show(verdict, checks.spec.does)
        validating = os.environ.get("NBGRADER_EXECUTION") == "validate"
        if validating and verdict.state != State.PASSED:
            raise NotYet(f"{name}: {verdict.message}")

    def hint(self, level=1):
        """Show hint number `level` for the function that was checked last."""
        if self._last is None:
            print("Run check(your_function) first; then check.hint(1).")
            return
        hints = self._checks()[self._last].spec.hints
        if not isinstance(level, int) or not 1 <= level <= len(hints):
            print(f"{self._last} has hints 1 to {len(hints)}: check.hint(1).")
            return
        print(f"Hint {level} of {len(hints)} for {self._last}: {hints[level - 1]}")

    def ready(self, *functions):
        """Return True if all `functions` are right; otherwise say what to do first."""
        checks = self._checks()
        for function in functions:
            name = self._name_of(function)
            verdict = self._judge(name, function, checks[name])
            if verdict.state != State.PASSED:
                verb = "Correct" if verdict.state == State.FAILED else "Fill in"
                print(f"{verb} `{name}` first; then run this cell again.")
                return False
        return True

    def deliver(self, data, send):
        """Take the inputs of a hidden test from the grader; send(bytes) answers it."""
        self._delivery, self._send = loads(data), send

    def use(self, course):
        """Let a course's sources answer, where an instructor runs a source notebook.

        course.checks() returns what checks.npz would hold, course.verdict(name,
        function) the judge's verdict on all cases.
        """
        self._course = course

    def _judge(self, name, function, checks):
        from checker.judge import judge  # when asked: grading needs the evidence only

        why = self._cells and self._cells.why_not(name)
        if why:
            return Verdict(name, State.FAILED, remarks=(why,))
        results = [collect(function, checks.spec, case) for case in checks.cases]
        return judge(checks.spec, checks.cases, results, checks)

    def _send_evidence(self, function):
        delivery, self._delivery = self._delivery, None
        if isinstance(function, NotDefined):
            return  # the visible check has said why
        if delivery is None and self._course is not None:
            verdict = self._course.verdict(self._name_of(function), function)
            name = f"{verdict.name}, hidden cases too"
            _show(dataclasses.replace(verdict, name=name))
            return
        if delivery is None:
            raise NoJudge(
                "this hidden test needs the course's judge: grade with "
                "`python -m grader grade`, or with nbgrader and this course's "
                "nbgrader_config.py (Autograde.autograde_preprocessors). In a source "
                "notebook, `%load_ext grader.lab` makes it answer; `make lab` does so "
                "by itself"
            )
        spec = spec_from(delivery["spec"])
        results = []
        for tree, entries in zip(delivery["cases"], delivery["entries"]):
            case = Case(**tree)
            inputs = fresh(case.inputs)
            evidence = plain(collect(function, spec, case, inputs, entries))
            results.append({**evidence, "inputs": sendable(inputs, entries)})
        self._send(dumps({"nonce": delivery["nonce"], "results": results}))

    def _checks(self):
        if self._course is not None:
            return self._course.checks()
        from checker.stored import load_checks

        file = Path(__file__).resolve().parent / "data" / "checks.npz"
        if not file.exists():
            raise FileNotFoundError(
                f"{file} is missing: the checks of this lesson. Keep the folder "
                "checker/ beside the notebook as it came; download the lesson's folder "
                "again. (An instructor in source/: run `%load_ext grader.lab`.)"
            )
        return load_checks(file)

    def _names(self):
        """Return the lesson's functions; none where the checks cannot be read."""
        try:
            return tuple(self._checks())
        except (OSError, WireError):
            return ()

    def _name_of(self, function):
        names = self._checks()
        name = getattr(function, "__name__", "")
        if name in names:
            return name
        shell = get_ipython()
        for candidate in names:  # a learner may have wrapped the function
            if shell and shell.user_ns.get(candidate) is function:
                return candidate
        raise KeyError(f"this lesson has no check for {name!r}, only {list(names)}")


def _show(verdict, does=""):
    from checker.card import html_card, text_card

    html, text = html_card(verdict, does), text_card(verdict, does)
    if get_ipython() is None:
        print(text)
    else:
        display({"text/html": html, "text/plain": text}, raw=True)


check = Check()
ready = check.ready
