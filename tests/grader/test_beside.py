"""Files beside a notebook are copied within bounds, and hide nothing."""

import os

import pytest

from grader.lesson.lesson import Course
from grader.sandbox.limits import Limits
from grader.submission.beside import TooLarge, lay_beside
from tests.grader.stock import cell, write


@pytest.fixture
def beside(tmp_path):
    """An assignment with a module, a package and data, and a student's folder."""
    write(tmp_path / "source" / "one" / "one.ipynb", cell("assert 1", "t", 1))
    one = Course(tmp_path).lesson("one")
    for name in ("helper.py", "parts/__init__.py", "data/given.csv"):
        path = one.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("given")
    submitted = tmp_path / "submitted"
    submitted.mkdir()
    return one, submitted, tmp_path / "beside"


@pytest.mark.parametrize(
    "name, why",
    [
        ("random.py", "Python's or an installed one"),
        ("numpy/__init__.py", "Python's or an installed one"),
        ("ipykernel_launcher.py", "Python's or an installed one"),
        ("helper/__init__.py", "hide a file of the assignment's"),
        ("parts.py", "hide a file of the assignment's"),
        ("helper.so", "hide a file of the assignment's"),
        ("data", "hide a file of the assignment's"),
    ],
)
def test_no_file_hides_another(beside, name, why):
    """Neither Python's modules, nor installed ones, nor those of the source."""
    one, submitted, folder = beside
    path = submitted / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("student's")
    (note,) = lay_beside(one, submitted, folder, Limits())
    assert name in note
    assert why in note
    copied = {path.read_text() for path in folder.rglob("*") if path.is_file()}
    assert copied == {"given"}


def test_what_is_the_students_own_is_copied(beside):
    """Data and modules of new names; the source's files as they are in the source."""
    one, submitted, folder = beside
    for name in ("mine.csv", "data/mine.csv", "data/given.csv", "my_module.py"):
        (submitted / name).parent.mkdir(exist_ok=True)
        (submitted / name).write_text("student's")
    assert lay_beside(one, submitted, folder, Limits()) == []
    assert (folder / "data" / "given.csv").read_text() == "given"
    for name in ("mine.csv", "data/mine.csv", "my_module.py"):
        assert (folder / name).read_text() == "student's"


def test_neither_links_nor_too_much_is_copied(beside):
    """A link shows no other file, a pipe stops nobody, size and number have an end."""
    one, submitted, folder = beside
    (submitted / "link.txt").symlink_to("/etc/passwd")
    (submitted / "linked").symlink_to("/etc")
    os.mkfifo(submitted / "pipe")
    (submitted / "large.bin").write_bytes(bytes(3 << 20))
    for number in range(30):
        (submitted / f"z{number}.txt").write_text("small")
    limits = Limits(work_mb=4, work_files=40)
    much, links = lay_beside(one, submitted, folder, limits)
    assert "link.txt, linked, pipe (it is a link" in links
    assert "large.bin" in much
    copied = [path for path in folder.rglob("*") if path.is_file()]
    assert len(copied) == 3 + 20
    assert not any(path.is_symlink() for path in folder.rglob("*"))


def test_large_data_of_the_source_name_the_setting(beside):
    """The instructor reads which limit to raise, and to what."""
    one, submitted, folder = beside
    (one.folder / "large.bin").write_bytes(bytes(3 << 20))
    with pytest.raises(TooLarge, match=r"c\.Judge\.work_mb = 4 or more"):
        lay_beside(one, submitted, folder, Limits(work_mb=2))
