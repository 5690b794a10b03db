"""IPython's own shell in a forked process: what cells show goes out as frames.

It is made before the fork, so that a child has it warm. What the seal forbids and a
learner's machine allows is left out with one line, and the cell goes on.
"""

import ast
import base64
import builtins
import contextlib
import contextvars
import errno
import getpass
import sys

from IPython.core.async_helpers import get_asyncio_loop
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets import Type
from traitlets.config import Config

from grader.sandbox.forbidden import has_errno, is_forbidden
from grader.sandbox.frames import CLEAR, DISPLAY, ERROR, UPDATE
from grader.sandbox.limits import OUTSIDE, SHELL
from grader.sandbox.stream import Stream

NOT_WHILE_GRADING = "not while grading: {what}"
_NO_INPUT = "a cell asks for input, and nobody is there while grading"
_INLINE = (None, "inline", "agg", "auto", "Agg")
_SKIPS = 20  # statements of one cell that are left out, at most


class _Publisher(DisplayPublisher):
    """`display(…)`: a frame with the data of all MIME types."""

    def publish(self, data, metadata=None, *, transient=None, update=False, **_):
        name = (transient or {}).get("display_id")
        head = {"data": data, "id": name}
        self.shell.send(UPDATE if update else DISPLAY, head)

    def clear_output(self, wait=False):
        self.shell.send(CLEAR, {"wait": bool(wait)})


class _Hook(DisplayHook):
    """The value of a cell's last expression."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self.shell.send(DISPLAY, {"data": format_dict, "result": True})

    def log_output(self, format_dict):
        pass

    def finish_displayhook(self):
        self._is_active = False


class CellShell(InteractiveShell):
    """The shell that runs a student's cells."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)
    channel = None
    is_judged = True  # from outside, where it is seen which cells fail
    skipped = None  # the error of the seal that stopped a statement, if one did
    disk_full = False
    skips = True  # whether what the seal stops is left out
    looked_at = None  # (a cell's text, as Python's, whether it awaits), until it runs

    def __init__(self, **options):
        self.refused = set()  # what a cell tried, of `limits.REFUSED`
        # One for all cells: what np.seterr sets, say, holds in those below, too.
        self.context = contextvars.copy_context()
        super().__init__(**options)

    def look_at(self, source):
        """Return whether a cell awaits; IPython, which asks again, is told the same."""
        self.looked_at = None
        try:
            text = CellShell.transform_cell(self, source)
            awaits = CellShell.should_run_async(self, source, transformed_cell=text)
        except Exception:
            return True  # IPython says what is wrong
        self.looked_at = source, text, awaits
        return awaits

    def transform_cell(self, raw_cell):
        if self.looked_at is not None and self.looked_at[0] == raw_cell:
            return self.looked_at[1]
        return super().transform_cell(raw_cell)

    def should_run_async(self, raw_cell, **more):
        if self.looked_at is not None and self.looked_at[0] == raw_cell:
            (_, _, awaits), self.looked_at = self.looked_at, None
            return awaits
        return super().should_run_async(raw_cell, **more)

    def refuse(self, what):
        """Say that a shell command is not carried out."""
        self.refused.add(SHELL)
        print(NOT_WHILE_GRADING.format(what=what))

    def send(self, kind, head):
        """Send what a cell shows, after what it printed before."""
        self.flush()
        if self.channel is not None:
            self.channel.send(kind, _jsonable(head))

    def flush(self):
        for stream in (self.streams["stdout"], self.streams["stderr"]):
            stream.flush()

    def init_io(self):
        self.streams = {name: Stream(name) for name in ("stdout", "stderr")}

    def enable_gui(self, gui=None):
        """There is no window, and no event loop for one."""

    def enable_matplotlib(self, gui=None):
        if gui not in _INLINE:
            print(NOT_WHILE_GRADING.format(what=f"%matplotlib {gui}"))
            gui = "inline"
        return super().enable_matplotlib(gui)

    def ask_exit(self):
        """`exit` in a notebook: the cells below are run all the same."""

    def system(self, cmd):
        self.refuse(f"!{cmd}")
        self.user_ns["_exit_code"] = 0

    system_piped = system_raw = system

    def getoutput(self, cmd, split=True, depth=0):
        self.refuse(f"!{cmd}")
        return SList() if split else ""

    def _showtraceback(self, etype, evalue, stb):
        if isinstance(evalue, PermissionError) and evalue.filename is not None:
            self.refused.add(OUTSIDE)
        if self.skips and self.skipped is None and is_forbidden(evalue):
            self.skipped = evalue  # told in one line by `run`
            return
        self.disk_full |= has_errno(evalue, (errno.ENOSPC, errno.EDQUOT))
        try:
            message = str(evalue)
        except Exception:
            message = ""
        traceback = [line for line in stb if isinstance(line, str)]
        head = {"ename": etype.__name__, "evalue": message, "traceback": traceback}
        self.send(ERROR, head)


