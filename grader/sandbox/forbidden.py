"""What the seal forbids, as a cell meets it: by its errors, and by what was tried."""

import errno
import socket
import sys

from grader.sandbox.limits import NETWORK, PROCESS, SHELL

_FORBIDDEN = (errno.EPERM, errno.EACCES, errno.EAFNOSUPPORT, errno.ENOSYS)
# Events of Python's, whatever becomes of the error that the seal then raises.
_REFUSED = {
    "os.system": SHELL,
    "subprocess.Popen": PROCESS,
    "os.fork": PROCESS,
    "os.forkpty": PROCESS,
    "os.exec": PROCESS,
    "os.posix_spawn": PROCESS,
    "socket.connect": NETWORK,
    "socket.bind": NETWORK,
    "socket.getaddrinfo": NETWORK,
    "socket.gethostbyname": NETWORK,
    "socket.sendto": NETWORK,
}


def _chain(error):
    """Yield an error and those that it came from."""
    seen = set()
    while error is not None and id(error) not in seen and len(seen) < 20:
        seen.add(id(error))
        yield error
        reason = getattr(error, "reason", None)  # urllib's
        if isinstance(reason, BaseException):
            yield reason
        error = error.__cause__ or error.__context__


def has_errno(error, numbers):
    """True if an error, or one that it came from, is of the system and has a number."""
    return any(isinstance(e, OSError) and e.errno in numbers for e in _chain(error))


def is_forbidden(error):
    """True if an error looks as the seal's do."""
    return has_errno(error, _FORBIDDEN) or any(
        isinstance(e, socket.gaierror) for e in _chain(error)
    )


def watch(refused):
    """Add to a set what cells try that the seal forbids. It has no way back."""

    def hook(event, _):
        if event in _REFUSED:
            refused.add(_REFUSED[event])

    sys.addaudithook(hook)
