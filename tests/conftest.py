"""Fixtures that several test files share."""

import os
import shutil

import pytest

from tests.support import ROOT


@pytest.fixture
def course(tmp_path):
    """A course folder of its own: the sources are a link, the rest is empty."""
    root = tmp_path / "course"
    root.mkdir()
    os.symlink(ROOT / "source", root / "source")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copytree(ROOT / "release", root / "release")
    return root
