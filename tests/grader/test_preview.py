"""An instructor sees an assignment as a student does, and the course stays as it is."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest

from grader.__main__ import main
from tests.grader.stock import cell, new_course, write
from tests.support import ROOT, tree

NAME = "week 1 [é]"


@pytest.fixture
def preview(tmp_path, monkeypatch, capsys):
    """Return a function that previews an assignment: (code, folder, what was said)."""
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))

    def run(course, *words):
        code = main(["preview", *words, "--course", str(course)])
        told = capsys.readouterr()
        found = re.search("^/.+", told.out, re.MULTILINE)
        left = [path.name for path in elsewhere.iterdir()]
        assert len(left) == (found is not None)  # nothing but the preview is left
        return code, Path(found[0]) if found else None, told.out + told.err

    return run


@pytest.fixture
def course(tmp_path):
    """A course with one assignment, a file beside it, and nothing released."""
    root = new_course(tmp_path / "course")
    solved = "x = 1\n### BEGIN SOLUTION\nx = 2\n### END SOLUTION"
    hidden = "assert x\n### BEGIN HIDDEN TESTS\nassert x == 2\n### END HIDDEN TESTS"
    write(
        root / "source" / NAME / "first part.ipynb",
        cell(solved, "x", solution=True),
        cell(hidden, "x-test", 2),
    )
    (root / "source" / NAME / "data.csv").write_text("1,2")
    return root


def test_it_is_what_a_release_would_be(course, preview):
    """Data are there, solutions and hidden tests are not; the course is unchanged."""
    before = tree(course)
    code, folder, told = preview(course, NAME)
    assert code == 0
    assert tree(course) == before
    assert {path.name for path in folder.iterdir()} == {"data.csv", "first part.ipynb"}
    assert "'" + str(folder / "first part.ipynb") + "'" in told  # as a shell reads it
    assert main(["release", NAME, "--course", str(course)]) == 0
    assert tree(folder) == tree(course / "release" / NAME)
    assert b"x = 2" not in b"".join(tree(folder).values())


def test_what_stands_in_release_stays(course, preview):
    """A release that students have is not touched by looking at a newer source."""
    assert main(["release", NAME, "--course", str(course)]) == 0
    path = course / "source" / NAME / "first part.ipynb"
    path.write_text(path.read_text().replace("x = 1", "x = 10"))
    before = tree(course)
    _, folder, _ = preview(course, NAME)
    assert "x = 10" in (folder / "first part.ipynb").read_text()
    assert tree(course) == before


def test_what_cannot_be_released_is_said(course, preview):
    """The sentence is that of `release`, and no half of a folder is left."""
    assert preview(course, "no-such")[0] == 2
    path = course / "source" / NAME / "first part.ipynb"
    path.write_text(path.read_text().replace("### END SOLUTION", ""))
    code, folder, told = preview(course, NAME)
    assert (code, folder) == (2, None)
    assert "was not released" in told and "Traceback" not in told
    assert preview(course, NAME, "--language", "ko")[0] == 2


@pytest.mark.slow
def test_a_lesson_in_korean(tmp_path, preview):
    """The text is Korean, and nothing of the author's is there."""
    root = tmp_path / "course"
    root.mkdir()
    (root / "source").symlink_to(ROOT / "source")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    code, folder, _ = preview(root, "02-dropout", "--language", "ko")
    assert code == 0
    notebook = nbformat.read(folder / "dropout.ipynb", 4)
    assert notebook.metadata["lang"] == "ko"
    assert re.search("[가-힣]", notebook.cells[0].source)
    assert not (folder / "_author").exists()
    assert {path.name for path in root.iterdir()} == {"source", "nbgrader_config.py"}
