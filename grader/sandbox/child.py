"""What a forked process does for one submission: it seals itself, then runs cells.

It is forked from a server of `grader.sandbox.warm`, which has imported everything.
"""

import contextlib
import errno
import importlib
import io
import os
import signal
import sys
from pathlib import Path

from grader.sandbox import frames, seal, work_folder


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
        os.environ.update(USER="student", LOGNAME="student")  # for getpass.getuser()
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

    from grader.sandbox import forbidden  # both are imported by now
    from grader.sandbox import shell as shells

    numpy.random.seed()  # the parent's state would be the same for everybody
    work_folder.make_importable(os.environ["HOME"], first)
    forbidden.watch(shell.refused)
    tests, again = {}, None  # {name of a test: the `check` that it was run with}
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
                check = _fresh_check(copies, body, channel)
                tests[head["test"]] = shell.user_ns["check"] = check
            elif kind == frames.AGAIN:
                function = tests[head["test"]].tested
                again = _fresh_check(copies, body, channel, again)
                shell.context.run(again, function, hidden=True)
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


def _fresh_check(copies, delivery, channel, check=None):
    """Return a `check` that no cell has touched, with the inputs of a test.

    A cell may have changed the modules of the checker. copies: those made before the
    fork, since an import takes longer than most submissions. check: one after which no
    cell was run.
    """
    if check is None:
        modules = copies.pop() if copies else import_checker()
        _take_out_checker()
        sys.modules.update(modules)
        check = modules["checker.check"].check
    check.deliver(delivery, lambda data: channel.send(frames.EVIDENCE, {}, data))
    return check


def import_checker():
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
