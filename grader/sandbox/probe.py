"""What a sealed process tries, to prove that the seal holds. Standard library only."""

import contextlib
import ctypes
import fcntl
import mmap
import os
import resource
import signal
import socket
import threading
from pathlib import Path

ESCAPED = "escaped"  # the file that a child must not be able to write
F_SETLEASE = 1024


def escapes(targets):
    """Try everything; return the names of the attempts that succeeded.

    targets: {"read": paths of the grader's, "folders": folders to list, "write":
    folders to write to, "pid": a process of the grader's, "port": a TCP port,
    "socket": a Unix socket, "memory": bytes that must not be had}.
    """
    attempts = {
        "read a file of the grader's": lambda: _read(targets["read"]),
        "change the rights of a file": lambda: _change_rights(targets["read"]),
        "empty a file": lambda: _empty(targets["read"]),
        "let others wait for a file": _lease,
        "hide its open files": lambda: _libc().prctl(4, 0, 0, 0, 0) == 0,
        "pass a file on": _pass_on,
        "watch a folder of the grader's": lambda: _watch(targets["folders"]),
        "send datagrams": lambda: socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM),
        "have signals sent to another process": lambda: _own(targets["pid"]),
        "outlive its parent": lambda: _libc().prctl(1, 0, 0, 0, 0) == 0,
        "list a folder of the grader's": lambda: _list(targets["folders"]),
        # What counts is what is there afterwards, seen from outside.
        "write to a folder": lambda: _write(targets["write"]),
        "see another process": lambda: _see(targets["pid"]),
        "signal another process": lambda: _signal(targets["pid"]),
        "trace another process": lambda: _trace(targets["pid"]),
        "change another process's limits": lambda: _limit(targets["pid"]),
        "open a network socket": lambda: _connect(targets["port"]),
        "make a socket": lambda: socket.socket(socket.AF_UNIX),
        "connect to another program": lambda: _connect_unix(targets["socket"]),
        "start a process": _fork,
        "run a program": lambda: os.execv("/bin/true", ["true"]),
        "leave a daemon": lambda: os.posix_spawn("/bin/sleep", ["sleep", "1"], {}),
        "take more memory than allowed": lambda: _memory(targets["memory"]),
        "write a file larger than allowed": lambda: _large_file(targets["file_size"]),
        "raise its own limits": _raise_limits,
        "become another user": lambda: os.setuid(os.getuid() + 1),
        "mount a file system": _mount,
        "make a namespace": _unshare,
        "ask which pages of a file were read": _ask_for_pages,
        "do these from a thread": lambda: _in_a_thread(targets),
    }
    found = []
    for name, attempt in attempts.items():
        with contextlib.suppress(BaseException):
            if attempt() is not False:
                found.append(name)
    return found


def _any(function, items):
    """True if the function gets through for one of the items."""
    for item in items:
        with contextlib.suppress(OSError):
            function(item)
            return True
    return False


def _ask_for_pages():
    """Read what is in memory only, of a file that was read a moment ago."""
    with open(os.__file__, "rb") as file:
        file.read()
        return os.preadv(file.fileno(), [bytearray(1)], 0, os.RWF_NOWAIT) == 1


def _read(paths):
    return _any(lambda path: Path(path).open("rb").read(1), paths)


def _change_rights(paths):
    """Try it on the first path, a file made for this, by what it has afterwards."""
    for path in paths[:1]:
        before = os.stat(path)
        with contextlib.suppress(OSError):
            os.chmod(path, before.st_mode ^ 0o004)
        with contextlib.suppress(OSError):
            os.utime(path, (1, 1))
        after = os.stat(path)
        return (after.st_mode, after.st_mtime) != (before.st_mode, before.st_mtime)
    return False


def _empty(paths):
    """Try it on the first path, which holds something."""
    with contextlib.suppress(OSError):
        os.truncate(paths[0], 0)
    return os.stat(paths[0]).st_size == 0


def _lease():
    number = _mine()
    fcntl.fcntl(number, F_SETLEASE, fcntl.F_WRLCK)
    fcntl.fcntl(number, F_SETLEASE, fcntl.F_UNLCK)


def _mine():
    return os.open("mine", os.O_CREAT | os.O_RDONLY)


def _pass_on():
    one, _ = socket.socketpair()
    socket.send_fds(one, [b"x"], [_mine()])


def _watch(folders):
    watcher = _libc().inotify_init()
    paths = [os.fsencode(folder) for folder in folders]
    return any(_libc().inotify_add_watch(watcher, path, 0xFFF) >= 0 for path in paths)


def _own(pid):
    one, _ = socket.socketpair()
    fcntl.fcntl(one, fcntl.F_SETOWN, pid)


def _list(folders):
    return _any(os.listdir, folders)


def _write(folders):
    for folder in folders:
        with contextlib.suppress(OSError):
            Path(folder, ESCAPED).write_text("escaped")
    return False


def _see(pid):
    return _any(lambda p: Path(p).open("rb").read(1), [f"/proc/{pid}/cmdline"])


def _signal(pid):
    os.kill(pid, 0)


def _libc():
    return ctypes.CDLL(None, use_errno=True)


def _trace(pid):
    return _libc().ptrace(0x4206, pid, 0, 0) == 0  # PTRACE_SEIZE


def _limit(pid):
    resource.prlimit(pid, resource.RLIMIT_NOFILE)


def _connect(port):
    socket.create_connection(("127.0.0.1", port), timeout=2)


def _connect_unix(path):
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(path)


def _fork():
    if os.fork() == 0:
        os._exit(0)


def _memory(size):
    mmap.mmap(-1, size)


def _large_file(size):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with open("large", "wb") as file:
            file.truncate(size + 1)
    finally:
        os.unlink("large")


def _raise_limits():
    limit = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)
    return resource.getrlimit(resource.RLIMIT_AS) != limit


def _mount():
    return _libc().mount(b"none", b".", b"tmpfs", 0, None) == 0


def _unshare():
    return _libc().unshare(0x10000000) == 0  # CLONE_NEWUSER


def _in_a_thread(targets):
    found = []

    def attempt():
        with contextlib.suppress(OSError):
            found.append(_read(targets["read"]) or _list(targets["folders"]))
        with contextlib.suppress(OSError):
            socket.socket(socket.AF_INET)
            found.append(True)

    thread = threading.Thread(target=attempt)
    thread.start()
    thread.join()
    return any(found)
