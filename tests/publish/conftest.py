"""A released course of two lessons, and what is published of it."""

import shutil

import pytest

from grader.__main__ import main
from grader.cli.release import release_translated
from grader.nbgrader_bridge.course import release
from tests.support import ROOT, tree

LESSON, NOTEBOOK = "02-dropout", "dropout.ipynb"
LESSONS = [LESSON, "08-choose-a-regularizer"]  # one with functions, one with a contest


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A course of two lessons, released just now."""
    root = tmp_path_factory.mktemp("released") / "course"
    for name in LESSONS:
        shutil.copytree(ROOT / "source" / name, root / "source" / name)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copy(ROOT / "LICENSE", root)
    (root / "release").mkdir()
    shutil.copy(ROOT / "release" / "README.md", root / "release")
    for name in LESSONS:
        release(root, name)
    release_translated(root, LESSONS, "ko", True)
    return root


@pytest.fixture
def course(released, tmp_path):
    """A copy of it that may be changed."""
    return shutil.copytree(released, tmp_path / "course", symlinks=True)


@pytest.fixture
def publish(course, tmp_path, capsys):
    """Run `publish`; return (exit code, what it said, the folder)."""

    def run(*words, folder=tmp_path / "public"):
        words = [*([str(folder)] if folder else []), *words]
        code = main(["publish", "--course", str(course), *words])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


@pytest.fixture(scope="module")
def published(released, tmp_path_factory):
    """{relative path: bytes} of all that is published of that course."""
    folder = tmp_path_factory.mktemp("all") / "public"
    assert main(["publish", str(folder), "--course", str(released)]) == 0
    return tree(folder)
