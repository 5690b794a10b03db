"""Warm processes that sealed children are forked from.

A `Root` has imported everything. Each worker has a `Forkserver`, which asks the root
for a process that has a lesson's modules as well, and that process for children.
Before the first submission a sealed child tries to break out; if it gets through
anywhere, nothing is graded.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox.frames import DONE, Frames, head_of
from grader.sandbox.limits import MB, Limits
from grader.sandbox.probe import ESCAPED
from grader.sandbox.seal import MECHANISMS

_PROGRAM = Path(__file__).with_name("warm.py")
_REMEDY = (
    "Grading needs Linux 5.13 or newer with Landlock and seccomp (x86_64 or aarch64). "
    "To grade work that you trust without a seal: `grade --unsealed`, or "
    "c.Judge.sealed = False in nbgrader_config.py."
)


class NotSealed(RuntimeError):
    """The seal does not hold on this machine, so nothing is graded."""


class WorkerDied(RuntimeError):
    """A process that children are forked from ended, and its children with it."""


@dataclass(frozen=True)
class Library:
    """The released files of a lesson, as children import them.

    modules: of these, what the notebook imports. tests: how many it has.
    """

    folder: Path
    modules: tuple[str, ...] = ()
    tests: int = 0


@dataclass(frozen=True)
class Child:
    """A forked process and the connection to it; private_disk: it has its own."""

    pid: int
    connection: socket.socket
    private_disk: bool


class Root:
    """The process that has imported everything; closing it ends all the others.

    modules: what lessons import.
    """

    def __init__(self, home: Path, modules: Iterable[str] = ()):
        self.home = Path(home)
        self.private_disk = False
        self._modules = [*modules]
        self.set_limits(Limits())
        self._start()

    def set_limits(self, limits: Limits, sealed=True, mechanisms=MECHANISMS) -> None:
        """Set what children may take, and whether they are sealed off."""
        self.request = {
            "do": "fork",
            "memory": limits.memory_mb * MB,
            "file_size": limits.file_mb * MB,
            "size": limits.work_mb * MB,
            "files": limits.work_files,
            "seal": sorted(mechanisms) if sealed else [],
        }

    def _start(self):
        self._door, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        number = other.fileno()
        words = ["-I", str(_PROGRAM), str(number), json.dumps(self._modules)]
        self._process = subprocess.Popen(
            [sys.executable, *words],
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            pass_fds=[number],
            start_new_session=True,  # Ctrl-C is for the grader, which ends it
            env={
                **_environment(),
                "HOME": str(self.home),
                "IPYTHONDIR": str(self.home / ".ipython"),
                "MPLCONFIGDIR": str(self.home),
                "MPLBACKEND": "module://matplotlib_inline.backend_inline",
                "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            },
        )
        other.close()

    def door(self):
        """Return a connection for one worker; the process is started anew if need be.

        Call it in one process only: the one that made this object.
        """
        if self._process.poll() is not None:
            self._door.close()
            self._start()
        mine, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            socket.send_fds(self._door, [b'{"do": "door"}'], [other.fileno()])
        except OSError:
            raise WorkerDied("the process with all imports ended") from None
        finally:
            other.close()
        return mine

    @property
    def pid(self):
        return self._process.pid

    def prove(self, course, library):
        """Let a sealed child try to break out; NotSealed names what it could do.

        Finds out, too, whether children can have a disk of their own here.
        """
        with Forkserver(self, self.door()) as forkserver:
            for private in (True, False):
                self.private_disk = private
                found = _try_to_escape(forkserver, course, library)
                if "failed" not in found and not found["found"]:
                    break  # a course or a Python below /tmp has no private one
        if "failed" in found:
            raise NotSealed(
                "submissions cannot be sealed off from this machine: "
                f"{found['failed']}. {_REMEDY}"
            )
        if found["found"]:
            names = ", ".join(found["found"])
            raise NotSealed(f"a sealed process could still {names}. {_REMEDY}")

    def forget(self):
        """Leave the process to others: a forked worker has no use for it."""
        self._door.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        """End the process and all that were forked from it."""
        self._door.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Forkserver:
    """What one worker has children forked by. It is not shared between processes."""

    def __init__(self, root: Root, door: socket.socket):
        self._root, self._door = root, door
        self._server, self._library = None, None
        self.private_disk = root.private_disk

    def fork(self, library: Library, folder: Path, **more) -> Child:
        """Fork a child that works in an empty folder; return it when it is sealed.

        library: the process that the child is forked from has its modules. Raises
        WorkerDied, or RuntimeError with what the child says where it is not sealed.
        """
        if self._library != library:
            self._leave()
            self._server, other = socket.socketpair(
                socket.AF_UNIX, socket.SOCK_SEQPACKET
            )
            request = {"do": "serve", "library": str(library.folder)}
            request |= {"modules": library.modules, "tests": library.tests}
            _ask(self._door, request, other)
            self._library = library
        mine, other = socket.socketpair()
        request = {
            **self._root.request,
            "folder": str(folder),
            "disk": self._root.private_disk,
            "env": {**_environment(), "NBGRADER_EXECUTION": "autograde"},
            **more,
        }
        pid = _ask(self._server, request, other)["pid"]
        return Child(pid, mine, self._root.private_disk)

    def end(self, child: Child) -> None:
        """Kill a child, and wait until it is gone."""
        child.connection.close()
        _ask(self._server, {"do": "end", "pid": child.pid})

    def _leave(self):
        if self._server is not None:
            self._server.close()
        self._server, self._library = None, None

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        """End the children and the process they come from."""
        self._leave()
        self._door.close()


def _environment():
    kept = {k: os.environ[k] for k in ("PATH", "LANG") if k in os.environ}
    return {**kept, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def _ask(door, request, passed=None):
    """Send a request, with one end of a connection; return the answer."""
    try:
        numbers = [passed.fileno()] if passed else []
        socket.send_fds(door, [json.dumps(request).encode()], numbers)
        answer = door.recv(1 << 16)
    except OSError:
        answer = b""
    finally:
        if passed:
            passed.close()
    if not answer:
        raise WorkerDied("a process that children are forked from ended")
    return json.loads(answer)


def _try_to_escape(forkserver, course, library):
    """Return what a child found: {"found": names} or {"failed": why}."""
    with (
        tempfile.TemporaryDirectory(prefix="p-", dir=_short()) as temporary,
        socket.socket() as tcp,
        socket.socket(socket.AF_UNIX) as unix,
    ):
        work, other = Path(temporary, "work"), Path(temporary, "other")
        work.mkdir()
        other.mkdir()
        secret = other / "secret"
        secret.write_text("secret")
        tcp.bind(("127.0.0.1", 0))
        tcp.listen()
        unix.bind(str(other / "socket"))
        unix.listen()
        root = forkserver._root
        targets = {
            "read": [str(secret), *_files_of(course)],
            "folders": [str(other), str(course), str(Path.home())],
            "write": [str(other), str(course), str(root.home)],
            "pid": os.getpid(),
            "port": tcp.getsockname()[1],
            "socket": str(other / "socket"),
            "memory": 2 * root.request["memory"] + (1 << 30),
            "file_size": root.request["file_size"],
        }
        child = forkserver.fork(library, work, probe=True, targets=targets)
        child.connection.settimeout(60)
        found, frames = {"failed": "the trial child died"}, Frames(1 << 20)
        try:
            while data := child.connection.recv(1 << 16):
                for kind, head, _ in frames.feed(data):
                    if kind == DONE:
                        found = head_of(head)
        except OSError:
            pass
        forkserver.end(child)
        for folder in targets["write"]:
            with contextlib.suppress(FileNotFoundError):
                Path(folder, ESCAPED).unlink()
                found.setdefault("found", []).append("write outside its folder")
        return found


def _short():
    """Return where to make a socket, whose path may have about 100 characters."""
    return None if len(tempfile.gettempdir()) < 60 else "/tmp"


def _files_of(course):
    """Return the files of a course that no student may read."""
    course = Path(course)
    names = ["gradebook.db", "nbgrader_config.py"]
    found = [course / name for name in names if (course / name).is_file()]
    return [str(p) for p in [*found, *sorted(course.glob("source/*/*.ipynb"))[:1]]]
