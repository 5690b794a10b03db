"""Tricks that try to make a wrong cost look right; the gradients are right."""

from .build import (
    CHANNEL,
    COST,
    HALF,
    NOTHING,
    RIGHT,
    Submission,
    inside,
    with_cell,
)

# `checker.check` is the function; its module is reached in no other way.
_MODULE = "from importlib import import_module\nc = import_module('checker.check')\n"
# From inside the test: its number and inputs, and evidence of the student's own.
_STEAL = (
    "import sys\nfrom checker.wire import dumps\n"
    f"{_MODULE}frame = sys._getframe()\n"
    "while 'delivery' not in frame.f_locals: frame = frame.f_back\n"
    "d = frame.f_locals['delivery']\n"
)
_RESULTS = (
    "results = [{'case': k['name'], 'changed': [], 'inputs': k['inputs'],\n"
    "            'outputs': {'cost': {'kind': 'array', 'value': np.float64(0.7)}}}\n"
    "           for k in d['cases']]\n"
    "data = dumps({'nonce': d['nonce'], 'results': results})\n"
)
# A test gets checks that no cell has touched, but a cell can find those that wait.
FIRST = (
    "import gc, numpy as np\nfrom checker.wire import dumps, loads\n"
    "def patch(check):\n    deliver = check.deliver\n"
    "    def mine(data, send):\n"
    "        d = loads(data)\n"
    "        deliver(data, lambda real: answer(d, real, send))\n"
    "    check.deliver = mine\n"
    "gc.unfreeze()\n"
    "for one in gc.get_objects():\n"
    "    if type(one).__name__ == 'Check': patch(one)\n"
)

