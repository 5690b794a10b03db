"""What a worker of a Dask cluster runs: it holds a `Service`, and grades in it.

Bytes come and bytes go. The code that runs here is what is installed here.
"""

import hashlib
import threading

from grader import CannotGrade
from grader.serving.packet import pack
from grader.serving.service import Service, ServiceDied

GRADED = "graded"  # the name of the result among the files of an answer
_KEPT = 2  # lessons that are kept ready
_TRIES = 2
_lock, _services = threading.Lock(), {}


def grade_remotely(opening: bytes, request: bytes) -> bytes:
    """Return a packet: with a graded submission, or with an `error`.

    opening, request: for a `Service`. `fatal` stands beside an error that all
    submissions would have here.
    """
    for _ in range(_TRIES):
        try:
            found = _service(opening).submit(request).result()
            return pack({}, {GRADED: found})
        except CannotGrade as error:
            return pack({"error": str(error), "fatal": True})
        except ServiceDied as error:
            why = str(error)
    return pack({"error": f"{why}, {_TRIES} times", "fatal": False})


def same(opening: bytes) -> bytes:
    """Return it: a task's result, unlike sent data, is made again if it is lost."""
    return opening


def _service(opening):
    """Return the service of this worker for a lesson, opened once."""
    from distributed import get_worker

    key = hashlib.sha256(opening).digest()
    with _lock:
        service = _services.pop(key, None)
        if service is None or service.over:
            service = Service(opening, get_worker().state.nthreads)
        _services[key] = service
        for old in list(_services)[:-_KEPT]:
            if _services[old].idle:
                _services.pop(old).close()
        return service
