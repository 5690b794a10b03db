"""A student asks for another look; the instructor reads it and grades that one anew."""

import os

import pytest

from grader.__main__ import main
from grader.submission.requests import REQUEST, request_in
from tests.grader.stock import cell, hand_in, new_course, write

NAME = "week 1"


@pytest.mark.parametrize(
    ("raw", "asked"),
    [
        (b"Please look\nat f again.\n", "Please look at f again."),
        ("다시 봐 주세요".encode(), "다시 봐 주세요"),
        ("다시 봐 주세요".encode("cp949"), "다시 봐 주세요"),
        ("다시".encode("utf-16"), "다시"),
        (b"\x1b[31mred", "\\x1b[31mred"),
        (b" \n", ""),
        (b"", ""),
        (b"x" * 5000, "x" * 2000 + " …"),
    ],
)
def test_what_is_asked_is_one_line(tmp_path, raw, asked):
    """In any encoding, cut where it is long, and harmless on a terminal."""
    (tmp_path / REQUEST).write_bytes(raw)
    assert request_in(tmp_path) == asked


@pytest.mark.parametrize("kind", ["nothing", "link", "pipe", "folder"])
def test_what_is_no_file_asks_nothing(tmp_path, kind):
    """A link is not followed and a pipe is not waited for."""
    path, secret = tmp_path / REQUEST, tmp_path / "secret"
    secret.write_text("secret")
    if kind == "link":
        path.symlink_to(secret)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    assert request_in(tmp_path) == ""


@pytest.fixture
def course(tmp_path):
    """Three have handed in one cell; ada and ben ask for another look."""
    root = new_course(tmp_path / "course")
    source = cell("### BEGIN SOLUTION\nx = 2\n### END SOLUTION", "x", solution=True)
    test = cell("assert x == 2", "x-test", 2)
    write(root / "source" / NAME / "one.ipynb", source, test)
    assert main(["release", NAME, "--course", str(root)]) == 0
    for student in ("ada", "ben", "cy"):
        hand_in(root, student, NAME)
    asked = {"ada": "x <b>is</b> 2 [bold]", "ben": "왜 0점인가요?"}
    for student, text in asked.items():
        (root / "submitted" / student / NAME / REQUEST).write_text(text)
    return root


@pytest.mark.slow
def test_requests_are_listed_and_graded_anew(course, capsys):
    """The table and the report have each with its words; only those are graded."""
    words = ["--course", str(course)]
    assert main(["grade", NAME, *words]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "ada asks for another look: x <b>is</b> 2 [bold]" in out
    assert "ben asks for another look: 왜 0점인가요?" in out
    assert "cy asks" not in out
    assert main(["report", NAME, *words]) == 0
    page = (course / "reports" / f"{NAME}.html").read_text("utf-8")
    assert "asks for another look:</strong> x &lt;b&gt;is&lt;/b&gt; 2 [bold]" in page
    capsys.readouterr()
    assert main(["regrade", NAME, "--requests", *words]) == 0
    assert "2 graded" in capsys.readouterr().out
    (course / "submitted" / "ben" / NAME / REQUEST).unlink()  # it is answered
    assert main(["grade", NAME, *words]) == 0
    told = capsys.readouterr()
    assert "3 of 3 submissions were graded before" in told.err  # a request is no work
    assert "ada asks" in told.out and "ben asks" not in told.out


def test_nobody_asks(course, capsys):
    """One sentence says where a request would lie."""
    for path in course.glob(f"submitted/*/*/{REQUEST}"):
        path.unlink()
    assert main(["regrade", NAME, "--requests", "--course", str(course)]) == 2
    assert f"{NAME}/{REQUEST}" in capsys.readouterr().err


def test_a_request_is_collected(course, capsys, tmp_path):
    """With a notebook, or later alone under the name that a platform gave it."""
    folder = tmp_path / "download" / "cy"
    folder.mkdir(parents=True)
    (folder / "Regrade-Request-1.txt").write_text("again, please")
    words = ["collect", NAME, str(tmp_path / "download"), "--course", str(course)]
    assert main(words) == 0
    assert "asks for another look" in capsys.readouterr().out
    assert request_in(course / "submitted" / "cy" / NAME) == "again, please"
    folder.rename(folder.with_name("new"))
    assert main(words) == 1
    assert not (course / "submitted" / "new").exists()
