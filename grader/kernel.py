"""Run a notebook's cells in a kernel and collect what the tests send back.

The kernel is not trusted: it gets inputs and returns outputs.  A cell that hangs
or kills its kernel costs that cell; the cells after it go on in a fresh kernel in
which the earlier ones were run again.
"""

import ast
import asyncio
import contextlib
import copy
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

from grader.client import LimitedClient
from grader.lesson import EXPERIMENT
from grader.warm import WarmKernelManager

# `-I`: neither the current folder nor the user's settings are on the path.
COMMAND = [
    sys.executable,
    *("-I", "-m", "ipykernel_launcher", "-f", "{connection_file}"),
    "--InteractiveShellApp.ignore_cwd=True",
    "--HistoryManager.enabled=False",
]
TIMED_OUT, DIED, FLOODED = "timed out", "died", "flooded"
# The checks are loaded afresh: a cell may have changed them, or the name `check`.
DELIVER = """
for name in [n for n in __import__("sys").modules if n.startswith("utils._")]:
    del __import__("sys").modules[name]
__import__("sys").modules.pop("utils.check", None)
from utils.check import check
check.deliver({text!r})
"""


@dataclass(frozen=True)
class Limits:
    """What a cell and a whole submission may take."""

    cell_seconds: int = 30
    submission_seconds: int = 300
    all_cells: bool = False  # run experiments too
    threads: int = 200
    output_bytes: int = 2_000_000  # kept of one cell


@dataclass
class Run:
    """What became of each cell, by its position."""

    fates: dict = field(default_factory=dict)  # position: TIMED_OUT or DIED
    told: set = field(default_factory=set)  # tests that were handed hidden inputs


class _PlainKernelManager(AsyncKernelManager):
    """A Python kernel of this interpreter, whatever kernels are installed."""

    @property
    def kernel_spec(self):
        return KernelSpec(argv=COMMAND, display_name="Python 3", language="python")


class Session:
    """One kernel in one private folder, driven by nbclient.

    warm: a `WarmParent`, from which the kernel is forked and sealed; without one it
    is an ordinary kernel of this Python.
    """

    def __init__(self, notebook, library, folder, limits, warm=None):
        self._warm = warm
        # Unix sockets: no port that another program could speak to. Their paths
        # may be at most about 100 characters long.
        self._sockets = Path(tempfile.mkdtemp(prefix="k-"))
        self._notebook = notebook
        self._library = library
        self._folder = folder
        self._limits = limits
        self._client = None

    async def start(self):
        place = {
            "transport": "ipc",
            "ip": str(self._sockets / "kernel"),
            "connection_file": str(self._sockets / "connection.json"),
        }
        self._client = LimitedClient(
            self._notebook,
            km=WarmKernelManager(self._warm, self._library, **place)
            if self._warm
            else _PlainKernelManager(**place),
            output_bytes=self._limits.output_bytes,
            timeout=self._limits.cell_seconds,
            interrupt_on_timeout=True,
            error_on_timeout={"ename": "Timeout", "evalue": "", "traceback": []},
            allow_errors=True,
            record_timing=False,
            resources={"metadata": {"path": str(self._folder)}},
        )
        try:
            await self._client.async_start_new_kernel(env=_environment(self._folder))
            await self._client.async_start_new_kernel_client()
        except RuntimeError as error:
            failed = self._folder / "failed.txt"  # what the forked child said
            why = failed.read_text().strip() if failed.exists() else str(error)
            raise RuntimeError(why.splitlines()[-1]) from error
        # `exit()` in a cell would end the kernel behind the next cell's back.
        await self.silent("get_ipython().ask_exit = lambda: None")
        if not self._warm:
            await self.silent(
                f"import sys; sys.path[:0] = [{str(self._library)!r}]; "
                f"sys.path.append({str(self._folder)!r})"
            )

    async def silent(self, code, seconds=30):
        """Run code that leaves no trace in the notebook; True if it was answered."""
        client, deadline = self._client.kc, time.monotonic() + seconds
        message = client.execute(code, silent=True, store_history=False)
        while (left := deadline - time.monotonic()) > 0:
            try:
                reply = await client.get_shell_msg(timeout=min(1, left))
            except Empty:
                if not await self._client.km.is_alive():
                    return False
                continue
            if reply["parent_header"].get("msg_id") == message:
                return True
        return False

    async def run(self, cell, position):
        """Run a cell; return None, or why it ended early."""
        started = time.monotonic()
        watch = asyncio.create_task(self._watch())
        try:
            await self._client.async_execute_cell(cell, position)
        except Exception:  # it died, or its messages are no messages
            return FLOODED if self._client.flooded else DIED
        finally:
            watch.cancel()
        if self._client.flooded:
            return FLOODED
        if time.monotonic() - started >= self._limits.cell_seconds:
            return TIMED_OUT
        return None

    async def run_all_again(self, positions, deadline):
        """Run cells for their effects only; give up at the first that ends early."""
        for position in list(positions):
            cell = self._notebook.cells[position]
            try:
                fate = await self.run(copy.deepcopy(cell), position)
            finally:
                self._notebook.cells[position] = cell  # nbclient puts the copy there
            if fate:
                positions.remove(position)
            if fate or time.monotonic() > deadline:
                return

    async def _watch(self):
        """Kill a kernel that starts too many threads: no limit of Linux counts them."""
        process = getattr(self._client.km.provisioner, "process", None)
        while process is not None:
            await asyncio.sleep(0.5)
            with contextlib.suppress(OSError):
                if len(os.listdir(f"/proc/{process.pid}/task")) > self._limits.threads:
                    process.kill()
                    return

    async def stop(self):
        if self._client is not None and self._client.km is not None:
            with contextlib.suppress(Exception):
                self._client.kc.stop_channels()
            with contextlib.suppress(Exception):
                await self._client.km.shutdown_kernel(now=True)
        shutil.rmtree(self._sockets, ignore_errors=True)


