"""Light imports, proven in processes of their own."""

import subprocess
import sys

from tests.support import ROOT

# Packages from outside that a fresh process has loaded, each by its first name.
LIST = """
import sys
from importlib.metadata import packages_distributions

installed = set(packages_distributions())
print(*{name.partition(".")[0] for name in sys.modules} & installed)
"""


def loaded(before):
    """Return the installed packages that are loaded after some code has run."""
    done = subprocess.run(
        [sys.executable, "-c", before + LIST],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_checker_loads_numpy_and_ipython_and_nothing_else():
    """What a student's `check` needs is there in any Jupyter with NumPy."""
    theirs = loaded("import numpy, IPython, IPython.display\n")
    ours = loaded("from checker import check, ready\n")
    assert {"checker", "numpy", "IPython"} <= ours
    assert ours - theirs - {"checker"} == set()


def test_a_learners_whole_check_loads_nothing_more():
    """Judging, diagnosing and showing a card need no other package, either."""
    modules = (
        "checker.card, checker.judge, checker.stored, checker.quiz, "
        "checker.diagnosis.diagnosis"
    )
    ours = loaded(f"import {modules}\n")
    heavy = {"grader", "utils", "matplotlib", "nbformat", "scipy", "sklearn"}
    assert not ours & heavy


def test_help_is_quick():
    """`grader --help` asks nothing of nbgrader, NumPy or IPython."""
    call = "from grader.__main__ import main\ntry:\n    main(['--help'])\n"
    found = loaded(call + "except SystemExit:\n    pass\n")
    assert "grader" in found
    assert not found & {"nbgrader", "numpy", "IPython", "nbformat", "checker", "utils"}
