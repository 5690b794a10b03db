"""The process that has imported everything, and the servers that are forked from it.

Run as a program of its own (`python -I warm.py`) by `grader.sandbox.forkserver`. It
holds nothing that a forked child could look up: of a lesson it knows what a release
holds. Of three generations

    the root         imports what all lessons need, once; forks a
    lesson's server  which imports a lesson's released modules; forks a
    child            which seals itself, then runs one submission's cells

the first two are here, the last is in `grader.sandbox.child`.
"""

import contextlib
import gc
import importlib
import io
import json
import os
import selectors
import signal
import socket
import sys
import traceback
from pathlib import Path

# This program runs without the course on its path.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from grader.sandbox import child  # noqa: E402

del sys.path[0]

_LARGEST = 1 << 20  # bytes of a request


def warm_up(modules):
    """Import what cells need, draw a first plot, make the shell; return the shell."""
    import asyncio  # noqa: F401

    import matplotlib_inline.backend_inline  # noqa: F401
    import numpy.random  # noqa: F401
    from matplotlib import pyplot
    from matplotlib.backends import backend_registry

    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from grader.sandbox import shell as shells

    del sys.path[0]
    for name in modules:
        with contextlib.suppress(Exception):  # the child will meet it again
            importlib.import_module(name)
    backend_registry.resolve_backend("inline")  # reads every package's entry points
    shell = shells.make_shell()
    shell.enable_matplotlib("inline")
    figure, axes = pyplot.subplots()
    axes.plot([1, 2], label="$x$")
    axes.legend()
    figure.savefig(io.BytesIO(), bbox_inches="tight")
    pyplot.close(figure)
    # What a first cell has to load; its loop is made in each child.
    shell.run_cell("1", store_history=True)
    shell.reset(new_session=True)
    return shell


def root(door, modules):
    """Fork a server of a lesson for each request, until the door is closed."""
    gc.disable()  # nearly all of what imports make is there to stay
    shell = warm_up(modules)
    gc.enable()
    gc.collect()
    gc.freeze()
    selector, servers = selectors.DefaultSelector(), set()
    selector.register(door, selectors.EVENT_READ)
    while True:
        for key, _ in selector.select():
            request, passed = _request(key.fileobj)
            if request is None:  # a worker is gone, or the grader
                selector.unregister(key.fileobj)
                key.fileobj.close()
                if key.fileobj is door:
                    _wait_for(servers)
                    return
            elif request["do"] == "door":
                selector.register(passed, selectors.EVENT_READ)
            else:
                pid = os.fork()
                if pid == 0:
                    for other in list(selector.get_map().values()):
                        other.fileobj.close()
                    selector.close()
                    _run_and_exit(serve, passed, request, shell)
                passed.close()
                servers.add(pid)
                _answer(key.fileobj, {"pid": pid})
            _collect(servers)


def serve(door, request, shell):
    """Fork a child for each request, until the worker at the door is gone."""
    sys.path[:0] = [request["library"]]
    for name in request["modules"]:
        with contextlib.suppress(Exception):  # the child will meet it again
            importlib.import_module(name)
    copies = [child.import_checker() for _ in range(request["tests"] + 1)]
    gc.collect()
    gc.freeze()
    children = set()
    while True:
        wanted, passed = _request(door)
        if wanted is None:
            for pid in children:
                os.kill(pid, signal.SIGKILL)
            _wait_for(children)
            return
        if wanted["do"] == "fork":
            pid = os.fork()
            if pid == 0:
                door.close()
                request |= {**wanted, "copies": copies}
                _run_and_exit(child.become_child, passed, request, shell)
            passed.close()
            children.add(pid)
            _answer(door, {"pid": pid})
        elif wanted["pid"] in children:  # it has ended, or has to
            with contextlib.suppress(ProcessLookupError):
                os.kill(wanted["pid"], signal.SIGKILL)
            _wait_for({wanted["pid"]})
            children.discard(wanted["pid"])
            _answer(door, {})
        else:
            _answer(door, {})


def _request(door):
    """Return (a request or None, the socket that came with it or None)."""
    try:
        data, numbers, _, _ = socket.recv_fds(door, _LARGEST, 1)
    except OSError:
        return None, None
    passed = socket.socket(fileno=numbers[0]) if numbers else None
    return (json.loads(data) if data else None), passed


def _answer(door, answer):
    with contextlib.suppress(OSError):
        door.send(json.dumps(answer).encode())


def _collect(pids):
    """Take leave of those that have ended: their time counts as ours then."""
    for pid in list(pids):
        with contextlib.suppress(ChildProcessError):
            if os.waitpid(pid, os.WNOHANG)[0] == 0:
                continue
        pids.discard(pid)


def _wait_for(pids):
    for pid in pids:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)


def _run_and_exit(function, *arguments):
    code = 1
    try:
        function(*arguments)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    root(socket.socket(fileno=int(sys.argv[1])), json.loads(sys.argv[2]))
