"""A submission in Korean is repaired, judged and told about as one in English."""

import copy
import re

import nbformat
import pytest

from grader.lesson.lesson import Course
from grader.lesson.translation import texts_of, translated_notebook
from grader.sandbox.limits import Limits
from grader.submission.engine import Engine, Task
from grader.submission.read import read_notebook
from grader.submission.repair import repair
from tests.support import ROOT

NAME = "00-bias-and-variance"


@pytest.fixture(scope="module")
def lesson():
    return Course(ROOT).lesson(NAME)


@pytest.fixture(scope="module")
def releases(lesson):
    """Return {language: notebook as students get it}."""
    path = ROOT / "release" / NAME / lesson.notebook_path.name
    english = nbformat.read(path, as_version=4)
    # The release may be older than the source: only its cells' ids are of use then.
    for cell in english.cells:
        own = next((c for c in lesson.notebook.cells if c.id == cell.id), None)
        if own and cell.cell_type == "markdown":
            cell.source = own.source
    korean = translated_notebook(english, texts_of(lesson, "ko"), "ko")
    return {"en": english, "ko": korean}


def test_an_untouched_korean_release_needs_no_mending(lesson, releases):
    """It is compared with the Korean release, and its language stays."""
    mended, notes = repair(releases["ko"], lesson)
    assert notes == [] and mended.metadata["lang"] == "ko"
    assert repair(releases["en"], lesson)[1] == []


@pytest.mark.parametrize("lang", ["xx", 3, None, ["ko"]])
def test_an_unknown_language_is_english(lesson, releases, lang):
    """Whatever a file says of its language, it is graded."""
    notebook = copy.deepcopy(releases["en"])
    notebook.metadata["lang"] = lang
    assert repair(notebook, lesson)[1] == []


def test_a_changed_locked_cell_is_put_back_in_its_language(lesson, releases):
    """A locked cell that was changed comes back, and the note is told."""
    notebook = copy.deepcopy(releases["ko"])
    (cell,) = (c for c in notebook.cells if c.id == "bias_variance-test")
    cell.source = "print('ha')"
    mended, notes = repair(notebook, lesson)
    assert len(notes) == 1 and "bias_variance-test" in notes[0]
    first = next(c for c in mended.cells if c.id == NAME)
    assert re.search("[가-힣]", first.source)


def test_both_languages_give_the_same_scores(lesson, releases, tmp_path):
    """Right, wrong and empty answers earn the same; cards speak the notebook's."""
    tasks, file = [], lesson.notebook_path.name
    for kind in ("right", "wrong", "empty"):
        for language, given in releases.items():
            folder = tmp_path / f"{kind}-{language}"
            folder.mkdir()
            nbformat.write(_answered(given, lesson, kind), folder / file)
            tasks.append(Task(folder.name, NAME, f"{folder}"))
    with Engine(ROOT, [lesson], 1, sealed=False) as engine:
        found = {tasks[key].student: graded for key, graded in engine.grade(tasks)}
    for kind in ("right", "wrong", "empty"):
        english, korean = found[f"{kind}-en"], found[f"{kind}-ko"]
        assert english.status == korean.status == "graded"
        assert english.score == korean.score
        assert [e.mistakes for e in english.exercises] == [
            e.mistakes for e in korean.exercises
        ]
        assert (english.score == lesson.max_score) == (kind == "right")
    said = "".join(one.message for one in found["wrong-ko"].exercises)
    assert re.search("[가-힣]", said)
    said = "".join(one.message for one in found["wrong-en"].exercises)
    assert not re.search("[가-힣]", said)


def test_a_notebook_saved_in_cp949_is_read(releases, tmp_path):
    """What an old Korean editor wrote comes back as it was; café stays café."""
    korean = copy.deepcopy(releases["ko"])
    korean.cells = [c for c in korean.cells if c.id in ("quiz", "try-it-yourself")]
    text = nbformat.writes(korean, ensure_ascii=False)
    path = tmp_path / "a.ipynb"
    path.write_bytes(text.encode("cp949", errors="replace"))
    read, notes = read_notebook(path, Limits())
    assert notes == ["the file was CP949"]
    assert read.cells[0].source.startswith("## 퀴즈")
    korean.cells[0].source = "# café à la crème, Grüße, Ångström"
    western = nbformat.v4.new_notebook(cells=[korean.cells[0]])
    path.write_bytes(nbformat.writes(western, ensure_ascii=False).encode("cp1252"))
    read, notes = read_notebook(path, Limits())
    assert notes == ["the file was Windows-1252"]
    assert read.cells[0].source == "# café à la crème, Grüße, Ångström"


def _answered(given, lesson, kind):
    notebook = copy.deepcopy(given)
    for cell in notebook.cells:
        loaded = lesson.exercises.get(cell.id)
        if loaded and kind == "right":
            cell.source = loaded.text
        elif loaded and kind == "wrong":
            cell.source = loaded.known_mistakes[0].text
    return notebook
