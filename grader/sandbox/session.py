"""One kernel in one private folder: started, spoken to, watched and stopped."""

import asyncio
import contextlib
import copy
import os
import sys
import tempfile
import time
from pathlib import Path
from queue import Empty

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

from grader.sandbox.cleanup import sweep
from grader.sandbox.client import LimitedClient
from grader.sandbox.forkserver import ForkedKernelManager
from grader.sandbox.limits import (
    DIED,
    FLOODED,
    MB,
    TIMED_OUT,
    TOO_MANY_FILES,
    TOO_MANY_THREADS,
)

# `-I`: neither the current folder nor the user's settings are on the path.
COMMAND = [
    sys.executable,
    *("-I", "-m", "ipykernel_launcher", "-f", "{connection_file}"),
    "--InteractiveShellApp.ignore_cwd=True",
    "--HistoryManager.enabled=False",
]


class QuickClient(AsyncKernelClient):
    """A client that is ready with the kernel's first answer.

    jupyter_client's own waits for 0.2 seconds of silence, and beats a heart that
    nbclient does not listen to.
    """

    def start_channels(self, **channels):
        super().start_channels(**{**channels, "stdin": False, "hb": False})

    async def wait_for_ready(self, timeout=None):
        """Return once the kernel answers on both channels; RuntimeError otherwise."""
        deadline = time.monotonic() + (timeout or 60)
        while time.monotonic() < deadline:
            request = self.kernel_info()
            try:
                while (await self.get_shell_msg(timeout=1))["parent_header"].get(
                    "msg_id"
                ) != request:
                    pass
                await self.get_iopub_msg(timeout=0.1)
                return
            except Empty:
                if not await self.parent.is_alive():
                    raise RuntimeError("the kernel died before it answered") from None
        raise RuntimeError(f"the kernel did not answer within {timeout} seconds")


class _PlainKernelManager(AsyncKernelManager):
    """A Python kernel of this interpreter, whatever kernels are installed."""

    @property
    def kernel_spec(self):
        return KernelSpec(argv=COMMAND, display_name="Python 3", language="python")


class Session:
    """One kernel in one private folder, driven by nbclient.

    forkserver: from which the kernel is forked and sealed; without one it is an
    ordinary kernel of this Python.
    """

    def __init__(self, notebook, library, folder, limits, forkserver=None):
        self._forkserver = forkserver
        # Unix sockets: no port that another program could speak to. Their paths
        # may be at most about 100 characters long.
        self._sockets = Path(tempfile.mkdtemp(prefix="k-"))
        self._notebook = notebook
        self._library = library
        self._folder = folder
        self._limits = limits
        self._client = None
        self._hit = None  # the limit for which the kernel was killed

    async def start(self):
        place = {
            "transport": "ipc",
            "ip": str(self._sockets / "kernel"),
            "connection_file": str(self._sockets / "connection.json"),
        }
        manager = _PlainKernelManager(**place)
        if self._forkserver:
            manager = ForkedKernelManager(self._forkserver, self._library, **place)
        manager.client_factory = QuickClient
        self._client = LimitedClient(
            self._notebook,
            km=manager,
            output_bytes=self._limits.output_mb * MB,
            timeout=self._limits.cell_seconds,
            interrupt_on_timeout=True,
            error_on_timeout={"ename": "Timeout", "evalue": "", "traceback": []},
            allow_errors=True,
            record_timing=False,
            resources={"metadata": {"path": str(self._folder)}},
        )
        try:
            await self._client.async_start_new_kernel(env=environment(self._folder))
            await self._sockets_are_open()
            await self._client.async_start_new_kernel_client()
        except RuntimeError as error:
            failed = self._folder / "failed.txt"  # what the forked child said
            why = failed.read_text().strip() if failed.exists() else str(error)
            raise RuntimeError(why.splitlines()[-1]) from error
        # `exit()` in a cell would end the kernel behind the next cell's back.
        await self.silent("get_ipython().ask_exit = lambda: None")
        if not self._forkserver:
            await self.silent(
                f"import sys; sys.path[:0] = [{str(self._library)!r}]; "
                f"sys.path.append({str(self._folder)!r})"
            )

    async def _sockets_are_open(self, seconds=10):
        """Wait for the kernel's five sockets: ZeroMQ retries only every 0.1 s."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if len(list(self._sockets.glob("kernel-*"))) >= 5:
                return
            if not await self._client.km.is_alive():
                return
            await asyncio.sleep(0.005)

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
        started, self._hit = time.monotonic(), None
        watch = asyncio.create_task(self._watch())
        try:
            await self._client.async_execute_cell(cell, position)
        except Exception:  # it died, or its messages are no messages
            return FLOODED if self._client.flooded else self._hit or DIED
        finally:
            watch.cancel()
        if self._client.flooded:
            return FLOODED
        if self._hit:
            return self._hit
        if time.monotonic() - started >= self._limits.cell_seconds:
            return TIMED_OUT
        return None

    async def run_all_again(self, positions, deadline):
        """Run cells for their effects only; give up at the first that ends early."""
        for position in list(positions):
            cell = self._notebook.cells[position]
            try:
                reason = await self.run(copy.deepcopy(cell), position)
            finally:
                self._notebook.cells[position] = cell  # nbclient puts the copy there
            if reason:
                positions.remove(position)
            if reason or time.monotonic() > deadline:
                return

    async def _watch(self):
        """Kill a kernel that takes more than Linux itself can be told to give."""
        process = getattr(self._client.km.provisioner, "process", None)
        while process is not None and self._hit is None:
            await asyncio.sleep(0.3)
            with contextlib.suppress(OSError):
                if len(os.listdir(f"/proc/{process.pid}/task")) > self._limits.threads:
                    self._hit = TOO_MANY_THREADS
            if self._too_many_files():
                self._hit = TOO_MANY_FILES
            if self._hit:
                process.kill()

    def _too_many_files(self):
        count = size = 0
        for folder, _, names in os.walk(self._folder):
            for name in names:
                count += 1
                with contextlib.suppress(OSError):
                    size += os.lstat(os.path.join(folder, name)).st_size
            count += 1
            if count > self._limits.work_files or size > self._limits.work_mb * MB:
                return True
        return False

    async def stop(self):
        if self._client is not None and self._client.km is not None:
            with contextlib.suppress(Exception):
                self._client.kc.stop_channels()
            with contextlib.suppress(Exception):
                await self._client.km.shutdown_kernel(now=True)
        sweep(self._sockets)


def environment(folder):
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
