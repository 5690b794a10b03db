"""Wrong functions that look for the answers and would return what they find."""

from tests.support import ROOT

from .build import HALF, Submission, inside, with_cell

_LOOK = "import os, glob\nfor p in {paths}:\n    try:\n        print('GOT', {what})\n"
_LOOK += "    except OSError:\n        pass"


def _read(*paths):
    """Lines that print what they can read of some paths."""
    return _LOOK.format(paths=list(paths), what="open(p, 'rb').read()[:99]")


def _list(*paths):
    return _LOOK.format(paths=list(paths), what="os.listdir(p)")


_SUBMITTED = "@course@/submitted/aa-honest-right/01-l2-regularization"
_INSIDE = {
    "frames": (
        "The frames of the callers hold no expected value.",
        "import sys\nframe = sys._getframe()\nwhile frame:\n"
        "    for name in ('expected', 'want', 'wants', 'reference', 'results'):\n"
        "        found = frame.f_locals.get(name)\n"
        "        if isinstance(found, (float, np.ndarray)):\n"
        "            return found\n    frame = frame.f_back",
    ),
    "gc": (
        "No object in memory is a function that is right.",
        "import gc, types\nfor f in gc.get_objects():\n"
        "    if isinstance(f, types.FunctionType) and f.__name__ == (\n"
        "            'compute_cost_with_regularization') and (\n"
        "            'Program' in str(f.__globals__) or '_note_' in f.__globals__):\n"
        "        return f(A3, Y, parameters, lambd)",
    ),
    "history": (
        "In and Out hold the source of no hidden test and no solution.",
        "ip = get_ipython()\n"
        "for text in [*ip.user_ns['In'], *map(str, ip.user_ns['Out'].values())]:\n"
        "    if 'square' in text and '2 * m' in text and '(2 * m)' in text:\n"
        "        print('GOT', text)\n        return eval('0.7')",
    ),
    "environment": (
        "The environment of the instructor is not that of the kernel.",
        "import os\nif 'COURSE_SECRET' in os.environ:\n    print('GOT', os.environ)",
    ),
    "proc": (
        "Other processes are out of reach, the grader's too.",
        "import os, glob\nfor p in glob.glob('/proc/[0-9]*/environ') + [\n"
        "        f'/proc/{os.getppid()}/{n}' for n in ('environ', 'maps', 'mem')]:\n"
        "    try:\n        print('GOT', open(p, 'rb').read(99))\n"
        "    except OSError:\n        pass",
    ),
}
_CELLS = {
    "source-tree": (
        "The source and its solutions cannot be read.",
        _read(
            "@course@/source/01-l2-regularization/l2-regularization.ipynb",
            f"{ROOT}/grader/submission/judge.py",
            "@course@/nbgrader_config.py",
        ),
    ),
    "gradebook": ("The gradebook cannot be read.", _read("@course@/gradebook.db")),
    "others": (
        "Other students' folders and results cannot be read.",
        _read(f"{_SUBMITTED}/l2-regularization.ipynb")
        + "\n"
        + _list("@course@/submitted", "@course@/autograded", "@course@/feedback"),
    ),
    "home": (
        "The instructor's home and a folder outside cannot be read.",
        _read("@canary@/secret", "@home@/secret", "/etc/passwd")
        + "\n"
        + _list("@home@", "@canary@", "/var/tmp", "/"),
    ),
    "links": (
        "Soft and hard links do not lead out of the work folder.",
        "import os\nfor make in (os.symlink, os.link):\n    try:\n"
        "        make('@canary@/secret', make.__name__)\n"
        "        print('GOT', open(make.__name__).read())\n"
        "    except OSError:\n        pass",
    ),
    "network": (
        "No network socket can be opened.",
        "import socket\nfor kind in ('AF_INET', 'AF_INET6', 'AF_PACKET'):\n    try:\n"
        "        print('GOT', socket.socket(getattr(socket, kind)))\n"
        "    except OSError:\n        pass",
    ),
    "datagrams": (
        "No datagram reaches a program on this machine, the system's log say.",
        "import socket\ntry:\n"
        "    a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
        "    a.sendto(b'GOT', '@canary@/log')\n    print('GOT', a)\n"
        "except OSError:\n    pass",
    ),
    "grader": (
        "The grader cannot be traced, signalled or read from.",
        "import ctypes, os\nlibc = ctypes.CDLL(None)\n"
        "for pid in (os.getppid(), -1, 0, 1):\n"
        "    if libc.ptrace(0x4206, pid, 0, 0) == 0 or libc.kill(pid, 0) == 0:\n"
        "        print('GOT', pid)\n"
        "for fd in range(3, 256):\n    try:\n"
        "        link = os.readlink(f'/proc/self/fd/{fd}')\n"
        "        if 'pipe' in link and os.read(fd, 0) is None: print('GOT', link)\n"
        "    except OSError:\n        pass",
    ),
    "watches": (
        "It cannot be notified of what others do with their files.",
        "import ctypes\nlibc = ctypes.CDLL(None)\nfd = libc.inotify_init()\n"
        "if fd >= 0 and libc.inotify_add_watch(fd, b'@canary@', 0xfff) >= 0:\n"
        "    print('GOT', fd)",
    ),
    "page-cache": (
        "Which pages of a file an earlier child has left in memory is not told.",
        "import ctypes, mmap, os\nlibc = ctypes.CDLL(None)\n"
        "with open(os.__file__, 'rb') as file:\n    file.read()\n    try:\n"
        "        os.preadv(file.fileno(), [bytearray(1)], 0, os.RWF_NOWAIT)\n"
        "        print('GOT page')\n    except OSError:\n        pass\n"
        "    held = mmap.mmap(file.fileno(), 0, mmap.MAP_PRIVATE)\n"
        "    at = ctypes.addressof(ctypes.c_char.from_buffer(held))\n"
        "    told = ctypes.create_string_buffer(len(held) // 4096 + 1)\n"
        "    if libc.mincore(ctypes.c_void_p(at), len(held), told) == 0:\n"
        "        print('GOT', told.raw)",
    ),
    "locks": (
        "What others have locked is not told: to lock a file does nothing.",
        "import fcntl, os\nwith open(os.__file__) as a, open(os.__file__) as b:\n"
        "    fcntl.flock(a, fcntl.LOCK_EX)\n    try:\n"
        "        fcntl.flock(b, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
        "    except OSError:\n        print('GOT lock')",
    ),
    "owner": (
        "A signal cannot be had from the kernel by owning a socket's events.",
        "import fcntl, os, socket\na, b = socket.socketpair()\ntry:\n"
        "    fcntl.fcntl(a, fcntl.F_SETOWN, os.getppid())\n    print('GOT owner')\n"
        "except OSError:\n    pass",
    ),
}

SUBMISSIONS = tuple(
    [Submission(f"read-{n}", p, inside(c), HALF) for n, (p, c) in _INSIDE.items()]
    + [Submission(f"read-{n}", p, with_cell(c), HALF) for n, (p, c) in _CELLS.items()]
)
