"""Fixtures that several test files share."""

import os
import shutil

import pytest

from grader.lesson.lesson import Course
from grader.submission.sandbox import one_sandbox
from tests.support import ROOT


@pytest.fixture(scope="session")
def sandbox():
    """A proved sandbox for the first two lessons, with the usual limits."""
    names = ("01-l2-regularization", "02-dropout")
    with one_sandbox(map(Course(ROOT).lesson, names)) as one:
        yield one


@pytest.fixture
def course(tmp_path):
    """A course folder of its own: the sources are a link, the rest is empty."""
    root = tmp_path / "course"
    root.mkdir()
    os.symlink(ROOT / "source", root / "source")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copytree(ROOT / "release", root / "release")
    return root
