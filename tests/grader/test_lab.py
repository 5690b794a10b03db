"""A source notebook asks its own lesson, as `make lab` opens it."""

import re
import shutil

import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

from grader.lesson.lesson import Course
from tests.support import ROOT

LESSON, NAME = "03-l1-and-sparsity", "soft_threshold"
IMPORTS = "import numpy as np\nfrom checker import check"
WRONG = f"def {NAME}(w, t):\n    return w"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run two answers and their tests in a copy of a lesson; return what is shown."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    lesson = Course(ROOT).lesson(LESSON)
    folder = shutil.copytree(lesson.folder, tmp_path / "source" / LESSON)
    cells = {cell.id: cell.source for cell in lesson.notebook.cells}
    test = cells[f"{NAME}-test"]
    assert "hidden=True" in test

    def run():
        texts = (IMPORTS, cells[NAME], test, WRONG, test)
        notebook = new_notebook(cells=[new_code_cell(text) for text in texts])
        place = {"metadata": {"path": str(folder)}}
        NotebookClient(notebook, kernel_name="python3", resources=place).execute()
        tests = [notebook.cells[i].outputs for i in (2, 4)]
        return [[output.data["text/plain"] for output in shown] for shown in tests]

    return run


def test_a_source_notebook_shows_the_hidden_cases(run, monkeypatch):
    """Under the kernel of `make lab` both cards are shown, and tell the truth."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    place = re.search(r'JUPYTER_PATH="\$\(CURDIR\)/([^"]+)" .*jupyter lab', makefile)[1]
    monkeypatch.setenv("JUPYTER_PATH", str(ROOT / place))
    right, wrong = run()
    assert len(right) == len(wrong) == 2
    names = (NAME, f"{NAME}, hidden cases too")
    assert all(f"{name}   correct" in card for name, card in zip(names, right))
    assert all(f"{name}   not yet" in card for name, card in zip(names, wrong))


def test_elsewhere_the_hidden_test_says_what_is_missing(run, monkeypatch):
    """Without it the test fails loudly, and names the extension."""
    monkeypatch.delenv("JUPYTER_PATH", raising=False)
    with pytest.raises(CellExecutionError, match="%load_ext grader.lab"):
        run()
