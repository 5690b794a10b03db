"""Which version of a function is in memory, and whether the notebook still shows it.

A function must not be called right below a cell that has not run, that failed before
it came to its definition, or whose text has changed since.
"""

import keyword
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from IPython.core.interactiveshell import InteractiveShell

from checker.diagnosis.syntax import not_run
from checker.errors import NotThere
from checker.messages import Message, say, text
from checker.notebook_file import NotebookFile
from checker.records import State, Verdict

NOT_RUN = "not run"  # translated
_NOT_THERE = (
    "The cell that defines {name} has not run since the kernel started: run it, then "
    "this one again."
)
_DELETED = (
    "{name} was deleted after it ran, by `del` or `%reset`: run the cell that defines "
    "it, then this one again."
)
_CHANGED = (
    "The cell that defines {name} has changed since it ran: run it, then this one "
    "again."
)
_GONE = (
    "The cell that defined {name} no longer does: begin the function there with "
    "def {name}(…) and run it, then this one again."
)
_STOPPED = (
    "The cell that defines {name} stopped with {error} before it came to that: see the "
    "error below it, and run it again."
)
_INTERRUPTED = (
    "The cell that defines {name} was interrupted before it came to that: run it again."
)


class NotDefined:
    """Stands for a function whose cell has not run or failed; to call it says so."""

    def __init__(self, name: str, why: Message):
        self.__name__, self.why = name, why

    def __call__(self, *_: Any, **__: Any):
        """Raise NotThere, which says why there is no such function."""
        raise NotThere(text(self.why))


@dataclass(frozen=True)
class _Run:
    """A cell that defined a function: the function, the text, the number, the id.

    saved: which version of the notebook's file was there before the cell ran.
    """

    function: Any
    source: str
    count: int | None
    cell: str | None
    saved: Any


class Cells:
    """Looks at each cell that has run in a shell.

    names: returns the functions that are looked for.
    """

    def __init__(self, shell: InteractiveShell, names: Callable[[], Collection[str]]):
        self._shell, self._names, self._known = shell, names, ()
        self._seen, self._failed, self._runs, self._own = {}, {}, {}, {}
        self._gone, self._knows_cells = set(), False
        self._file = NotebookFile(shell)
        self._saved, self._running = None, []
        shell.events.register("pre_run_cell", self._before)
        shell.events.register("post_run_cell", self._after)

    def stale(self, name: str, function: Any) -> Verdict | None:
        """Return the verdict on a function that is not the one the notebook shows."""
        if name in self._failed:
            return Verdict(name, State.FAILED, remarks=(self._failed[name],))
        why, run = None, self._runs.get(name)
        if isinstance(function, NotDefined):
            why = function.why
        elif function is None:
            why = say(_NOT_THERE, name=name)
        elif run and run.function is function:
            told = _GONE if name in self._gone else self._changed(name, run)
            why = say(told, name=name) if told else None
        if why is None:
            return None
        return Verdict(name, State.NOT_ATTEMPTED, remarks=(why,), word=NOT_RUN)

    def ran(self, name: str, function: Any) -> int | None:
        """Return the number of the cell that defined this function, if it is known."""
        run = self._runs.get(name)
        return run.count if run and run.function is function else None

    def elsewhere(self, name: str, function: Any) -> Message | None:
        """Say so if the function comes from another cell than the one for answers."""
        run, own = self._runs.get(name), self._own.get(name)
        if not run or not run.count or run.function is not function:
            return None
        if run.cell == name or not self._knows_cells:
            return None
        if own is None:
            return say(
                "This is the version of cell [{there}]; the cell for your answer has "
                "not run. Only what stands there is graded.",
                there=run.count,
            )
        own, source = own
        if _lines(source) == _lines(run.source):
            return None
        return say(
            "This is the version of cell [{there}]; the cell for your answer ran as "
            "[{own}]. Only what stands there is graded.",
            there=run.count,
            own=own,
        )

    def _changed(self, name, run):
        """Return what is told if the file no longer shows what ran, or None."""
        cells = self._file.changed_cells(run.saved)
        if not any(name in cell.source for cell in cells):
            return None  # it is the file of another notebook
        own = [cell for cell in cells if run.cell == name == cell.name]
        shown = [cell.source for cell in own or cells if cell.is_code]
        if _lines(run.source) in map(_lines, shown):
            return None
        return _CHANGED if any(_defines(name, one) for one in shown) else _GONE

    def _before(self, info):
        if info.store_history:  # no magic runs this cell inside of another one
            self._running.clear()
        self._running.append(info)
        cell = getattr(info, "cell_id", None) or ""
        if cell.removesuffix("-test") in self._known:  # some editors have other names
            self._knows_cells = True
        self._saved = self._file.version()

    def _after(self, result):
        if result.info in self._running:
            del self._running[self._running.index(result.info) :]
        if self._running:
            return  # the cell around it tells all
        source = result.info.raw_cell or ""
        cell = getattr(result.info, "cell_id", None)
        if not self._known:
            self._known = tuple(self._names())
        for name in self._known:
            if cell == name:
                self._own[name] = result.execution_count, source
            before = self._runs.get(name)
            if _defines(name, source):
                self._note(name, source, result)
            run = self._runs.get(name)
            if run is not before:
                self._gone.discard(name)
            elif run and cell is not None and cell == run.cell:
                self._gone.add(name)  # it ran again, and the function is the old one
            if name not in self._shell.user_ns:
                why = say(_DELETED if run else _NOT_THERE, name=name)
                self._shell.user_ns[name] = NotDefined(name, why)

    def _note(self, name, source, result):
        """Remember whether a cell has defined its function."""
        now = self._shell.user_ns.get(name)
        error = result.error_before_exec or result.error_in_exec
        there = now is not None and not isinstance(now, NotDefined)
        if there and now is not self._seen.get(name) and not result.error_before_exec:
            self._failed.pop(name, None)
            cell = getattr(result.info, "cell_id", None)
            count = result.execution_count
            self._runs[name] = _Run(now, source, count, cell, self._saved)
        elif error is not None:
            why = self._failed[name] = _why(name, source, error)
            if now is None or isinstance(now, NotDefined):
                self._shell.user_ns[name] = NotDefined(name, why)
        self._seen[name] = now


def _defines(name, source):
    """True if a line begins with `def NAME`, or with a misspelt def."""
    words = re.findall(rf"^(\w+)\s+{re.escape(name)}\b", source, re.M)
    return any(word in ("def", "class") or not _is_other(word) for word in words)


def _is_other(word):
    return keyword.iskeyword(word) or word == "print"


def _lines(text):
    """Return a cell's lines, however an editor ends them."""
    return [line.rstrip() for line in text.strip().splitlines()]


def _why(name, source, error):
    broken = not_run(name, source)
    if broken:
        return broken
    if isinstance(error, KeyboardInterrupt):
        return say(_INTERRUPTED, name=name)
    return say(_STOPPED, name=name, error=type(error).__name__)
