"""Several submissions at a time: threads that drive kernels, results in input order.

The work is done in the kernels' processes, so threads are enough here. Each worker
has a forkserver of its own, whose seal is proved before the first submission.
"""

import collections
import os
import queue
from concurrent.futures import ThreadPoolExecutor

from grader.sandbox.forkserver import Forkserver

_AHEAD = 4  # submissions a worker may be ahead of what is recorded


def processors():
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0))


class Workers:
    """A context in which `map` grades; Ctrl-C or an error ends all kernels at once."""

    def __init__(self, course, jobs, modules, sealed=True, limits=None):
        self._course = course
        self._jobs = jobs
        self._pool = ThreadPoolExecutor(jobs, thread_name_prefix="grade")
        self._parents = queue.SimpleQueue()
        self._all = [Forkserver(modules, limits) for _ in range(jobs) if sealed]
        self._sealed = sealed

    def __enter__(self):
        try:
            proofs = [self._pool.submit(p.prove, self._course) for p in self._all]
            for proof, parent in zip(proofs, self._all, strict=True):
                proof.result()
                self._parents.put(parent)
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def map(self, function, items):
        """Yield function(item, forkserver or None) for each item, in their order."""
        waiting = collections.deque()
        for item in items:
            waiting.append(self._pool.submit(self._one, function, item))
            if len(waiting) > _AHEAD * self._jobs:  # results are not piled up
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _one(self, function, item):
        parent = self._parents.get() if self._sealed else None
        try:
            return function(item, parent)
        finally:
            if self._sealed:
                self._parents.put(parent)

    def __exit__(self, kind, value, trace):
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._close()
        self._pool.shutdown(wait=True)
        self._close()  # what a thread that was at work has made meanwhile

    def _close(self):
        for parent in self._all:
            parent.close()
