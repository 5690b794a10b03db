"""How far a training is: one line below the cell, gone when the training ends."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

try:
    from threadpoolctl import threadpool_limits
except ImportError:  # trainings only take longer
    threadpool_limits = None

_EVERY = 0.5  # seconds between two texts


@contextmanager
def one_thread() -> Iterator[None]:
    """Let NumPy compute in one thread, as `with one_thread():` or `@one_thread()`.

    Matrices of this size are multiplied faster so, since threads wait for each other.
    """
    if threadpool_limits is None:
        yield
        return
    with threadpool_limits(1, "blas"):
        yield


def counted(count: int, label: str = "training") -> Iterator[int]:
    """Yield 0 to count - 1; in a notebook, tell how far it is after half a second.

    All trainings of one cell share one output, which is empty when they are over.
    Meanwhile NumPy computes in one thread. Close the iterator after a break.
    """
    cell = _cell()
    shown, due = None, time.monotonic() + _EVERY
    with one_thread():
        try:
            for i in range(count):
                if cell is not None and time.monotonic() >= due:
                    shown = _line(cell)
                    shown.update(_text(f"{label}: {i / count:.0%}"), raw=True)
                    due = time.monotonic() + _EVERY
                yield i
        finally:
            if shown is not None:
                shown.update(_text(""), raw=True)  # nbconvert warns of an empty one


def _cell():
    """Return the number of the running cell; None where no notebook is open."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return shell.execution_count if getattr(shell, "kernel", None) else None


@lru_cache(maxsize=1)
def _line(cell):
    """Return the output of a cell that is written anew each time."""
    from IPython.display import DisplayHandle  # not needed outside a notebook

    line = DisplayHandle(f"progress-{cell}-{time.time_ns()}")
    line.display(_text(""), raw=True)
    return line


def _text(words):
    return {"text/plain": words}
