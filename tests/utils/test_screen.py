"""How far a training is, and how figures come into a page."""

import ast
import html
import re
from types import SimpleNamespace

import IPython
import matplotlib.pyplot as plt
import pytest
from threadpoolctl import threadpool_info

from tests.support import ROOT
from utils import progress
from utils.plots import screen
from utils.progress import counted

_DRAWING = [
    path
    for path in sorted([*ROOT.glob("source/*/*/*.py"), *ROOT.glob("utils/plots/*.py")])
    if path.parent.name != "_author" and " tell(" in path.read_text("utf-8")
]


@pytest.fixture
def figure():
    """Two panels, with a sign that HTML would take for its own."""
    made, (left, right) = plt.subplots(1, 2)
    left.set(title="λ < 1", xlabel="$x_1$", ylabel="cost")
    right.plot([1, 2], label='"dev"')
    right.legend()
    return made


def test_a_text_names_titles_axes_and_legends(figure):
    """What a screen reader says of a figure is what can be read in it."""
    assert screen.describe(figure) == (
        'Figure of 2 panels. λ < 1: cost over x_1. shown: "dev".'
    )


def test_a_panel_without_words_and_one_that_repeats_another_are_left_out():
    """Colour bars and equal panels would only be noise."""
    made, axes = plt.subplots(1, 3)
    axes[0].set(xlabel="x")
    axes[1].set(xlabel="x")
    assert screen.describe(made) == "Figure. x."


def test_an_image_is_twice_as_wide_as_it_is_shown(figure):
    """Its text is escaped, and its background is white in a dark page, too."""
    page = screen.image(figure)
    assert html.escape(screen.describe(figure)) in page
    (width,) = re.findall(r'width="(\d+)"', page)
    once = re.findall(r'width="(\d+)"', screen.image(figure, sharpness=1))
    assert abs(int(width) - int(once[0])) <= 2
    assert "background:white" in page


@pytest.mark.parametrize("word", ["seven72", "한글입니다.", "x" * 90])
def test_a_long_line_is_folded_between_words(word, capsys):
    """No line is wider than 76 columns, unless a word is; a table stays as it is."""
    row = f"{'a row':20}" + "1.0   " * 15
    sentence = " ".join([word] * 20)
    screen.tell(f"{row}\n{sentence}\nshort")
    first, *folded, last = capsys.readouterr().out.splitlines()
    assert (first, last) == (row, "short")
    assert " ".join(line.strip() for line in folded) == sentence
    across = [len(line) + len(re.findall("[가-힣]", line)) for line in folded]
    assert max(across) <= max(76, len(word) + 2) and min(across[:-1]) > 66


@pytest.mark.parametrize("filled", range(40, 76))
def test_a_number_stays_on_the_line_of_its_label(filled, capsys):
    """Wherever the fold falls, it separates neither label, number nor error."""
    pieces = (
        "λ = 3",
        "of 24",
        "last 0.641 ± 0.022,",
        "norm -1.5 (curvature 0.10)",
        "plain 0.7003 → 0.3051;",
    )
    for piece in pieces:
        screen.tell(f"{'x' * filled} {piece}, and here the sentence goes on and on")
        assert piece in capsys.readouterr().out


def test_a_table_has_its_columns_apart_also_in_korean(capsys):
    """Two blanks or more stand between columns; a Korean letter is as wide as two."""
    made = screen.table([["", "비용", "accuracy"], ["훈련", "0.3", "1"]])
    assert made == "      비용  accuracy\n훈련   0.3         1"
    screen.tell(made)
    assert capsys.readouterr().out == made + "\n"


@pytest.mark.parametrize("path", _DRAWING, ids=lambda path: path.parts[-2])
def test_a_figure_is_finished_when_it_is_told_of(path):
    """`tell` shows the figure: it stands in no loop, and nothing is drawn after it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        told = _calls(node, "tell")
        if isinstance(node, ast.For | ast.While):
            assert not told, (path.name, node.lineno)
        if isinstance(node, ast.FunctionDef) and told:
            methods = [call.lineno for call in _calls(node, r"(?!np\.).*\..*")]
            assert max(methods, default=0) <= told[0].end_lineno, (path.name, node.name)


def _calls(node, name):
    """Return the calls in some code of what has a name that matches."""
    calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
    return [one for one in calls if re.fullmatch(name, ast.unparse(one.func))]


def test_in_a_notebook_one_line_tells_of_all_trainings_of_a_cell(monkeypatch):
    """It is shown once, written anew, and empty in the end, after an error, too."""
    shown = []

    class Handle:
        def __init__(self, name):
            self.display = self.update = lambda data, raw: shown.append(data)

    monkeypatch.setattr("IPython.display.DisplayHandle", Handle)
    monkeypatch.setattr(progress, "_EVERY", 0)
    shell = SimpleNamespace(kernel=object(), execution_count=id(shown))
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)
    assert list(counted(2, "first")) == [0, 1]
    steps = counted(4, "second")
    next(steps)
    steps.close()
    texts = [data["text/plain"] for data in shown]
    assert texts == ["", "first: 0%", "first: 50%", "", "second: 0%", ""]


def test_elsewhere_nothing_is_shown(capsys):
    """No notebook: no line, on neither stream."""
    assert list(counted(3)) == [0, 1, 2]
    assert capsys.readouterr() == ("", "")


def test_a_training_computes_in_one_thread_and_gives_the_others_back():
    """Within it BLAS has one thread; after a break as many as before."""
    threads = [pool["num_threads"] for pool in threadpool_info()]
    steps = counted(3)
    next(steps)
    blas = [p["num_threads"] for p in threadpool_info() if p["user_api"] == "blas"]
    assert set(blas) == {1}
    steps.close()
    assert [pool["num_threads"] for pool in threadpool_info()] == threads


def test_without_threadpoolctl_a_training_runs_all_the_same(monkeypatch):
    """Only the speed depends on it."""
    monkeypatch.setattr(progress, "threadpool_limits", None)
    assert list(counted(3)) == [0, 1, 2]
