"""A lesson runs in Pyodide, where there are no processes, threads or connections."""

import subprocess
import sys

import nbformat
import pytest

from grader.lesson.lesson import Course
from tests.support import ROOT, filled_release

# What Pyodide lacks is taken away after the libraries, which have versions for it, are
# there. It has no threadpoolctl either, as long as scikit-learn is not loaded.
BLOCK = """
import os, pkgutil, socket, sys, threading
import matplotlib
matplotlib.use("agg")
import IPython, matplotlib.pyplot, numpy
import sklearn.datasets, sklearn.linear_model, sklearn.neural_network
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.history_manager.enabled = False

def refuse(*arguments, **named):
    raise RuntimeError("a browser cannot do this")

for name in ("resource", "fcntl", "termios", "pwd", "threadpoolctl", "multiprocessing",
             "subprocess", "concurrent.futures", "ssl", "urllib.request", "sqlite3"):
    sys.modules[name] = None
for name in ("fork", "forkpty", "posix_spawn", "system", "execv", "nice"):
    delattr(os, name)
threading.Thread.start = socket.socket.connect = refuse
from matplotlib import font_manager
font_manager.fontManager.ttflist = [
    font for font in font_manager.fontManager.ttflist if font.name[:6] == "DejaVu"]
sys.path.insert(0, os.getcwd())
"""

IMPORT = """
import importlib
for name in {packages}:
    package = importlib.import_module(name)
    for found in pkgutil.walk_packages(package.__path__, name + "."):
        if found.name not in ("checker.page", "checker.mathml"):  # for a terminal
            importlib.import_module(found.name)
print("all imported")
"""

RUN = """
import nbformat
for cell in nbformat.read({notebook!r}, as_version=4).cells:
    if cell.id in {cells}:
        done = shell.run_cell(cell.source)
        done.raise_error()
from utils.plots.screen import image
matplotlib.pyplot.title("벌점")
print(len(image(matplotlib.pyplot.gcf())) > 5000, matplotlib.pyplot.gca().get_title())
"""


def run(folder, text):
    """Run a program in a folder where there is nothing of this repository."""
    done = subprocess.run(
        [sys.executable, "-c", BLOCK + text], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", Course(ROOT).lessons())
def test_every_module_of_a_release_can_be_imported(tmp_path, name):
    """None of them needs what a browser lacks."""
    lesson = Course(ROOT).lesson(name)
    filled_release(name, tmp_path)
    packages = ["checker", *(["utils"] if (tmp_path / "utils").is_dir() else [])]
    told = run(tmp_path, IMPORT.format(packages=[*packages, *lesson.packages]))
    assert told.split("\n")[-2] == "all imported"


def test_a_lesson_is_checked_and_draws(tmp_path):
    """The cards say correct, and a Korean title is no row of boxes."""
    path = filled_release("01-l2-regularization", tmp_path)
    notebook = nbformat.read(path, as_version=4)
    cells = [cell.id for cell in notebook.cells if cell.cell_type == "code"]
    first = cells[: cells.index("backward_propagation_with_regularization-test") + 1]
    first.remove("without-regularization")  # a training
    told = run(tmp_path, RUN.format(notebook=path.name, cells=first))
    assert told.count("   correct") == 2
    assert told.split("\n")[-2] == "True "
