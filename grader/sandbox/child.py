"""The process that has imported everything, and the sealed children forked from it.

Run as a program of its own (`python -I child.py`) by `grader.sandbox.forkserver`. It
holds nothing that a forked child could look up: of a lesson it knows what a release
holds. Three generations share this file:

    the root         imports what all lessons need, once; forks a
    lesson's server  which imports a lesson's released modules; forks a
    child            which seals itself, then runs one submission's cells.
"""

import contextlib
import errno
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
from grader.sandbox import frames, seal, work_folder  # noqa: E402

del sys.path[0]

_LARGEST = 1 << 20  # bytes of a request


def warm_up(modules):
    """Import what cells need, draw a first plot, make the shell; return the shell."""
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
    shells.run(shell, "1")  # what a first cell has to load
    shell.reset(new_session=True)
    return shell


def root(door, modules):
    """Fork a server of a lesson for each request, until the door is closed."""
    shell = warm_up(modules)
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
    copies = [_import_checker() for _ in range(request["tests"])]
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
                _run_and_exit(become_child, passed, request, shell)
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


def become_child(connection, request, shell):
    """Seal this process, then run what the worker sends. The seal has no way back."""
    channel = frames.Channel(connection)
    try:
        _silence(connection)
        signal.signal(signal.SIGINT, channel.interrupt)
        if request.get("probe"):
            sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
            from grader.sandbox import probe  # read before it is out of reach

            del sys.path[0]
        with contextlib.suppress(OSError):  # where memory ends, it ends before others
            Path("/proc/self/oom_score_adj").write_text("1000")
        work = work_folder.make_folder(request)
        os.environ.clear()
        os.environ.update(request["env"], HOME=work, TMPDIR=work)
        os.environ["IPYTHONDIR"] = os.path.join(work, ".ipython")
        os.environ["MPLCONFIGDIR"] = os.path.join(work, ".matplotlib")
        os.chdir(work)
        bounds = seal.Bounds(
            request["memory"], request["file_size"], 256, frozenset(request["seal"])
        )
        readable = [*seal.readable_paths(), request["library"]]
        writable = [work] + (["/tmp"] if request["disk"] else [])
        seal.die_with_parent()
        if bounds.mechanisms:
            seal.seal(writable, bounds, readable)
    except BaseException as error:
        why = f"{type(error).__name__}: {error}"
        channel.send(frames.DONE, {"failed": why})
        return
    if request.get("probe"):
        found = probe.escapes(request["targets"])
        channel.send(frames.DONE, {"found": found})
        return
    disk = work if request["disk"] else None
    _run_cells(channel, shell, disk, request["copies"], "beside" in request)


def _silence(connection):
    """Close every file but the connection: the others belong to the parents."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    kept = connection.fileno()
    os.closerange(3, kept)
    os.closerange(kept + 1, 4096)
    sys.stdin = io.StringIO()


def _run_cells(channel, shell, disk, copies, first):
    """Run what the worker sends. disk: a folder on the child's own, if it has one.

    first: modules in its folder come before all others of their name.
    """
    import numpy

    from grader.sandbox import forbidden  # imported in `warm_up`, both
    from grader.sandbox import shell as shells

    numpy.random.seed()  # the parent's state would be the same for everybody
    work_folder.make_importable(os.environ["HOME"], first)
    forbidden.watch(shell.refused)
    channel.send(frames.DONE, {"number": 0})
    while True:
        try:
            kind, head, body = channel.receive()
        except EOFError:
            return
        answer, was_full = {"number": head["number"]}, _is_full(disk)
        shell.disk_full = False
        shell.refused.clear()
        shells.connect(shell, channel)  # a cell may have put something else there
        try:
            channel.in_cell = True
            if kind == frames.DELIVER:
                shell.user_ns["check"] = _fresh_check(copies, body, channel)
            else:
                answer |= _do(shells, shell, kind, head, body)
        except KeyboardInterrupt:
            answer["failed"] = True
        except BaseException as error:  # a student may have broken the shell
            answer["failed"] = True
            print(f"{type(error).__name__} in IPython", file=sys.stderr)
        channel.in_cell = False
        shell.flush()
        answer["refused"] = sorted(shell.refused)
        answer["full"] = shell.disk_full or (_is_full(disk) and not was_full)
        channel.send(frames.DONE, answer)


def _do(shells, shell, kind, head, body):
    """Carry out one command; return what is to be told about it."""
    source = body.decode("utf-8", "replace")
    name = head.get("function")
    if kind == frames.DEFINE:
        source = shells.definitions(shell, source, name)
        failed = not shells.run(shell, source) if source else True
        return {"failed": failed}
    missing = object()
    before = shell.user_ns.get(name, missing)
    failed = not shells.run(shell, source, head.get("strict") is True)
    told = {"failed": failed, "count": shell.execution_count - 1}
    if failed and name and shell.user_ns.get(name, missing) is before:
        alone = shells.definitions(shell, source, name)
        if alone:
            told["alone"] = shells.run(shell, alone)
    return told


def _fresh_check(copies, delivery, channel):
    """Return a `check` that no cell has touched, with the inputs of a test.

    A cell may have changed the modules of the checker. copies: those made before the
    fork, since an import takes longer than most submissions.
    """
    modules = copies.pop() if copies else _import_checker()
    _take_out_checker()
    sys.modules.update(modules)
    check = modules["checker.check"].check
    check.deliver(delivery, lambda data: channel.send(frames.EVIDENCE, {}, data))
    return check


def _import_checker():
    """Import the checker anew, beside the one that is there; return its modules."""
    before = _take_out_checker()
    try:
        importlib.import_module("checker.check")
    finally:
        made = _take_out_checker()
        sys.modules.update(before)
    return made


def _take_out_checker():
    names = [name for name in sys.modules if name.partition(".")[0] == "checker"]
    return {name: sys.modules.pop(name) for name in names}


def _is_full(disk):
    """True if nothing more can be written on the child's disk, where it has one."""
    if disk is None:
        return False
    try:
        left = os.statvfs(disk)
    except OSError as error:
        return error.errno == errno.ENOSPC
    return left.f_bavail == 0 or (left.f_files > 0 and left.f_favail == 0)


if __name__ == "__main__":
    root(socket.socket(fileno=int(sys.argv[1])), json.loads(sys.argv[2]))
