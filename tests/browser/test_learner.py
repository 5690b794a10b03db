"""A lesson as its learner does it: in JupyterLab, by mouse and keyboard."""

import re
import shutil

import nbformat
import pytest
from sklearn.datasets import load_breast_cancer

from checker.page import page
from grader.lesson.release import released_files
from tests.browser.lab import Notebook, running_lab
from tests.support import ROOT, one_lesson

LESSON, NOTEBOOK = "03-l1-and-sparsity", "l1-and-sparsity.ipynb"
FIRST, STEP = "soft_threshold", "proximal_step"
WRONG, RIGHT = "w - t", "np.sign(w) * np.maximum(np.abs(w) - t, 0)"
HINT = "summary:has-text('Hint 1')"
SIZE = {"width": 1400, "height": 1000}

pytestmark = pytest.mark.browser


@pytest.fixture
def places(tmp_path):
    """Return a function: the folder of a server, its home, a lesson put into it."""

    def make(release):
        root, home = tmp_path / "work", tmp_path / "home"
        home.mkdir()
        shutil.copytree(release / LESSON, root / LESSON)
        if release.name == "release":  # what is beside the notebook, as it is now
            for name, content in released_files(one_lesson(LESSON)).items():
                (root / LESSON / name).parent.mkdir(parents=True, exist_ok=True)
                (root / LESSON / name).write_bytes(content)
        return root, home, root / LESSON / NOTEBOOK

    return make


def test_a_lesson_is_filled_checked_saved_and_opened_again(
    places, browser, axe, tmp_path
):
    """Cards, a hint, a slider and the quiz work, by keyboard too; nothing breaks.

    Opened again, and written as a page, the notebook shows what it showed.
    """
    root, home, path = places(ROOT / "release")
    with running_lab(root, home) as address:
        lab = Notebook(browser.new_page(viewport=SIZE), address, path, root)
        lab.run_all()
        assert lab.faults() == []
        assert "not attempted" in lab.shown(f"{FIRST}-test")
        assert lab.too_wide(800) == []

        lab.replace(FIRST, "None", WRONG)
        lab.run(FIRST, f"{FIRST}-test")
        assert "not yet" in lab.shown(f"{FIRST}-test")
        lab.press(f"{FIRST}-test", HINT, "Enter")
        hint = lab.cell(f"{FIRST}-test").locator(f"details:has(> {HINT}) > p")
        assert hint.first.is_visible() and hint.first.inner_text()

        lab.replace(FIRST, WRONG, RIGHT)
        lab.run(FIRST, f"{FIRST}-test")
        assert "correct" in lab.shown(f"{FIRST}-test")
        lab.replace(STEP, "None", "w - learning_rate * dw")
        lab.replace(STEP, "None", "soft_threshold(w_new, learning_rate * lambd / m)")
        lab.replace(STEP, "None", "b - learning_rate * db")
        lab.run(STEP, f"{STEP}-test", "diamond-and-circle", "slide-diamond", "summary")
        assert "correct" in lab.shown(f"{STEP}-test")
        before = lab.all_shown()

        _moves(lab)
        lab.press("questions", "summary", " ")
        assert lab.cell("questions").locator("details[open] p").first.is_visible()

        lab.save()
        lab.open()
        assert lab.faults() == []
        assert lab.all_shown() == before
        _moves(lab)  # what it was written with is trusted, and needs no kernel

    file = tmp_path / "page.html"
    file.write_text(page(nbformat.read(path, as_version=4), ""), "utf-8")
    for scheme in ("light", "dark"):
        tab = browser.new_page(viewport=SIZE, color_scheme=scheme)
        tab.goto(file.as_uri())
        assert "correct" in tab.inner_text("main")
        axe(tab)


def _moves(lab):
    """The slider of the lesson shows another figure and text after a key."""
    figure = lab.cell("slide-diamond").locator("figure")
    before = [figure.locator("img").get_attribute(name) for name in ("src", "alt")]
    lab.press("slide-diamond", "input[type=range]", "ArrowRight")
    after = [figure.locator("img").get_attribute(name) for name in ("src", "alt")]
    assert not set(before) & set(after)
    assert figure.locator("figcaption").inner_text() == after[1]


@pytest.mark.parametrize("variables", [{}, {"LANG": "ko_KR.UTF-8"}])
def test_a_korean_lesson_speaks_korean_only(variables, places, browser):
    """Whatever the machine's language is: cards, figures' texts, hints and quiz."""
    root, home, path = places(ROOT / "release" / "ko")
    with running_lab(root, home, **variables) as address:
        lab = Notebook(browser.new_page(viewport=SIZE), address, path, root)
        lab.run_all()
        lab.replace(FIRST, "None", WRONG)
        lab.run(FIRST, f"{FIRST}-test")
        assert "아직 아닙니다" in lab.shown(f"{FIRST}-test")
        assert lab.faults() == []
        told = "\n".join(lab.all_shown()).splitlines()
        lab.replace(FIRST, WRONG, RIGHT)
        lab.run(FIRST, f"{FIRST}-test")
        assert "맞았습니다" in lab.shown(f"{FIRST}-test")
    names = set(" ".join(load_breast_cancer().feature_names).split())  # of the data
    words = re.compile(r"\b[a-z]{3,}\b")
    for line in told:
        found = [word for word in words.findall(line) if word not in names]
        assert len(found) <= 3 or re.search("[가-힣]", line), line
