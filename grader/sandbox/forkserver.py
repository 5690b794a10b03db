"""Warm, sealed kernels for nbclient: forked from a process that has all imports.

The kernels speak the ordinary Jupyter protocol over Unix sockets. Before the first
one, a sealed child tries to break out; if it gets through anywhere, nothing is graded.
"""

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner

from grader.lesson.release import unpack
from grader.sandbox.limits import MB, Limits
from grader.sandbox.seal import MECHANISMS, Bounds

_PROGRAM = Path(__file__).with_name("child.py")
_PROBE = Path(__file__).with_name("probe.py")


class NotSealed(RuntimeError):
    """The seal does not hold on this machine, so nothing is graded."""


class WorkerDied(RuntimeError):
    """The process that kernels are forked from ended, and its kernels with it."""


@dataclass
class _Forked:
    """A forked kernel, with those methods of Popen that jupyter_client uses."""

    parent: "Forkserver"
    generation: int  # of the parent: with it dies its child
    pid: int
    returncode: int | None = None
    stdin = stdout = stderr = None

    def poll(self):
        if self.returncode is None and self.generation != self.parent.generation:
            self.returncode = -9
        if self.returncode is None:
            try:
                answer = self.parent.ask(do="poll", pid=self.pid)
            except WorkerDied:
                answer = {"code": -9}
            self.returncode = answer.get("code")
        return self.returncode

    def wait(self, timeout=None):
        deadline = time.monotonic() + (60 if timeout is None else timeout)
        while self.poll() is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("kernel", timeout)
            time.sleep(0.005)
        return self.returncode

    def send_signal(self, number):
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self):
        self.send_signal(9)

    terminate = kill


class Forkserver:
    """The process that kernels are forked from. Close it when the class is done.

    generation: counts how often the process had to be started.
    """

    def __init__(self, modules=(), limits=None, mechanisms=MECHANISMS):
        limits = limits or Limits()
        self._modules = list(modules)
        self._bounds = Bounds(
            memory=limits.memory_mb * MB,
            file_size=limits.file_mb * MB,
            mechanisms=frozenset(mechanisms),
        )
        self._process = None
        self._closed = False
        self.generation = 0
        self._home = tempfile.mkdtemp(prefix="warm-")

    def library(self, lesson):
        """Return the folder of a lesson's helper modules and data, made once."""
        folder = Path(self._home, "library", lesson.name)
        return folder if folder.exists() else unpack(lesson, folder)

    def ask(self, **request):
        """Send a request and return the answer; start the process if need be.

        Raises WorkerDied if the process ends, or was closed.
        """
        if self._closed:
            raise WorkerDied("grading was stopped")
        if self._process is None or self._process.poll() is not None:
            if request["do"] != "fork":
                raise WorkerDied("the process that kernels are forked from ended")
            self._start()
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())
        except (OSError, ValueError):
            self._process.kill()
            raise WorkerDied("the process that kernels are forked from ended") from None

    def _start(self):
        self.generation += 1
        kept = {k: os.environ[k] for k in ("PATH", "LANG") if k in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(_PROGRAM), json.dumps(self._modules)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=self._home,
            start_new_session=True,  # Ctrl-C is for the grader, which ends it
            env={
                **kept,
                "HOME": self._home,
                "MPLCONFIGDIR": self._home,
                "MPLBACKEND": "module://matplotlib_inline.backend_inline",
                "OPENBLAS_NUM_THREADS": "1",
                "OMP_NUM_THREADS": "1",
                "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            },
        )

    def fork(self, **request):
        """Fork a sealed child; return it."""
        answer = self.ask(
            do="fork",
            memory=self._bounds.memory,
            file_size=self._bounds.file_size,
            seal=sorted(self._bounds.mechanisms),
            **request,
        )
        return _Forked(self, self.generation, answer["pid"])

    def prove(self, course):
        """Let a sealed child try to break out; NotSealed names what it could do."""
        with tempfile.TemporaryDirectory(prefix="p-") as temporary:
            work, other = Path(temporary, "work"), Path(temporary, "other")
            work.mkdir()
            other.mkdir()
            secret = other / "secret"
            secret.write_text("secret")
            with socket.socket() as tcp, socket.socket(socket.AF_UNIX) as unix:
                tcp.bind(("127.0.0.1", 0))
                tcp.listen()
                unix.bind(str(other / "socket"))
                unix.listen()
                child = self.fork(
                    env={},
                    folder=str(work),
                    sockets=str(work),
                    probe=str(_PROBE),
                    targets={
                        "read": [str(secret), *_files_of(course)],
                        "folders": [str(other), str(course), str(Path.home())],
                        "write": [str(other), str(course), tempfile.gettempdir()],
                        "pid": os.getpid(),
                        "port": tcp.getsockname()[1],
                        "socket": str(other / "socket"),
                        "memory": 2 * self._bounds.memory + (1 << 30),
                        "file_size": self._bounds.file_size,
                    },
                )
                try:
                    child.wait(timeout=60)
                except subprocess.TimeoutExpired:
                    child.kill()
            try:
                found = json.loads((work / "found.json").read_text())
            except (OSError, ValueError):
                failed = work / "failed.txt"
                why = failed.read_text().strip() if failed.exists() else ""
                raise NotSealed(
                    "submissions cannot be sealed off from this machine: "
                    f"{why.splitlines()[-1] if why else 'the trial child died'}. "
                    + _REMEDY
                ) from None
        if found:
            raise NotSealed(
                f"a sealed process could still {', '.join(found)}. " + _REMEDY
            )

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        """End the process and every kernel forked from it."""
        self._closed = True
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process.stdin.close()
            self._process.stdout.close()
            self._process = None
        shutil.rmtree(self._home, ignore_errors=True)


_REMEDY = (
    "Grading needs Linux 5.13 or newer with Landlock and seccomp (x86_64 or aarch64). "
    "To grade work that you trust without a seal: `grade --unsealed`, or "
    "c.Judge.sealed = False in nbgrader_config.py."
)


def _files_of(course):
    """Return the files of a course that no student may read."""
    course = Path(course)
    names = ["gradebook.db", "nbgrader_config.py"]
    found = [course / name for name in names if (course / name).is_file()]
    return [str(p) for p in [*found, *sorted(course.glob("source/*/*.ipynb"))[:1]]]


class _Forks(LocalProvisioner):
    """jupyter_client's provisioner for a kernel that is forked, not launched."""

    async def launch_kernel(self, cmd, **kwargs):
        manager = self.parent
        self.process = manager.forkserver.fork(
            env=kwargs["env"],
            folder=kwargs["cwd"],
            library=manager.library,
            sockets=str(Path(manager.connection_file).parent),
            connection_file=manager.connection_file,
        )
        self.pid, self.pgid = self.process.pid, None
        return self.connection_info

    async def kill(self, restart=False):
        await super().kill(restart)
        while self.process and self.process.poll() is None:  # a matter of milliseconds
            await asyncio.sleep(0.002)


class ForkedKernelManager(AsyncKernelManager):
    """A kernel manager whose kernels are forked from `forkserver`, a `Forkserver`."""

    def __init__(self, forkserver, library, **kwargs):
        super().__init__(**kwargs)
        self.forkserver, self.library = forkserver, str(library)

    @property
    def kernel_spec(self):
        return KernelSpec(argv=["forked"], display_name="Python 3", language="python")

    async def _async_pre_start_kernel(self, **kwargs):
        self.provisioner = _Forks(
            kernel_id="forked", kernel_spec=self.kernel_spec, parent=self
        )
        return await super()._async_pre_start_kernel(**kwargs)