def _environment(folder):
    """Return the kernel's environment: nothing of the instructor's."""
    kept = {k: os.environ[k] for k in ("PATH", "LANG", "SystemRoot") if k in os.environ}
    return {
        **kept,
        "HOME": str(folder),
        "IPYTHONDIR": str(Path(folder) / ".ipython"),
        "MPLCONFIGDIR": str(Path(folder) / ".matplotlib"),
        "NBGRADER_EXECUTION": "autograde",
        "OPENBLAS_NUM_THREADS": "1",
    }


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


async def run_notebook(notebook, files, deliveries, limits, warm=None):
    """Run the notebook in place and return a `Run`.

    files: {relative path: bytes}, the trusted helper modules and data.
    deliveries: {grade_id: text for `check.deliver`}, the inputs of hidden tests.
    """
    run = Run()
    deadline = time.monotonic() + limits.submission_seconds
    with tempfile.TemporaryDirectory(prefix="grade-") as temporary:
        library = Path(temporary, "library")

        def fresh():
            """Return a new work folder: a new kernel finds nothing of the old one."""
            return Path(tempfile.mkdtemp(prefix="work-", dir=temporary))

        for name, content in files.items():
            path = library / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        session = Session(notebook, library, fresh(), limits, warm)
        try:
            await session.start()
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
                    run.fates[position] = TIMED_OUT
                    continue
                answers = True
                if name in deliveries:
                    answers = await session.silent(
                        DELIVER.format(text=deliveries[name])
                    )
                    run.told.add(position)
                fate = await session.run(cell, position) if answers else DIED
                if fate:
                    run.fates[position] = fate
                elif name not in deliveries:
                    done.append(position)
                gone = fate in (DIED, FLOODED)
                if gone or (fate and not await session.silent("None", 5)):
                    await session.stop()
                    session = Session(notebook, library, fresh(), limits, warm)
                    await session.start()
                    if not answers and done:
                        done.pop()  # the cell after which nothing was answered
                    await session.run_all_again(done, deadline)
        finally:
            await session.stop()
    return run
