"""Which cells of a notebook failed before they defined their function.

The function of such a cell is not there, or it is the one of an earlier version: it
must not be called right under a text that has changed since.
"""

import re
from collections.abc import Callable, Collection
from typing import Any

from IPython.core.interactiveshell import InteractiveShell

from checker.diagnosis.syntax import not_run
from checker.messages import Message, say, text


class NotDefined:
    """Stands for a function whose cell failed; to call it says so."""

    def __init__(self, name: str, why: Message):
        self.__name__, self.why = name, why

    def __call__(self, *_: Any, **__: Any):
        """Raise RuntimeError, which says why there is no such function."""
        raise RuntimeError(text(self.why))


class Cells:
    """Looks at each cell that has run in a shell.

    names: returns the functions that are looked for.
    """

    def __init__(self, shell: InteractiveShell, names: Callable[[], Collection[str]]):
        self._shell, self._names, self._known = shell, names, ()
        self._seen, self._failed = {}, {}
        shell.events.register("post_run_cell", self._after)

    def why_not(self, name: str) -> Message | None:
        """Return why the cell that defines `name` failed last time, or None."""
        return self._failed.get(name)

    def _after(self, result):
        source = result.info.raw_cell or ""
        self._known = self._known or tuple(self._names())
        for name in self._known:
            if re.search(rf"^\w+\s+{re.escape(name)}\b", source, re.M):
                self._note(name, source, result)

    def _note(self, name, source, result):
        """Remember whether a cell has defined its function."""
        now = self._shell.user_ns.get(name)
        error = result.error_before_exec or result.error_in_exec
        if now is not self._seen.get(name) and not result.error_before_exec:
            self._failed.pop(name, None)
        elif error is not None:
            why = self._failed[name] = _why(name, source, error)
            if now is None or isinstance(now, NotDefined):
                now = self._shell.user_ns[name] = NotDefined(name, why)
        self._seen[name] = now


def _why(name, source, error):
    return not_run(name, source) or say(
        "The cell that defines {name} stopped with {error} before it came to that.",
        name=name,
        error=type(error).__name__,
    )
