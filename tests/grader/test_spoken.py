"""A submission in Korean is repaired, judged and told about as one in English."""

import copy
import re
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.lesson.lesson import Course
from grader.lesson.translation import texts_of, translated_notebook
from grader.nbgrader_bridge import feedback
from grader.nbgrader_bridge.feedback import FeedbackExporter
from grader.nbgrader_bridge.preview import preview_page
from grader.nbgrader_bridge.standing import Entry, Standing
from grader.sandbox.limits import (
    DIED,
    FLOODED,
    TIMED_OUT,
    TOO_MANY_THREADS,
    Limits,
    why_stopped,
)
from grader.submission.engine import Engine, Task
from grader.submission.read import read_notebook
from grader.submission.repair import repair
from grader.submission.result import MARK
from grader.submission.spoken import speak
from tests.support import ROOT

NAME = "00-bias-and-variance"
KINDS = ("right", "wrong", "empty")


@pytest.fixture(scope="module")
def lesson():
    return Course(ROOT).lesson(NAME)


@pytest.fixture(scope="module")
def releases(lesson):
    """Return {language: notebook as students get it}."""
    return _releases(lesson)


def _releases(lesson):
    path = ROOT / "release" / lesson.name / lesson.notebook_path.name
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
    assert notes == ["bias_variance-test 셀이 바뀌어 있어 원래대로 되돌렸습니다"]
    first = next(c for c in mended.cells if c.id == NAME)
    assert re.search("[가-힣]", first.source)


_NAME = "bias_variance"
_STANDING = Standing(
    "kim",
    handed_in=datetime(2026, 3, 2, 9),
    due=datetime(2026, 3, 1),
    late_penalty=2,
    entries={
        f"{_NAME}-test": Entry(f"{_NAME}-test", 3.5, 10.0, False, False),
        "words": Entry("words", None, 5.0, False, True),
        "more": Entry("more", 1.0, 5.0, True, False),
    },
    comments={"more": "좋습니다."},
)


def _graded(status="graded", lang="ko"):
    """Return a graded notebook with a function, and two answers in words."""
    told = {"name": _NAME, "state": "passed", "message": "", "visible": "failed"}
    kinds = {f"{_NAME}-test": False, "words": True, "more": True}
    cells = [new_markdown_cell("# 편향")]
    for name, solution in kinds.items():
        cell = new_markdown_cell("") if solution else new_code_cell("check()")
        kind = {"grade": True, "solution": solution, "task": False}
        cell.metadata["nbgrader"] = {"grade_id": name, **kind}
        cells.append(cell)
    mark = {"status": status, "exercises": [told]}
    return new_notebook(cells=cells, metadata={"lang": lang, MARK: mark})


@pytest.fixture
def page(monkeypatch):
    """Return a function that gives the text of the page on a graded notebook."""
    monkeypatch.setattr(feedback, "Gradebook", lambda url: nullcontext())
    monkeypatch.setattr(feedback, "standings", lambda *asked: {"kim": _STANDING})
    ids = {"db_url": "", "assignment": NAME, "student": "kim", "notebook": "a"}

    def made(notebook):
        places = [str(Path(feedback.__file__).parent / "templates")]
        exporter = FeedbackExporter(
            template_name="feedback", extra_template_basedirs=places
        )
        html, _ = exporter.from_notebook_node(notebook, {"nbgrader": ids})
        return BeautifulSoup(html, "html.parser")

    return made


@pytest.mark.parametrize("status", ["graded", "not graded"])
def test_a_page_speaks_the_language_of_its_notebook(page, status):
    """What stands around the verdicts is Korean, every word but names; or English."""
    korean = page(_graded(status))
    assert korean.html["lang"] == "ko"
    shown = korean.title.get_text() + korean.body.get_text(" ")
    names = {"kim", "bias", "and", "variance", "words", "more", "UTC", "In", "check"}
    assert set(re.findall("[A-Za-z]{2,}", shown)) - names == set()
    english = page(_graded(status, lang="en"))
    assert english.html["lang"] == "en"
    assert not re.search("[가-힣]", english.header.get_text().replace("편향", ""))


def test_a_page_before_the_deadline_speaks_the_language_of_its_notebook():
    """Each text of it is looked up."""
    html = BeautifulSoup(preview_page(_graded(), NAME, _STANDING), "html.parser")
    words = set(re.findall("[A-Za-z]{2,}", html.body.get_text(" ")))
    assert words - {"kim", "bias", "and", "variance", "UTC"} == set()
    english = preview_page(_graded(lang="en"), NAME, _STANDING)
    assert not re.search("[가-힣]", english)


@pytest.mark.parametrize("reason", [TIMED_OUT, FLOODED, TOO_MANY_THREADS, DIED])
def test_why_a_cell_was_stopped_is_told_in_the_language_of_its_notebook(reason):
    """With the limit that was hit, as in English."""
    english = why_stopped(reason, Limits())
    with speak(_graded()):
        korean = why_stopped(reason, Limits())
    assert re.search("[가-힣]", korean) and not re.search("[가-힣]", english)
    assert set(re.findall(r"\d+", korean)) == set(re.findall(r"\d+", english))


def test_both_languages_give_the_same_scores(lesson, releases, tmp_path):
    """Right, wrong and empty answers earn the same; cards speak the notebook's."""
    found = _graded_in_both(lesson, releases, tmp_path)
    for kind in KINDS:
        score = found[f"{kind}-ko"].score
        assert (score == lesson.max_score) == (kind == "right")
    said = "".join(one.message for one in found["wrong-ko"].exercises)
    assert re.search("[가-힣]", said)
    said = "".join(one.message for one in found["wrong-en"].exercises)
    assert not re.search("[가-힣]", said)


@pytest.mark.slow
@pytest.mark.parametrize("name", [n for n in Course(ROOT).lessons() if n != NAME])
def test_each_lesson_gives_the_same_scores_in_both_languages(name, tmp_path):
    """Whatever the texts in its code cells are: points, states and mistakes."""
    lesson = Course(ROOT).lesson(name)
    found = _graded_in_both(lesson, _releases(lesson), tmp_path)
    assert found["right-ko"].score > found["wrong-ko"].score
    assert found["empty-ko"].score == 0


def _graded_in_both(lesson, releases, folder):
    """Return {kind-language: result}, once both languages have earned the same."""
    tasks, file = [], lesson.notebook_path.name
    for kind in KINDS:
        for language, given in releases.items():
            place = folder / f"{kind}-{language}"
            place.mkdir()
            nbformat.write(_answered(given, lesson, kind), place / file)
            tasks.append(Task(place.name, lesson.name, f"{place}"))
    with Engine(ROOT, [lesson], 1, sealed=False) as engine:
        found = {tasks[key].student: graded for key, graded in engine.grade(tasks)}
    for kind in KINDS:
        english, korean = found[f"{kind}-en"], found[f"{kind}-ko"]
        assert english.status == korean.status == "graded"
        assert english.score == korean.score
        for one, other in zip(english.exercises, korean.exercises, strict=True):
            assert (one.name, one.state) == (other.name, other.state)
            assert one.outputs == other.outputs and one.mistakes == other.mistakes
    return found


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
        elif loaded and kind == "wrong" and loaded.known_mistakes:
            cell.source = loaded.known_mistakes[0].text
    return notebook
