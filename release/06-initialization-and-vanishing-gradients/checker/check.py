"""`check(f)`: is the function you have just written right, and if not, why?

    check(compute_cost_with_regularization)    shows a card, with hints to unfold
    check.solution()                           when your tries and the hints are used up
    check.summary()                            the whole lesson: done, and what is next

It calls your function on the small cases of `checker/data/checks.npz`.
While a submission is graded, `check(f, hidden=True)` calls it on inputs that the
grader hands over, and sends the outputs back; the verdict is reached elsewhere.
"""

import dataclasses
import os
import sys
from pathlib import Path

from IPython import get_ipython

from checker.asked import NotAsked, name_of, no_function, nothing
from checker.cells import NOT_RUN, Cells, NotDefined
from checker.collect import collect, sendable
from checker.errors import Interrupted, NoJudge, NotYet
from checker.inputs import fresh
from checker.language import fill, translated
from checker.messages import say
from checker.records import Case, State, Verdict
from checker.travel import plain, spec_from
from checker.wire import WireError, dumps, loads

DATA = Path(__file__).resolve().parent / "data"


class Check:
    """Called as `check(f)`; remembers which functions were looked at."""

    def __init__(self):
        self._last = None
        self._tried, self._hinted = set(), set()
        self._delivery = self._send = self.tested = None
        self._course = self._stored = self._stamp = None
        shell = get_ipython()
        watches = shell and not _is_judged()
        self._cells = Cells(shell, self._names) if watches else None

    def __call__(self, *functions, hidden=False):
        """Show whether each of `functions` is right on the visible cases.

        With hidden=True (in test cells, while grading) run one on the inputs that the
        grader delivered and publish what came out.  Raises NoJudge where nothing was
        delivered.
        """
        if hidden:
            self._send_evidence(*functions)
        elif self._delivery is None:  # the grader judges the visible cases, too
            self._or_tell(self._look, *functions)

    def hint(self, level=1, function=None):
        """Print hint number `level` for `function`, or for the one checked last.

        `check.hint(f)` is the first hint for f.
        """
        if callable(level):
            level, function = 1 if function is None else function, level
        self._or_tell(self._hint, level, function)

    def solution(self, function=None):
        """Show a solution of `function`, or of the one that was checked last.

        First it wants a try that was checked, and then it shows the hints.
        """
        if not _is_judged():
            self._or_tell(self._solution, function)

    def summary(self):
        """Show every function of the lesson: its state, its points, what is next."""
        if not _is_judged():
            self._or_tell(self._summary)

    def ready(self, *functions):
        """Return True if all `functions` are right; otherwise say what to do first."""
        return bool(self._or_tell(self._ready, *functions))

    def deliver(self, data, send):
        """Take the inputs of a hidden test from the grader; send(bytes) answers it."""
        self._delivery, self._send = loads(data), send

    def use(self, course):
        """Let a course's sources answer, where an instructor runs a source notebook.

        course.checks() returns what checks.npz would hold, course.verdict(name,
        function) the judge's verdict on all cases.
        """
        self._course = course

    def _or_tell(self, action, *arguments):
        """Return action(*arguments), or show why not in one sentence."""
        from checker.show import tell

        try:
            return action(*arguments)
        except (NotAsked, WireError) as error:
            if _is_validated():
                raise NotYet(str(error)) from None
            tell("check", say("{why}", why=str(error)))

    def _look(self, *functions):
        from checker.show import show_card
        from checker.summary import line

        checks = self._checks()
        if not functions:
            raise nothing(tuple(checks))
        for function in functions:
            self._last = name = self._name_of(function, checks)
            one = checks[name]
            verdict = self._judge(name, function, one)
            if verdict.state != State.NOT_ATTEMPTED:
                self._tried.add(name)
            ran = self._cells and self._cells.ran(name, function)
            show_card(verdict, one.spec.does, one.spec.hints, ran)
            if _is_validated() and verdict.state != State.PASSED:
                raise NotYet(line(verdict, one))

    def _hint(self, level, function):
        checks = self._checks()
        name = self._one_of(function, checks)
        hints = checks[name].spec.hints
        if type(level) is not int or not 1 <= level <= len(hints):
            has = "{name} has hints 1 to {all}: check.hint(1)."
            print(fill(has, name=name, all=len(hints)))
        else:
            told = "Hint {level} of {all} for {name}: {hint}"
            hint = translated(hints[level - 1])
            print(fill(told, level=level, all=len(hints), name=name, hint=hint))

    def _solution(self, function):
        from checker.show import show_code, show_hints, tell
        from checker.solutions import solution_of

        checks = self._checks()
        name = self._one_of(function, checks)
        if name not in self._tried:
            wanted = (
                "Try it first: fill in something of your own and run check({name}). "
                "Then run check.solution({name}) again."
            )
            tell(name, say(wanted, name=name), word="no try yet")
        elif name not in self._hinted:
            self._hinted.add(name)
            first = (
                "The hints for {name} first. If they do not help, run "
                "`check.solution({name})` once more."
            )
            show_hints(fill(first, name=name), checks[name].spec.hints)
        elif found := solution_of(name, DATA):
            yours = "A solution of {name}; yours may look different."
            show_code(fill(yours, name=name), found)
        else:
            kept = "The solution is not in this folder: your instructor keeps it."
            tell(name, say(kept), word="solution")

    def _summary(self):
        from checker.show import show
        from checker.summary import html_summary, text_summary

        checks, cells = self._checks(), _cells()
        verdicts = [self._judge(n, cells.get(n), one) for n, one in checks.items()]
        show(html_summary(verdicts, checks), text_summary(verdicts, checks))

    def _ready(self, *functions):
        from checker.show import tell

        checks, wanted, waits = self._checks(), {}, False
        for function in functions:
            name = self._name_of(function, checks)
            verdict = self._judge(name, function, checks[name])
            if verdict.word == NOT_RUN:
                tell(translated("this cell"), *verdict.remarks, word="waits")
                waits = True
            elif verdict.state != State.PASSED:
                wrong = verdict.state == State.FAILED and not verdict.word
                first = "Correct {names} first; then run this cell again."
                if not wrong:
                    first = "Fill in {names} first; then run this cell again."
                wanted.setdefault(first, []).append(f"`{name}`")
        for first, names in wanted.items():
            tell(translated("this cell"), say(first, names=names), word="waits")
        return not (wanted or waits)

    def _judge(self, name, function, checks):
        from checker.judge import judge  # when asked: grading needs the evidence only

        stale = self._cells and self._cells.stale(name, function)
        if stale:
            return stale
        other = no_function(name, function)
        if other:
            return Verdict(name, State.FAILED, remarks=(other,))
        try:
            results = [collect(function, checks.spec, case) for case in checks.cases]
        except KeyboardInterrupt:
            endless = "stopped while {name} ran. Does a loop in it never end?"
            raise Interrupted(fill(endless, name=name)) from None
        verdict = judge(checks.spec, checks.cases, results, checks)
        elsewhere = self._cells and self._cells.elsewhere(name, function)
        if not elsewhere:
            return verdict
        remarks = *verdict.remarks, elsewhere
        return dataclasses.replace(verdict, remarks=remarks, elsewhere=True)

    def _send_evidence(self, function):
        delivery, self._delivery = self._delivery, None
        self.tested = function  # the grader has more inputs for it
        if isinstance(function, NotDefined):
            return  # the visible check has said why
        if delivery is None and self._course is not None:
            from checker.show import show_card

            name = self._name_of(function, self._checks())
            verdict = self._course.verdict(name, function)
            name = fill("{name}, hidden cases too", name=verdict.name)
            show_card(dataclasses.replace(verdict, name=name))
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

        file = DATA / "checks.npz"
        found = file.stat() if file.is_file() else None
        stamp = found and (file, found.st_mtime_ns, found.st_size)
        if not stamp or self._stamp != stamp:  # it takes longer than a small check
            self._stored, self._stamp = load_checks(file), stamp
        return self._stored

    def _names(self):
        """Return the lesson's functions; none where the checks cannot be read."""
        try:
            return tuple(self._checks())
        except (OSError, WireError):
            return ()

    def _name_of(self, function, checks):
        arguments = {name: tuple(one.cases[0].inputs) for name, one in checks.items()}
        return name_of(function, arguments, _cells())

    def _one_of(self, function, checks):
        """Return the name of `function`, or of the one that was checked last."""
        if function is not None:
            return self._name_of(function, checks)
        if self._last is None:
            raise nothing(tuple(checks))
        return self._last


def _cells():
    """Return what the cells, or a script, have defined."""
    shell = get_ipython()
    return shell.user_ns if shell else vars(sys.modules["__main__"])


def _is_judged():
    """True in a grader's process, where what it shows is not kept."""
    return getattr(get_ipython(), "is_judged", False)


def _is_validated():
    return os.environ.get("NBGRADER_EXECUTION") == "validate"


check = Check()
ready = check.ready
