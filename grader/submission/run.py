"""Run a notebook's cells in a kernel and collect what the tests send back.

The kernel is not trusted: it gets inputs and returns outputs.  A cell that hangs
or kills its kernel costs that cell; the cells after it go on in a fresh kernel in
which the earlier ones were run again.
"""

import ast
import contextlib
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from grader.lesson.lesson import EXPERIMENT
from grader.lesson.release import unpack
from grader.sandbox.cleanup import sweep
from grader.sandbox.forkserver import WorkerDied
from grader.sandbox.limits import (
    DIED,
    FLOODED,
    TIMED_OUT,
    TOO_MANY_FILES,
    TOO_MANY_THREADS,
)
from grader.sandbox.session import Session

# What makes the evidence is loaded afresh: a cell may have changed it, or `check`.
DELIVER = """
sys = __import__("sys")
for name in [name for name in sys.modules if name.partition(".")[0] == "checker"]:
    del sys.modules[name]
from checker import check
check.deliver({text!r})
"""


@dataclass
class Run:
    """What became of each cell, by its position."""

    stops: dict = field(default_factory=dict)  # position: TIMED_OUT, DIED, …
    tested: set = field(default_factory=set)  # tests that were handed hidden inputs


def _is_skipped(cell, limits):
    return EXPERIMENT in cell.metadata.get("tags", ()) and not limits.all_cells


def _definitions(source):
    """Return the imports and functions of a cell that is otherwise not run."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    return "\n".join(ast.unparse(node) for node in body if isinstance(node, kinds))


_GONE = (DIED, FLOODED, TOO_MANY_FILES, TOO_MANY_THREADS)


async def run_notebook(notebook, lesson, deliveries, limits, forkserver=None):
    """Run the notebook in place and return a `Run`.

    lesson: the `Lesson` whose trusted helper modules and data the kernel reads.
    deliveries: {grade_id: text for `check.deliver`}, the inputs of hidden tests.
    """
    run = Run()
    deadline = time.monotonic() + limits.submission_seconds
    with contextlib.ExitStack() as stack:
        temporary = tempfile.mkdtemp(prefix="grade-")
        stack.callback(sweep, temporary)  # a thousand nested folders stop rmtree
        # A sealed kernel cannot change its library: one folder serves a class.
        if forkserver:
            library = forkserver.library(lesson)
        else:
            library = unpack(lesson, Path(temporary, "library"))

        def fresh():
            """Return a new work folder: a new kernel finds nothing of the old one."""
            return Path(tempfile.mkdtemp(prefix="work-", dir=temporary))

        session = Session(notebook, library, fresh(), limits, forkserver)
        try:
            await session.start()
            generation = forkserver.generation if forkserver else 0
            done = []
            for position, cell in enumerate(notebook.cells):
                if cell.cell_type != "code" or not cell.source.strip():
                    continue
                name = cell.metadata.get("nbgrader", {}).get("grade_id")
                late = time.monotonic() > deadline
                if _is_skipped(cell, limits):
                    if cell.metadata.get("changed"):
                        await session.silent(_definitions(cell.source))
                    continue
                if late and name is None:  # answers and tests still get their turn
                    run.stops[position] = TIMED_OUT
                    continue
                answers = True
                if name in deliveries:
                    answers = await session.silent(
                        DELIVER.format(text=deliveries[name])
                    )
                    run.tested.add(position)
                reason = await session.run(cell, position) if answers else DIED
                if reason:
                    run.stops[position] = reason
                elif name not in deliveries:
                    done.append(position)
                if reason in _GONE or (reason and not await session.silent("None", 5)):
                    await session.stop()
                    session = Session(notebook, library, fresh(), limits, forkserver)
                    await session.start()
                    if not answers and done:
                        done.pop()  # the cell after which nothing was answered
                    await session.run_all_again(done, deadline)
            if forkserver and forkserver.generation != generation:
                raise WorkerDied("the process that kernels are forked from ended")
        finally:
            await session.stop()
    return run
