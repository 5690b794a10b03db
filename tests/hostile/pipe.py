"""Tricks against the socket between a student's process and the worker that drives it.

All of the work is right; the trick comes behind the cost's test, before the gradients.
"""

from .build import CHANNEL, COST, RIGHT, Submission, ahead, with_cell

_SAYS_DONE = "frames.pack(frames.DONE, {'number': n, 'failed': False})"
_LATER = {
    "two-bytes": "os.write(fd, b'xx')",
    "garbage": "os.write(fd, os.urandom(5000))",
    "half-frame": "os.write(fd, struct.pack('<cII', b'S', 99, 99))\nos._exit(0)",
    "huge-lengths": "os.write(fd, struct.pack('<cII', b'S', 2**32 - 1, 2**32 - 1))",
    "nothing": "while True: pass",
    "closed": "os.close(fd)",
    "no-reading": "socket.socket(fileno=fd).shutdown(socket.SHUT_RD)",
    "no-writing": "socket.socket(fileno=fd).shutdown(socket.SHUT_WR)",
    "passed-on": "a, b = socket.socketpair()\n"
    "socket.send_fds(a, [b'x'], [fd])\nos.close(fd)",
    "replaced": "a, b = socket.socketpair()\nos.dup2(a.fileno(), fd)",
    "unblocked": "os.set_blocking(fd, False)\nprint('x' * 3_000_000)",
    "locked": "channel._lock.acquire()\n"
    "import threading\nthreading.Thread(target=print, args=(1,), daemon=True).start()",
    "odd-frames": "for kind in (b'?', b'S', b'D', b'U', b'C', b'X', b'E', b'.'):\n"
    "    for head in (b'', b'5', b'[]', b'{}', b'{\"data\": 5}', b'\\xff', b'1e999',\n"
    "                 b'{\"number\": 1e999}', b'{\"name\": []}', b'9' * 9999):\n"
    "        if kind != b'.' or head[:1] == b'{':\n"
    "            raw(kind, head)",
    "no-done": "raw(b'.', b'no object')",
    "deep-frame": "raw(b'D', b'[' * 90_000)",
    "gigabyte": "for _ in range(40): channel._connection.sendall(bytes(1 << 25))",
    "evidence-flood": "while True: raw(b'E', b'{}', bytes(1 << 20))",
    "empty-flood": "while True: raw(b'D', b'{\"data\": {}}')",
    "many-outputs": "for i in range(50_000): raw(b'D', b'{\"data\": {}}')",
    "done-early": f"for n in range(30): os.write(fd, {_SAYS_DONE})",
    "done-late": "import threading\ndef late():\n"
    "    for _ in range(500): channel.send(frames.DONE, {'number': 1})\n"
    "threading.Thread(target=late, daemon=True).start()",
    "done-never": "channel.send = lambda kind, *more: kind == b'.' and os._exit(0)",
    "half-characters": "display({'text/plain': '\\ud800', 'text/html': '\\udcff'}, "
    "raw=True)\nraise ValueError('\\udcff')",
    "hooks-raise": "def fail(*a): raise SystemExit\n"
    "for when in ('pre_execute', 'pre_run_cell', 'post_run_cell', 'post_execute'):\n"
    "    get_ipython().events.register(when, fail)",
    "no-stdout": "import sys\nsys.stdout = sys.stderr = None",
    "odd-error": "class Odd(OSError):\n"
    "    __class__ = property(lambda self: 1 / 0)\n"
    "    errno = reason = property(lambda self: 1 / 0)\n"
    "    __bool__ = __str__ = lambda self: 1 / 0\nraise ValueError from Odd()",
}
# So many threads that others would hardly get a turn, for as long as a cell may take.
_HOG = (
    "import hashlib, threading\n"
    "def work(): hashlib.pbkdf2_hmac('sha256', b'x', b'y', 10**9)\n"
    "for _ in range(30): threading.Thread(target=work, daemon=True).start()"
)
# What stays of these breaks the gradients' cells, too.
_LOSE = {"done-early", "hooks-raise"}

SUBMISSIONS = (
    *(
        Submission(
            f"pipe-{name}",
            "Costs its own cell, and none of the others.",
            with_cell(CHANNEL + lines, RIGHT[COST], before="what-the-gradient-gains"),
            (10, 0) if name in _LOSE else (10, 15),
        )
        for name, lines in _LATER.items()
    ),
    Submission("pipe-hog", "Slows nobody.", ahead(_HOG)),
)
