"""What cannot be graded is refused in the language of its student."""

import json
import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_markdown_cell, new_notebook

from checker.language import translated
from grader.lesson.lesson import Course
from grader.nbgrader_bridge.gradebook import Recorder
from grader.sandbox.limits import Limits
from grader.submission.engine import safely
from grader.submission.grade import grade
from grader.submission.identify import require_this_lesson
from grader.submission.read import NotReadable, find_notebook, read_notebook
from grader.submission.result import NOT_GRADED
from grader.submission.spoken import speak, speak_of
from tests.grader.report_class import LESSON, new_course
from tests.support import ROOT

KOREAN = {"metadata": {"lang": "ko"}}
NAME = "dropout.ipynb"
PROSE = "한 문단의 글입니다. " * 40


@pytest.fixture(scope="module")
def lesson():
    return Course(ROOT).lesson(LESSON)


@pytest.fixture
def machine(monkeypatch):
    """Return a function that sets the language of this machine."""
    return lambda language: monkeypatch.setenv("LC_ALL", language)


def _found(path):
    find_notebook(path.parent, path.name)
    return read_notebook(path, Limits(cells=2, notebook_mb=1))[0]


CELLS = [{"cell_type": "raw", "source": ""}] * 3
FILES = {
    "empty": b"",
    "no JSON": b"{",
    "no notebook": b"[]",
    "no cells": b'{"nbformat": 4}',
    "old": b'{"nbformat": 2, "worksheets": 3}',
    "of the future": b'{"nbformat": 9, "cells": []}',
    "cut off": "{".encode("utf-16")[:3],
    "many cells": json.dumps({"nbformat": 4, "cells": CELLS}).encode(),
    "large": b" " * 1_100_000,
}


@pytest.mark.parametrize("raw", FILES.values(), ids=FILES)
def test_each_reason_is_told_in_korean(tmp_path, raw):
    """What was found and what to do; only names and Python's own words are English."""
    path = tmp_path / NAME
    path.write_bytes(raw)
    with pytest.raises(NotReadable) as caught:
        _found(path)
    with speak(KOREAN):
        told = re.sub(r"\([^)]*\)|: ['A-Za-z].*?\.", "", f"{caught.value}")
    assert _english(told) == set()
    assert len(re.findall("[가-힣]", told)) > 10


OTHERS = ([], ["a.pdf"], ["a.ipynb"], ["a.ipynb", "b.ipynb"], ["a/b.ipynb"], [NAME])


@pytest.mark.parametrize("others", OTHERS, ids=str)
def test_a_missing_notebook_is_told_in_korean(tmp_path, others):
    """Nothing, no notebook, one, several, one below, a folder of its name."""
    for name in others:
        if name == NAME:
            (tmp_path / name).mkdir()
        else:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text("")
    with pytest.raises(NotReadable) as caught:
        find_notebook(tmp_path, NAME)
    with speak(KOREAN):
        told = f"{caught.value}"
    for name in [*others, NAME, "pdf", "ipynb"]:
        told = told.replace(name, "")
    assert _english(told) == set() and re.search("[가-힣]", told)


@pytest.mark.parametrize(
    "cells", [[], [new_markdown_cell("# 셋째")]], ids=["no", "one"]
)
def test_a_notebook_of_another_lesson_is_told_in_korean(tmp_path, lesson, cells):
    """It is named, or what it begins with."""
    with pytest.raises(NotReadable) as caught:
        require_this_lesson(tmp_path / NAME, new_notebook(cells=cells), lesson)
    with speak(KOREAN):
        told = f"{caught.value}"
    for name in [*lesson.exercises, lesson.name]:
        told = told.replace(name, "")
    assert _english(told) == set() and re.search("[가-힣]", told)


def _english(told):
    names = {"dropout", "ipynb", "JSON", "UTF", "Jupyter", "nbformat"}
    return set(re.findall("[A-Za-z]{2,}", told)) - names


def _written(korean):
    """Return a notebook's bytes, as Jupyter saves it: the metadata at its end."""
    cells = [new_markdown_cell(PROSE if korean else "A paragraph.")]
    notebook = new_notebook(cells=cells, metadata=KOREAN["metadata"] if korean else {})
    return nbformat.writes(notebook).encode()


TELLS = {
    "named": (_written(True), "ko"),
    "named, in UTF-16": (_written(True).decode().encode("utf-16"), "ko"),
    "named, behind much": (b" " * 3_000_000 + b'"lang": "ko"}', "ko"),
    "cut off": (_written(True)[:900], "ko"),
    "a name in Hangul": (_written(False).replace(b"A par", "홍길동".encode()), ""),
    "nothing": (b"", ""),
    "unknown": (b'"lang": "xx"', ""),
}


@pytest.mark.parametrize(("raw", "language"), TELLS.values(), ids=TELLS)
@pytest.mark.parametrize("here", ["C", "ko_KR.UTF-8"])
def test_a_file_that_cannot_be_read_tells_its_language(
    tmp_path, machine, raw, language, here
):
    """By its metadata, by its letters; otherwise this machine's is spoken."""
    machine(here)
    (tmp_path / "a.ipynb").write_bytes(raw)
    with speak_of(tmp_path):
        spoken = translated("correct")
    korean = (language or here)[:2] == "ko"
    assert spoken == ("맞았습니다" if korean else "correct")


def test_a_link_tells_no_language(tmp_path, machine):
    """It could point at anything that only the instructor may read."""
    machine("C")
    (tmp_path / "there").write_bytes(_written(True))
    (tmp_path / "a.ipynb").symlink_to(tmp_path / "there")
    with speak_of(tmp_path):
        assert translated("correct") == "correct"


def test_a_refused_notebook_comes_back_in_its_language(tmp_path, lesson, machine):
    """Reason, notebook and page of one that is cut off are Korean, or English."""
    machine("C")
    root = new_course(tmp_path / "course")
    with Recorder(root) as recorder:
        for student, korean in (("kim", True), ("ada", False)):
            folder = root / "submitted" / student / LESSON
            folder.mkdir(parents=True)
            (folder / NAME).write_bytes(_written(korean)[:-200])
            graded = grade(student, folder, lesson, sandbox=None)
            assert graded.status == NOT_GRADED
            assert bool(re.search("[가-힣]", graded.why)) == korean
            first = graded.notebook.cells[0].source
            assert bool(re.search("[가-힣]", first)) == korean
            recorder.record(graded, lesson)
            path = root / "feedback" / student / LESSON / "dropout.html"
            page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
            assert page.html["lang"] == ("ko" if korean else "en")
            assert graded.why in page.get_text()


def test_a_fault_of_the_grader_is_told_in_the_language_of_the_machine(lesson, machine):
    """Nothing of the submission says more."""
    machine("ko_KR.UTF-8")

    def fails():
        raise KeyError("x")

    assert _english(safely("kim", lesson, fails).why) == {"KeyError"}
