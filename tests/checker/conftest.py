"""A kernel with `check`, as several test files use it."""

import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell

from checker.check import Check
from tests.support import lesson_benches


class Sources:
    """Answers as the sources of a course do, where a notebook in source/ is run."""

    def __init__(self, lesson):
        self._lesson = lesson

    def checks(self):
        return {name: b.stored for name, b in lesson_benches(self._lesson).items()}


@pytest.fixture
def new_kernel(monkeypatch, capsys):
    """Return a function: a new kernel with `check`; it returns what runs a cell."""

    def new_kernel(lesson="01-l2-regularization", sources=True):
        shell = InteractiveShell()
        monkeypatch.setattr(sys.modules["checker.check"], "get_ipython", lambda: shell)
        check = Check()
        if sources:
            check.use(Sources(lesson))
        for bench in lesson_benches(lesson).values():
            for name, value in bench.loaded.namespace.items():
                shell.user_ns.setdefault(name, value)
        for name in lesson_benches(lesson):
            shell.user_ns.pop(name, None)
        shell.user_ns.update(check=check, ready=check.ready)

        def run(source, cell=None):
            capsys.readouterr()
            shell.run_cell(source, store_history=True, cell_id=cell)
            return capsys.readouterr().out

        run("1")
        return run

    return new_kernel
