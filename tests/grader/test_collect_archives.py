"""Archives and folders made to harm, spoilt or too large: held, and nothing is lost."""

import os
import stat
import struct
import time
import zipfile

import pytest

from grader.lms import archives
from tests.grader.downloads import NAME, handed_in, notebook, pack


def link():
    info = zipfile.ZipInfo(f"ada/{NAME}")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize("name", ["/etc/ada/", "../ada/", "C:\\ada\\", "x/../../ada/"])
def test_a_path_that_leads_out_is_held(collect, course, tmp_path, name):
    """Such a path is named, and nothing is written anywhere."""
    code, said = collect(pack(tmp_path / "a.zip", {name + NAME: notebook()}))
    assert code == 1 and "leads out of the archive" in said
    assert not (course / "submitted").exists()


def test_links_are_held(collect, course, tmp_path):
    """A link in an archive, or in a folder, is never followed."""
    code, said = collect(pack(tmp_path / "a.zip", {link(): b"/etc/passwd"}))
    assert code == 1 and "is a link" in said
    (tmp_path / "work" / "ada").mkdir(parents=True)
    (tmp_path / "work" / "ada" / NAME).symlink_to(tmp_path / "a.zip")
    (tmp_path / "work" / "bo").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "work" / "ada" / "l2.ipynb")
    code, said = collect(tmp_path / "work")
    assert code == 1 and not handed_in(course)
    for place in (f"work/ada/{NAME}", "work/bo", "work/ada/l2.ipynb"):
        assert place in said


def encrypted(path):
    """Set the bit that says so, in both places."""
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)


def garbled(path):
    """Damage what is packed, behind the entry's name."""
    raw = bytearray(path.read_bytes())
    start = 30 + struct.unpack("<H", raw[26:28])[0] + 4
    raw[start : start + 8] = b"\xff" * 8
    path.write_bytes(raw)


def other_method(path):
    """Say that the entry is packed by a method that could fill the memory."""
    raw = bytearray(path.read_bytes())
    raw[8] = raw[raw.index(b"PK\x01\x02") + 10] = 12
    path.write_bytes(raw)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (encrypted, "is encrypted"),
        (garbled, "is broken"),
        (other_method, "is packed by method 12"),
        (lambda path: path.write_bytes(path.read_bytes()[:-30]), "is no zip archive"),
        (lambda path: path.write_bytes(b"<html>"), "is no zip archive"),
        (lambda path: path.write_bytes(b""), "is no zip archive"),
    ],
)
def test_a_spoilt_archive_stops_nobody(collect, course, tmp_path, spoil, told):
    """It is named with the reason; what is in the others is taken."""
    bad = pack(tmp_path / "bad.zip", {f"ada/{NAME}": notebook()})
    spoil(bad)
    inner = tmp_path / "inner.zip"
    pack(inner, {f"bo/{bad.name}": bad.read_bytes(), f"s4/{NAME}": notebook("s4")})
    good = pack(tmp_path / "good.zip", {f"minjun/{NAME}": notebook("good")})
    code, said = collect(bad, inner, good)
    assert (code, handed_in(course)) == (1, {"minjun": "good", "s4": "s4"})
    assert (
        said.count(told) >= 1 and "bad.zip" in said and "inner.zip/bo/bad.zip" in said
    )


def test_a_bomb_is_held(collect, course, tmp_path):
    """No huge file, none that hides its size, and no deeply nested one is unpacked."""
    big = b" " * (21 << 20)
    path = pack(tmp_path / "a.zip", {f"ada/{NAME}": big, f"bo/{NAME}": notebook("bo")})
    liar = pack(tmp_path / "liar.zip", {f"minjun/{NAME}": big})
    raw = bytearray(liar.read_bytes())
    at = raw.index(b"PK\x01\x02") + 24
    raw[at : at + 4] = raw[22:26] = struct.pack("<I", 10)
    liar.write_bytes(raw)
    deep = pack(tmp_path / "1.zip", {f"s4/{NAME}": notebook()})
    deep = pack(tmp_path / "2.zip", {"s4.zip": deep.read_bytes()})
    deep = pack(tmp_path / "3.zip", {"s4.zip": deep.read_bytes()})
    begin = time.monotonic()
    code, said = collect(path, liar, deep)
    assert (code, handed_in(course)) == (1, {"bo": "bo"})
    assert "bytes or more, at most" in said and "liar.zip/minjun" in said
    assert "an archive in an archive in an archive" in said
    assert time.monotonic() - begin < 20


def test_very_many_files_are_held(collect, course, tmp_path, monkeypatch):
    """An archive of too many files, or too much in sum, is named and left there."""
    monkeypatch.setattr(archives, "MOST_FILES", 2)
    files = {f"{name}/{NAME}": notebook(name) for name in ("ada", "bo", "minjun")}
    code, said = collect(pack(tmp_path / "a.zip", files))
    assert code == 1 and "a.zip: holds more than 2 files" in said
    monkeypatch.setattr(archives, "MOST_FILES", 100)
    monkeypatch.setattr(archives, "MOST_BYTES", 10)
    code, said = collect(pack(tmp_path / "b.zip", files))
    assert code == 1 and "archive of more than 10 bytes" in said
