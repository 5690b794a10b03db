"""Tricks that try to make a wrong cost look right; the gradients are right."""

from .build import COST, EVIDENCE, HALF, NOTHING, RIGHT, Submission, inside, with_cell

_SHOW = f"from IPython.display import display\nMIME = {EVIDENCE!r}\n"
# `checker.check` is the function; its module is reached in no other way.
_MODULE = "from importlib import import_module\nc = import_module('checker.check')\n"
_STEAL = (
    "import json, gc\n"
    "from checker.wire import dumps, loads\n"
    f"{_MODULE}"
    "d = c.check._delivery or {'nonce': 'x', 'cases': []}\n"
)
_RESULTS = (
    "results = [{'case': k['name'], 'problem': None, 'error': None, 'changed': [],\n"
    "            'outputs': {'cost': {'kind': 'array', 'value': np.float64(0.7)}}}\n"
    "           for k in d['cases']]\n"
    "text = dumps({'nonce': d['nonce'], 'results': results})\n"
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
        "checker.wire.dumps = c.dumps = lambda tree: '{}'\n",
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
    "do-execute": (
        "The kernel's own method answers ok to every later cell.",
        "k = get_ipython().kernel\nasync def ok(code, silent, *a, **kw):\n"
        "    return {'status': 'ok', 'execution_count': 1, 'payload': [],\n"
        "            'user_expressions': {}}\nk.do_execute = ok\n",
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
        "Evidence is invented, in many broken forms.",
        _SHOW + "for text in ('{}', '[]', '[' * 90000, 5, None, {'a': []}, '1e999',\n"
        '             \'{"tree": {"array": 1e999}, "arrays": []}\'):\n'
        "    display({MIME: text}, raw=True)\n",
    ),
    "stolen-nonce": (
        "The random number and the inputs are stolen, and other results sent.",
        "import threading, time\n" + _SHOW + "def send():\n"
        "    for _ in range(50):\n        time.sleep(0.02)\n        try:\n"
        + "".join(f"            {x}\n" for x in (_STEAL + _RESULTS).splitlines())
        + "            if 'A3' in d['cases'][0]['inputs']:\n"
        "                display({MIME: text}, raw=True)\n"
        "        except Exception:\n            pass\n"
        "threading.Thread(target=send, daemon=True).start()\n",
    ),
    "thread": (
        "A thread and an atexit handler send evidence after the cell.",
        _SHOW + "import atexit, threading\n"
        "def late():\n    display({MIME: '{}'}, raw=True)\n    print(10.0)\n"
        "atexit.register(late)\nthreading.Timer(0.5, late).start()\n",
    ),
    "odd-message": (
        "Messages without a form are sent on the kernel's own sockets.",
        "k = get_ipython().kernel\n"
        "for kind in ('stream', 'display_data', 'execute_result', 'comm_open', 'x'):\n"
        "    k.session.send(k.iopub_socket, kind, content={}, parent=k.get_parent())\n",
    ),
    "idle": (
        "Every message says that the kernel is idle and the reply is ok.",
        "k = get_ipython().kernel\nold = k.session.send\n"
        "def send(stream, kind, content=None, *a, **kw):\n"
        "    if isinstance(content, dict) and 'status' in content:\n"
        "        content = {**content, 'status': 'ok'}\n"
        "    return old(stream, kind, content, *a, **kw)\n"
        "k.session.send = send\n",
    ),
    "no-evidence-widget": (
        "An output widget swallows what the test shows and repeats a number.",
        "k = get_ipython().kernel\n"
        "state = {'_model_name': 'OutputModel', '_model_module': '@jupyter-widgets/"
        "output', 'msg_id': k.get_parent()['header']['msg_id'], 'outputs': []}\n"
        "k.session.send(k.iopub_socket, 'comm_open', parent=k.get_parent(), content={\n"
        "    'comm_id': 'c', 'target_name': 'jupyter.widget', 'data': {'state': state}"
        "})\n",
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
        _SHOW + _STEAL + _RESULTS + "display({MIME: text}, raw=True)",
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
        "        if hasattr(value, 'wants'):\n"
        "            object.__setattr__(value, 'wants', ())\n"
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
    *("exit", "system-exit", "odd-message", "warnings"),
)
# These keep every later cell from working, the honest gradients too.
_ENDS = {
    *("builtins", "run-code", "fake-numpy", "ast", "input-transformer"),
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
