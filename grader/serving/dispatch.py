"""The process that speaks with a Dask cluster: `… dispatch FD ADDRESS JOBS`.

Dask needs threads, and a grader that forks must have none: so it is a process of its
own. Requests come in, results go out; what is in flight is bounded by who asks.
"""

import logging
import queue
import sys
import threading
from concurrent.futures import CancelledError
from multiprocessing.connection import Connection

from grader.serving.packet import key_and_data, keyed, pack
from grader.serving.remote import grade_remotely, same

_TRIES = 3
_EVERY = 5.0  # seconds between two looks at how many threads there are


def main(number: int, address: str, jobs: int) -> None:
    """Serve the connection `number` until it is closed."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with Connection(number) as pipe:
        try:
            from distributed import Client, LocalCluster
        except ImportError as error:
            return pipe.send_bytes(pack({"missing": error.name}))
        try:
            local = address == "local"
            target = address
            if local:
                target = LocalCluster(jobs, threads_per_worker=1, processes=True)
            with Client(target, timeout=20, set_as_default=False) as client:
                _Dispatcher(pipe, client).serve()
            if local:
                target.close()
        except (OSError, TimeoutError, ValueError) as error:
            told = str(error) or type(error).__name__
            pipe.send_bytes(pack({"error": told}))


class _Dispatcher:
    def __init__(self, pipe, client):
        self._pipe, self._client = pipe, client
        self._done, self._tries = queue.SimpleQueue(), {}

    def serve(self):
        threads = sum(self._client.nthreads().values())
        link = self._client.dashboard_link or ""
        self._pipe.send_bytes(pack({"threads": threads, "dashboard": link}))
        opening = self._pipe.recv_bytes()
        self._opening = self._client.submit(same, opening, pure=False)
        threading.Thread(target=self._send, daemon=True).start()
        try:
            while True:
                self._submit(*key_and_data(self._pipe.recv_bytes()))
        except (EOFError, OSError):
            self._done.put(None)

    def _submit(self, key, request):
        future = self._client.submit(
            grade_remotely, self._opening, request, pure=False, retries=1
        )
        self._tries[key] = self._tries.get(key, 0) + 1
        future.add_done_callback(lambda done: self._done.put((key, request, done)))

    def _send(self):
        while found := self._done.get():
            key, request, future = found
            answer = self._answer(key, request, future)
            if answer is not None:
                del self._tries[key]
                try:
                    self._pipe.send_bytes(keyed(key, answer))
                except OSError:
                    return

    def _answer(self, key, request, future):
        """Return a packet, or None where the request was sent once more."""
        try:
            return future.result()
        except CancelledError as error:
            why = f"the cluster dropped it ({error})"
        except Exception as error:  # of Dask's, or of a worker that cannot import us
            why = f"{type(error).__name__}: {str(error)[:300]}"
        if self._client.status != "running":
            return pack({"error": "the connection to the cluster was lost", "fatal": 1})
        if self._tries[key] < _TRIES:
            self._submit(key, request)
            return None
        return pack({"error": why, "fatal": False})


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
