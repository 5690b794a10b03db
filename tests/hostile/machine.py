"""Tricks that would take the machine; the honest code earns what it earns."""

from .build import (
    COST,
    FULL,
    HALF,
    RIGHT,
    Submission,
    behind,
    inside,
    with_cell,
)

_TEST = f"{COST}-test"
# Behind a right function, in its cell. A cell that ends its child is not run again,
# but for the function.
_BEHIND = {
    "system-exit": (FULL, "raise SystemExit"),
    "exit": (FULL, "exit()\nquit()"),
    "keyboard-interrupt": (FULL, "raise KeyboardInterrupt"),
    "generator-exit": (FULL, "raise GeneratorExit"),
    "endless": (FULL, "while True:\n    pass"),
    "memory": (FULL, "x = bytearray(20 << 30)"),
    "daemon": (
        FULL,
        "import os, subprocess\n"
        "for start in (os.fork, lambda: os.system('sleep 900 &'),\n"
        "              lambda: subprocess.Popen(['sleep', '900'])):\n"
        "    try:\n        start()\n    except OSError:\n        pass",
    ),
    "kill-parent": (
        FULL,
        "import os\nfor pid in (os.getppid(), -1, 0, 1, -os.getpgid(0)):\n"
        "    try:\n        os.kill(pid, 9)\n    except OSError:\n        pass",
    ),
    "outlive": (
        FULL,
        "import ctypes, os\nctypes.CDLL(None).prctl(1, 0, 0, 0, 0)\n"
        "try:\n    os.setsid()\nexcept OSError:\n    pass",
    ),
    "line": (FULL, "print('x' * 100_000_000)"),
    "chmod": (
        FULL,
        "import os\nfor p in ('@canary@', '@canary@/secret', '@home@', '@course@'):\n"
        "    for do in (lambda: os.chmod(p, 0o777), lambda: os.utime(p, (1, 1)),\n"
        "               lambda: os.chown(p, 1, 1), lambda: os.truncate(p, 0),\n"
        "               lambda: os.setxattr(p, 'user.x', b'x'),\n"
        "               lambda: os.rename(p, p + '2'), lambda: os.unlink(p)):\n"
        "        try:\n            do()\n        except OSError:\n            pass",
    ),
    "signals": (
        FULL,
        "import signal\nfor n in range(1, 60):\n    try:\n"
        "        signal.signal(n, signal.SIG_IGN)\n"
        "    except (OSError, ValueError):\n        pass",
    ),
    "deep-folders": (
        FULL,
        "import os\nhere = os.getcwd()\nfor _ in range(3000):\n"
        "    os.mkdir('d' * 200)\n    os.chdir('d' * 200)\nos.chdir(here)",
    ),
    "closed-folders": (FULL, "import os\nos.makedirs('a/b')\nos.mkdir('a/c', 0)"),
    "small-files": (
        FULL,
        "i = 0\nwhile True:\n    open(f'f{i}', 'w').close()\n    i += 1",
    ),
    "locale": (
        FULL,
        "import locale, os\nlocale.setlocale(locale.LC_ALL, 'C')\n"
        "os.environ['LD_PRELOAD'] = '/nowhere.so'",
    ),
    "wide-folders": (
        FULL,
        "import os\nfor i in range(600): os.mkdir(f'd{i}')\n"
        "for i in range(600): open(f'd{i}/f', 'wb').write(bytes(40 << 20))",
    ),
    "cleaner": (
        FULL,
        "import os\nos.makedirs('a/b/c')\n"
        "for i in range(9): os.makedirs(f'moved-{i}-/x')",
    ),
    "unlinked": (
        FULL,
        "import os\nkept = []\nwhile True:\n    f = open('f', 'wb')\n"
        "    os.unlink('f')\n    f.write(bytes(40 << 20))\n    f.flush()\n"
        "    kept.append(f)",
    ),
    "mapped": (
        FULL,
        "import mmap, os\nkept = []\nwhile True:\n    f = open('f', 'w+b')\n"
        "    f.write(bytes(40 << 20))\n    f.flush()\n"
        "    kept.append(mmap.mmap(f.fileno(), 4096))\n    f.close()\n"
        "    os.unlink('f')",
    ),
    "fill-die": (
        FULL,
        "import os\ntry:\n"
        "    for i in range(99): open(f'f{i}', 'wb').write(bytes(40 << 20))\n"
        "finally: os._exit(0)",
    ),
    "descriptors": (
        FULL,
        "import os\ntry:\n    while True: os.dup(0)\nfinally: os.closerange(99, 256)",
    ),
    "lease": (
        FULL,
        "import fcntl, json\nf = open(json.__file__)\n"
        "fcntl.fcntl(f, 1024, fcntl.F_WRLCK)",
    ),
}
# In a cell of their own behind the cost's test, so that the gradients come after.
_LATER = {
    "stubborn": "while True:\n    try:\n        while True: pass\n"
    "    except BaseException: pass",
    "os-exit": "import os\nos._exit(0)",
    "segfault": "import ctypes\nctypes.string_at(0)",
    "abort": "import os\nos.abort()",
    "lines": "while True: print('x' * 999)",
    "html": "from IPython.display import HTML\nHTML('<b>x</b>' * 7_000_000)",
    "disk": "f = open('big', 'wb')\nwhile True: f.write(bytes(1 << 20))",
    "threads": "import threading, time\nthreading.stack_size(32768)\n"
    "while True:\n"
    "    try: threading.Thread(target=time.sleep, args=(60,)).start()\n"
    "    except RuntimeError: time.sleep(0.1)",
    "processes": "import multiprocessing, os\nfor _ in range(10_000):\n"
    "    try: os.fork()\n    except OSError: pass",
    "closed-files": "import os\nos.closerange(0, 256)",
    "recursion": "import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
}
# The test itself ends early: the wrong function earns nothing, and stops nobody.
_INSIDE = {
    "test-endless": "while True: pass",
    "test-exits": "import os\nos._exit(0)",
    "test-leaves": "raise SystemExit",
    "test-interrupts": "raise KeyboardInterrupt",
    "test-floods": "import sys\nwhile True: sys.__stdout__.write('x' * 100_000)",
}

SUBMISSIONS = (
    *(
        Submission(f"machine-{name}", "Costs no honest point.", behind(lines), points)
        for name, (points, lines) in _BEHIND.items()
    ),
    *(
        Submission(
            f"machine-{name}",
            "Costs its own cell, and none of the others.",
            with_cell(lines, RIGHT[COST], before="what-the-gradient-gains"),
        )
        for name, lines in _LATER.items()
    ),
    *(
        Submission(f"machine-{name}", "Costs the test.", inside(lines), HALF)
        for name, lines in _INSIDE.items()
    ),
)
