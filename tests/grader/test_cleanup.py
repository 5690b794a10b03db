"""A student's folder is removed, whatever is in it, and nothing outside it."""

import os

import pytest

from grader.sandbox.cleanup import sweep
from grader.sandbox.home import Home


@pytest.mark.slow
def test_a_folder_nested_three_thousand_deep_is_removed(tmp_path, monkeypatch):
    """So deep that its path is longer than any path may be."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for _ in range(3000):
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
    os.chdir(tmp_path)
    sweep(folder)
    assert not folder.exists()


def test_links_pipes_and_closed_folders_are_removed_and_not_followed(tmp_path):
    """What a link points to stays."""
    folder, other = tmp_path / "work", tmp_path / "other"
    other.mkdir()
    (other / "kept").write_text("kept")
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "link").symlink_to(other)
    (folder / "moved-1-").mkdir()
    (folder / "link").symlink_to(other)
    os.mkfifo(folder / "a" / "b" / "pipe")
    os.mkdir(folder / "closed", 0)
    sweep(folder)
    assert not folder.exists()
    assert (other / "kept").read_text() == "kept"


def test_a_folder_that_is_gone_is_no_error(tmp_path):
    """Nothing is raised where there is nothing."""
    sweep(tmp_path / "nothing")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_was_left_without_a_lock_is_cleared(tmp_path, monkeypatch):
    """Its grader was killed between the two. One that is held, or not ours, stays."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left, other = tmp_path / "grader-left", tmp_path / "grader-notes"
    left.mkdir()
    other.mkdir()
    (other / "file").write_text("")
    with Home() as first, Home() as second:
        assert first.path.is_dir() and second.path.is_dir()
        (first.path / "deep" / "er").mkdir(parents=True)
        assert not left.exists()
    assert [*tmp_path.rglob("*")] == [other, other / "file"]
