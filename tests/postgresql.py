"""A PostgreSQL server of a test's own, in a temporary folder."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

_PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
INITDB = shutil.which("initdb", path=os.pathsep.join(map(str, _PLACES)))
_QUICK = ("fsync=off", "full_page_writes=off")


def _as_user():
    """Return how to start a program as a user that is not root: servers refuse it."""
    if os.getuid():
        return []
    pwd.getpwnam("postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


class Server:
    """A server with the role and the database `grader`, at `address`."""

    def __init__(self, folder: Path, safe: bool = False):
        self._folder, self._bin = folder, Path(INITDB).parent
        self._options = [] if safe else [w for o in _QUICK for w in ("-c", o)]
        folder.mkdir()
        if not os.getuid():
            shutil.chown(folder, "postgres", "postgres")
        self._run("initdb", "-D", folder / "data", "-U", "grader", "-A", "trust", "-N")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"postgresql+psycopg://grader@127.0.0.1:{self._port}/grader"

    def _run(self, program, *words):
        command = [*_as_user(), self._bin / program, *words]
        subprocess.run(
            [*map(str, command)],
            check=True,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        )

    def start(self) -> None:
        """Start it, and wait until it answers."""
        words = ["-h", "127.0.0.1", "-p", self._port, "-k", self._folder]
        options = " ".join(map(str, [*words, *self._options]))
        log = self._folder / "log"
        data = self._folder / "data"
        self._run("pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")

    def stop(self, how: str = "immediate") -> None:
        """Stop it; `immediate` is as if it had crashed."""
        data = self._folder / "data"
        self._run("pg_ctl", "-D", data, "-w", "-m", how, "stop")

    def clean(self) -> None:
        """Empty the database."""
        where = ("-h", "127.0.0.1", "-p", self._port, "-U", "grader")
        self._run("dropdb", *where, "--force", "--if-exists", "grader")
        self._run("createdb", *where, "grader")


@contextlib.contextmanager
def server(folder: Path, safe: bool = False) -> Iterator[Server]:
    """A server while the block runs. safe: as it is installed, for measurements."""
    one = Server(folder, safe)
    try:
        one.start()
        one.clean()
        yield one
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            one.stop()
