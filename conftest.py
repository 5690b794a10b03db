"""For the tests in tests/ and for those that lie in a lesson's folder."""

import sys
from pathlib import Path

import pytest

from grader.patches import skip_address_grammar

skip_address_grammar()  # or each process of the tests needs seconds to start
# The lessons' packages, as their notebooks find them.
_HERE = Path(__file__).resolve().parent
sys.path += sorted(str(path.parent) for path in _HERE.glob("source/*/_author"))


@pytest.fixture(autouse=True)
def _figures():
    """Where a test draws, draw into no window, and leave no figure behind."""
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].use("Agg")
    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


@pytest.fixture
def said(capsys):
    """Return a function: what was printed since its last call, exactly one line.

    `tell` may have folded it: what goes on begins with two blanks.
    """

    def said():
        printed = capsys.readouterr().out.replace("\n  ", " ")
        assert printed.count("\n") == 1 and printed.endswith("\n")
        return printed

    return said