_CELLS = {
    "allclose": (
        "NumPy's comparisons are replaced by ones that always agree.",
        "import numpy, builtins\n"
        "for name in ('allclose', 'isclose', 'array_equal', 'all'):\n"
        "    setattr(numpy, name, lambda *a, **k: True)\n"
        "for name in [n for n in dir(numpy.testing) if n.startswith('assert')]:\n"
        "    setattr(numpy.testing, name, lambda *a, **k: None)\n",
    ),
    "builtins": (
        "Built-in functions are replaced by ones that always agree.",
        "import builtins\nbuiltins.all = builtins.any = lambda *a: True\n"
        "builtins.abs = lambda x: 0\nbuiltins.AssertionError = Exception\n",
    ),
    "check": (
        "check is replaced, in the notebook and in its module.",
        f"{_MODULE}check = c.check = lambda *a, **k: None\n"
        "c.Check.__call__ = lambda *a, **k: None\n",
    ),
    "check-in-its-module": (
        "check is replaced where it stands.",
        f"{_MODULE}c.check = lambda *a, **k: None",
    ),
    "check-is-a-number": ("The name check is given to a number.", "check = 5"),
    "collect": (
        "The function that writes the evidence, and the wire, are replaced.",
        f"import checker.collect, checker.inputs, checker.wire\n{_MODULE}"
        "checker.collect.collect = c.collect = lambda *a: {}\n"
        "checker.inputs.Factory.make = lambda *a: None\n"
        "checker.wire.dumps = c.dumps = lambda tree: b'{}'\n",
    ),
    "import-hook": (
        "An import hook gives the checks another evidence writer.",
        "import sys, checker.wire as w\nold = w.dumps\n"
        "class Hook:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'checker.wire':\n"
        "            sys.meta_path.remove(self)\n"
        "            import importlib\n"
        "            m = importlib.import_module(name)\n"
        "            m.dumps = lambda tree: old({**tree, 'passed': True})\n"
        "            return None\n"
        "sys.meta_path.insert(0, Hook())\n",
    ),
    "display": (
        "IPython's display says what the student wants.",
        "import IPython.display, IPython.core.display_functions as f\n"
        "f.display = IPython.display.display = lambda *a, **k: print(10.0)\n",
    ),
    "run-cell": (
        "Cells are run by a method that runs nothing and reports success.",
        "ip = get_ipython()\nold = ip.run_cell\n"
        "def run(source, *a, **k):\n    return old('10.0')\n"
        "ip.run_cell = run\n",
    ),
    "run-code": (
        "Compiled cells are thrown away: no later cell does anything.",
        "async def run(code, result=None, *, async_=False):\n    return False\n"
        "get_ipython().run_code = run\n",
    ),
    "shell-run": (
        "What runs the cells says that all went well, and runs none.",
        "import grader.sandbox.shell as s\ns.run = lambda *a: True\n"
        "s.CellShell.run_cell = lambda *a, **k: None\n",
    ),
    "every-cell-succeeds": (
        "Errors of later cells are swallowed and a number is shown.",
        "ip = get_ipython()\nip.showtraceback = lambda *a, **k: None\n"
        "ip.set_custom_exc((BaseException,), lambda *a, **k: print(10.0))\n"
        "ip.run_line_magic('xmode', 'Minimal')\n",
    ),
    "fake-numpy": (
        "np is a fake whose every function returns a number that equals all.",
        "class Yes(float):\n    __eq__ = __le__ = __lt__ = lambda *a: True\n"
        "class Fake:\n    def __getattr__(self, name): return lambda *a, **k: Yes(1)\n"
        "import sys\nnp = sys.modules['numpy'] = Fake()\n",
    ),
    "seed": (
        "The random generator cannot be seeded any more.",
        "import numpy\nnumpy.random.seed = 5\n",
    ),
    "displayhook": (
        "A full score is shown as a cell's result, by hand and by the hook.",
        "import sys\nsys.displayhook(10.0)\n10.0",
    ),
    "ast": (
        "An AST transformer takes every check out of later cells.",
        "import ast\nclass Gone(ast.NodeTransformer):\n"
        "    def visit_Expr(self, node): return ast.Expr(ast.Constant(10.0))\n"
        "get_ipython().ast_transformers.append(Gone())\n",
    ),
    "ast-asserts": (
        "An AST transformer takes every assertion out of later cells.",
        "import ast\nclass Gone(ast.NodeTransformer):\n"
        "    def visit_Assert(self, node): return None\n"
        "get_ipython().ast_transformers.append(Gone())",
    ),
    "input-transformer": (
        "An input transformer turns every later cell into a number.",
        "get_ipython().input_transformers_post.append(lambda lines: ['10.0\\n'])\n",
    ),
    "printed": ("A full score is printed.", "print(10.0)"),
    "warnings": (
        "A warning and the error stream say something.",
        "import warnings, sys\nwarnings.warn('x')\nprint('y', file=sys.stderr)",
    ),
    "exit": ("The cell before the test leaves.", "exit()"),
    "system-exit": ("The same, by sys.exit.", "import sys\nsys.exit()"),
    "events": (
        "Event hooks show a number around every later cell.",
        "for when in ('pre_run_cell', 'post_run_cell'):\n"
        "    get_ipython().events.register(when, lambda *a: print(10.0))\n",
    ),
    "invented-evidence": (
        "Evidence is invented, in many broken forms, before a test asks for any.",
        f"{CHANNEL}for data in (b'', b'{{}}', b'[' * 90000, bytes(9), b'1e999'):\n"
        "    channel.send(frames.EVIDENCE, {}, data)\n",
    ),
    "stolen-nonce": (
        "The random number and the inputs are stolen, and other results come first.",
        f"{FIRST}def answer(d, real, send):\n    if 'A3' in d['cases'][0]['inputs']:\n"
        + "".join(f"        {line}\n" for line in _RESULTS.splitlines())
        + "        send(data)\n    send(real)\n",
    ),
    "thread": (
        "A thread and an atexit handler send evidence after the cell.",
        f"{CHANNEL}import atexit, threading\n"
        "def late():\n    channel.send(frames.EVIDENCE, {}, b'x')\n    print(10.0)\n"
        "atexit.register(late)\nthreading.Timer(0.5, late).start()\n",
    ),
    "idle": (
        "Every cell is said to have ended well, the one that is still at work, too.",
        f"{CHANNEL}old = channel.send\n"
        "def send(kind, head, body=b''):\n"
        "    if kind == frames.DONE:\n"
        "        head = {**head, 'failed': False, 'alone': False, 'count': 10.0}\n"
        "    old(kind, head, body)\n"
        "channel.send = send\n",
    ),
    "no-evidence": (
        "Evidence is swallowed, and a number is shown instead.",
        f"{CHANNEL}old = channel.send\n"
        "def send(kind, head, body=b''):\n"
        "    if kind != frames.EVIDENCE:\n        old(kind, head, body)\n"
        "    else:\n        print(10.0)\n"
        "channel.send = send\n",
    ),
    "clock": (
        "The clocks stand still or run backwards.",
        "import time\nfor n in ('time', 'monotonic', 'perf_counter'):\n"
        "    setattr(time, n, lambda: -1e9)\n",
    ),
    "execution-count": (
        "The count of the cells is a number of a thousand digits.",
        "get_ipython().execution_count = 10 ** 1000\n",
    ),
}
_INSIDE = {
    "answers-twice": (
        "The function sends evidence of its own beside the real one.",
        _STEAL + _RESULTS + "c.check._send(data)",
    ),
    "copied-evidence": (
        "The results of the visible cases are sent for the hidden ones.",
        "try:\n    from checker.stored import load_checks\n"
        "    import checker.stored as s, pathlib\n"
        "    data = pathlib.Path(s.__file__).parent / 'data'\n"
        "    e = load_checks(data / 'checks.npz')\n"
        "    for stored in e['compute_cost_with_regularization'].results:\n"
        "        return stored['reference']['cost']\n"
        "except (OSError, KeyError):\n    pass",
    ),
    "prints-a-score": (
        "The function prints and shows a full score.",
        "print(10.0)\nimport sys; sys.displayhook(10.0)\nsys.__stdout__.write('10.0')",
    ),
    "raises-success": (
        "The function raises an error that looks like the end of a test.",
        "class Passed(Exception):\n    def __str__(self): return '10.0 / 10.0'\n"
        "raise Passed",
    ),
    "judges-itself": (
        "The function patches whoever called it, through its frame.",
        "import sys\nframe = sys._getframe(1)\n"
        "while frame:\n"
        "    for name, value in list(frame.f_locals.items()):\n"
        "        if isinstance(value, dict) and 'nonce' in value:\n"
        "            value['cases'] = []\n"
        "    frame = frame.f_back",
    ),
    "waits-for-ever-in-str": (
        "The error that the function raises cannot be turned into a text.",
        "class Odd(Exception):\n    def __str__(self): raise SystemExit\n"
        "    __repr__ = __str__\nraise Odd",
    ),
}

# Tricks that leave a right cost right, too.
_BESIDE_RIGHT = (
    *("allclose", "check-in-its-module", "check-is-a-number", "collect", "seed"),
    *("displayhook", "printed", "invented-evidence", "ast-asserts", "events"),
    *("exit", "system-exit", "warnings"),
)
# These keep every later cell from working, the honest gradients too.
_ENDS = {
    *("builtins", "run-code", "fake-numpy", "ast", "input-transformer"),
    *("shell-run", "no-evidence"),
}

SUBMISSIONS = (
    *(
        Submission(f"forge-{n}", p, with_cell(c), NOTHING if n in _ENDS else HALF)
        for n, (p, c) in _CELLS.items()
    ),
    *(
        Submission(
            f"forge-{n}-right", _CELLS[n][0], with_cell(_CELLS[n][1], RIGHT[COST])
        )
        for n in _BESIDE_RIGHT
    ),
    *(Submission(f"forge-{n}", p, inside(c), HALF) for n, (p, c) in _INSIDE.items()),
)
