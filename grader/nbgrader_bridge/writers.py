"""Processes that write graded notebooks and pages, beside the one that records.

To make a page takes about as long as to record its rows, and only the rows have to be
written by a single process.
"""

from collections.abc import Callable, Iterator

from grader.nbgrader_bridge.files import Files
from grader.sandbox.workers import Lost, Workers, processors

_PROCESSES = 2
_MOST = 32  # submissions that wait to be written
_LONGEST = 300  # seconds for one submission; a page is cut after less


class Writers:
    """Calls `write` in other processes, which are forked when there is work.

    Used in a `with` block inside that of whatever else has child processes: these here
    hold copies of its connections.
    """

    def __init__(self, write: Callable[[Files], None]):
        self._write = write
        self._workers = Workers(None, min(_PROCESSES, processors()), self._work)
        self._pending = 0

    def add(self, key: int, files: Files) -> None:
        """Let the files be written; `done` says with the key when they are."""
        self._workers.add(key, files.to_bytes())
        self._pending += 1

    def done(self, wait: bool = False) -> Iterator[tuple[int, str]]:
        """Yield (key, what went wrong or "") of what was written since the last call.

        wait: for all that was added. Without it, only until few enough wait.
        """
        seconds = 0.0
        while self._workers.busy:
            for key, found in self._workers.turn(seconds=seconds):
                self._pending -= 1
                yield key, found.why if isinstance(found, Lost) else found.decode()
            if not wait and self._pending < _MOST:
                return
            seconds = 60.0

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._workers.close()

    def _work(self, data, forkserver, tell):
        tell(_LONGEST)
        try:
            self._write(Files.from_bytes(data))
        except Exception as error:  # it concerns this submission alone
            return f"{type(error).__name__}: {error}".encode()
        return b""