def _jsonable(value):
    """Return a value of the kind that JSON knows; others as their text."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(item) for item in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return str(value)


_PROGRAMS = ("pip", "conda", "mamba", "micromamba", "uv", "system", "sx", "sc")
_SCRIPTS = ("bash", "sh", "script", "perl", "ruby", "python2", "python3", "pypy", "!")


def make_shell():
    """Return the shell, as it is before a fork; it knows no channel yet."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.autoindent = False
    shell = CellShell.instance(config=config)

    def refuse(name):
        def magic(line, cell=None):
            shell.refuse(f"%{name} {line}".strip())

        return magic

    for name in _PROGRAMS:
        shell.register_magic_function(refuse(name), "line", name)
    for name in (*_PROGRAMS, *_SCRIPTS):
        shell.register_magic_function(refuse(f"%{name}"), "cell", name)
    builtins.input = _no_input
    getpass.getpass = _no_input
    return shell


class NoInput(StdinNotImplementedError):
    """Raised by `input`, and shown in one line."""

    def _render_traceback_(self):
        return [f"StdinNotImplementedError: {self}"]


NoInput.__name__ = NoInput.__qualname__ = "StdinNotImplementedError"


def _no_input(prompt="", *_, **__):
    raise NoInput(_NO_INPUT)


def connect(shell, channel):
    """Let a shell show its outputs on a channel, from now on."""
    shell.channel = channel
    for name, stream in shell.streams.items():
        stream.channel = channel
        setattr(sys, name, stream)


def run(shell, source, strict=False):
    """Run a cell; return True if it ended without an error.

    A top-level statement that the seal stops is left out, with a line that says so.
    strict: its error is shown instead, and ends the cell.
    """
    above = 0  # lines of the cell that were run already
    shell.skips = not strict
    for _ in range(_SKIPS):
        shell.skipped = None
        done = _run_cell(shell, source)
        if shell.skipped is None:
            break
        first, last = _lines_of_statement(shell, source, shell.skipped)
        left_out = f"line {above + first} of this cell is left out"
        print(NOT_WHILE_GRADING.format(what=left_out))
        above += last
        source = "\n".join(source.split("\n")[last:])
        if not source.strip():
            break
    shell.flush()
    return done.success


def _run_cell(shell, source):
    """Run a cell as a kernel does: in a loop, so that it may begin a task for later."""

    def call():
        return CellShell.run_cell(shell, source, store_history=True)

    async def in_a_loop():
        return call()

    if CellShell.look_at(shell, source):  # it has the loop run by itself
        return shell.context.run(call)
    loop = get_asyncio_loop()
    task = loop.create_task(in_a_loop(), context=shell.context)
    return loop.run_until_complete(task)


def _lines_of_statement(shell, source, error):
    """Return the first and the last line of the top-level statement that raised."""
    line, trace = 0, error.__traceback__
    while trace is not None and not line:
        frame = trace.tb_frame
        if frame.f_globals is shell.user_ns and frame.f_code.co_name == "<module>":
            line = trace.tb_lineno
        trace = trace.tb_next
    with contextlib.suppress(SyntaxError, ValueError, RecursionError):
        for node in ast.parse(shell.transform_cell(source)).body:
            if node.end_lineno >= line > 0:
                return node.lineno, node.end_lineno
    return line, source.count("\n") + 1


def definitions(shell, source, only=None):
    """Return the imports, functions and classes of a cell; only: one function.

    An import that fails is passed over: what needs it says so when it runs.
    """
    while source.lstrip().startswith("%%"):  # %%time, say
        source = source.lstrip().partition("\n")[2]
    with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
        kept = []
        for node in ast.parse(shell.transform_cell(source)).body:
            kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
            if isinstance(node, kinds) and only in (None, getattr(node, "name", only)):
                text = ast.unparse(node)
                if isinstance(node, (ast.Import, ast.ImportFrom)):
                    text = f"try:\n    {text}\nexcept ImportError:\n    pass"
                kept.append(text)
        return "\n".join(kept)
    return ""
