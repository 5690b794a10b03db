"""A process that has imported everything and forks a sealed kernel per submission.

Run as a program of its own (`python -I child.py`) by `grader.sandbox.forkserver`: it
reads one JSON request a line and answers each with a line. It knows no lesson, so
there is nothing in its memory that a forked kernel could look up.
"""

import contextlib
import gc
import importlib
import io
import json
import os
import runpy
import sys
import tempfile
import traceback
from pathlib import Path

from jupyter_client.connect import write_connection_file

# This program runs without the course on its path.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from grader.patches import publish_without_pipe  # noqa: E402
from grader.sandbox import seal  # noqa: E402

del sys.path[0]

KERNEL_OPTIONS = [
    "--InteractiveShellApp.ignore_cwd=True",
    "--HistoryManager.enabled=False",
    "--IPKernelApp.quiet=True",
]


def warm_up(modules):
    """Import what kernels need, draw a first plot, and put it all out of gc's way."""
    import ipykernel.kernelapp  # noqa: F401
    import matplotlib_inline.backend_inline  # noqa: F401
    from matplotlib import pyplot
    from matplotlib.backends import backend_registry

    for name in [*modules, "numpy.random"]:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    backend_registry.resolve_backend("inline")  # reads every package's entry points
    figure, axes = pyplot.subplots()
    axes.plot([1, 2], label="$x$")
    axes.legend()
    figure.savefig(io.BytesIO(), bbox_inches="tight")
    pyplot.close(figure)
    for name in _rehearse():
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()


def _rehearse():
    """Start a kernel in a forked child; return the modules that it had to load."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        known = set(sys.modules)
        try:
            _silence()
            folder = tempfile.mkdtemp(prefix="r-", dir=os.getcwd())
            file = os.path.join(folder, "connection.json")
            write_connection_file(file, transport="ipc", ip=os.path.join(folder, "k"))
            _start_kernel(file)
            found = [name for name in sys.modules if name not in known]
            os.write(writer, "\n".join(found).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as file:
        names = file.read().split()
    os.waitpid(pid, 0)
    return names


def serve():
    """Answer requests until the input ends."""
    replies = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # nothing else may write to the answers
    children = set()
    for line in sys.stdin:
        request = json.loads(line)
        answer = {}
        if request["do"] == "fork":
            pid = os.fork()
            if pid == 0:
                replies.close()
                _child(request)
            children.add(pid)
            answer = {"pid": pid}
        elif request["do"] == "poll" and request["pid"] in children:
            pid, status = os.waitpid(request["pid"], os.WNOHANG)
            if pid:
                children.discard(pid)
                answer = {"code": os.waitstatus_to_exitcode(status)}
        replies.write(json.dumps(answer) + "\n")
        replies.flush()


def _child(request):
    """Become a sealed kernel, or the prisoner that tries the seal. Never returns."""
    code = 1
    try:
        _silence()
        os.closerange(3, 4096)
        sys.stdin = io.StringIO()
        os.environ.clear()
        os.environ.update(request["env"])
        os.chdir(request["folder"])
        bounds = seal.Bounds(
            request["memory"], request["file_size"], 256, frozenset(request["seal"])
        )
        if request.get("probe"):
            code = _probe(request, bounds)
        else:
            _kernel(request, bounds)
            code = 0
    except BaseException:
        with contextlib.suppress(OSError):
            Path(request["folder"], "failed.txt").write_text(traceback.format_exc())
    finally:
        os._exit(code)


def _silence():
    """Turn the standard files into /dev/null: they belong to the parent."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.close(nothing)


def _kernel(request, bounds):
    import numpy

    numpy.random.seed()  # the parent's state would be the same for everybody
    readable = [*seal.readable_paths(), request["library"]]
    seal.seal([request["folder"], request["sockets"]], bounds, readable)
    sys.path[:0] = [request["library"]]
    sys.path.append(request["folder"])
    app = _start_kernel(request["connection_file"])
    seal.close_sockets(bounds)
    app.start()


def _start_kernel(connection_file):
    """Return a kernel that has opened its sockets and is ready to listen."""
    from ipykernel import kernelapp
    from IPython.core.interactiveshell import InteractiveShell

    publish_without_pipe()
    app = kernelapp.IPKernelApp.instance()
    app.initialize(["-f", connection_file, *KERNEL_OPTIONS])
    # pyplot was imported before there was a shell that could show its figures.
    InteractiveShell.enable_matplotlib(app.shell, "inline")
    return app


def _probe(request, bounds):
    """Seal, then try to break out; the findings are a file in the work folder."""
    attempts = runpy.run_path(request["probe"])  # read before the seal
    seal.seal([request["folder"], request["sockets"]], bounds)
    seal.close_sockets(bounds)
    found = attempts["escapes"](request["targets"])
    Path(request["folder"], "found.json").write_text(json.dumps(found))
    return 0


if __name__ == "__main__":
    warm_up(json.loads(sys.argv[1]))
    serve()
