"""Errors of `check` that a learner reads: one line each, no traceback of ours."""


class OneLine:
    """A mixin: a notebook shows the error's own sentence and nothing around it."""

    def _render_traceback_(self):
        return [f"{type(self).__name__}: {self}"]


class NotYet(OneLine, AssertionError):
    """Raised by `check` under `nbgrader validate`, so that Validate tells the truth."""


class Interrupted(OneLine, KeyboardInterrupt):
    """A check was interrupted while it ran the learner's function."""


class NotThere(OneLine, RuntimeError):
    """A function was called whose cell has not run."""


class NoJudge(RuntimeError):
    """A hidden check was run where no grader listens."""
