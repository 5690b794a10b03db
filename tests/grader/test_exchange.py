"""Feedback goes back through nbgrader's exchange, and times come in through it."""

import os

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeFetchFeedback, ExchangeReleaseFeedback

from grader.lesson.lesson import Course
from grader.nbgrader_bridge.course import load_config
from grader.nbgrader_bridge.gradebook import Recorder
from grader.submission.grade import not_graded
from tests.support import ROOT, autograde, submit, tree

LESSON, NAME = "01-l2-regularization", "l2-regularization"
TIME, SECRET = "2026-11-20 10:00:00.000000 UTC", "0123456789abcdef" * 8


def handed_in(course, student, **files):
    """Hand in as `nbgrader submit` does; return the folder."""
    folder = submit(course, student, LESSON).parent
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def recorded(course, *students):
    """Record these submissions, without running anything."""
    lesson = Course(ROOT).lesson(LESSON)
    with Recorder(course) as recorder:
        for student in students:
            graded = not_graded(student, lesson, "a test")
            recorder.record(graded, lesson)


def exchange(course):
    """Return (nbgrader's view of the course, its configuration) with an exchange."""
    config = load_config(course)
    config.Exchange.root = str(course / "exchange")
    config.Exchange.cache = str(course / "cache")
    config.Exchange.assignment_dir = str(course / "home")
    (course / "exchange").mkdir(exist_ok=True)
    (course / "exchange").chmod(0o777)
    (course / "home").mkdir(exist_ok=True)
    coursedir = CourseDirectory(config=config)
    coursedir.root, coursedir.assignment_id = str(course), LESSON
    return coursedir, config


def test_feedback_is_released_and_fetched(course, capsys):
    """Also where other work came by mail: those pages stay, which is said."""
    folder = handed_in(course, "ada", timestamp=TIME, submission_secret=SECRET)
    handed_in(course, "mail")
    recorded(course, "ada", "mail")
    coursedir, config = exchange(course)
    ExchangeReleaseFeedback(coursedir=coursedir, config=config).start()
    assert "1 pages stay here" in capsys.readouterr().err

    cache = course / "cache" / "regularization" / f"ada+{LESSON}+{TIME}"
    cache.mkdir(parents=True)
    for path in folder.iterdir():
        os.link(path, cache / path.name)
    ExchangeFetchFeedback(coursedir=coursedir, config=config).start()
    (page,) = (course / "home").rglob("*.html")
    assert page.read_bytes() == tree(course / "feedback")[f"ada/{LESSON}/{NAME}.html"]


@pytest.mark.parametrize("secret", ["x" * 100_000, "a b\n", "é" * 20, "link"])
def test_a_secret_that_is_none_is_not_copied(course, secret):
    """Too long, no plain text, or a link to somebody's file: neither read nor kept."""
    folder = handed_in(course, "ada", timestamp=TIME)
    path = folder / "submission_secret.txt"
    if secret == "link":
        (course / "private").write_text(SECRET)
        path.symlink_to(course / "private")
    else:
        path.write_text(secret)
    recorded(course, "ada")
    for step in ("autograded", "feedback"):
        kept = tree(course / step / "ada" / LESSON)
        assert "submission_secret.txt" not in kept
        assert kept["timestamp.txt"] == b"2026-11-20 10:00:00 UTC\n"


def test_nbgraders_own_way_keeps_them_too(course):
    """After `nbgrader autograde` both files are where its feedback step looks."""
    handed_in(course, "ada", timestamp=TIME, submission_secret=SECRET)
    assert autograde(course, LESSON).returncode == 0
    kept = tree(course / "autograded" / "ada" / LESSON)
    assert kept["submission_secret.txt"].decode() == SECRET
    assert "timestamp.txt" in kept


def test_an_odd_time_does_not_empty_formgraders_page(course):
    """All are listed; the time that cannot be read is none, one in KST is right."""
    handed_in(course, "ada", timestamp="2026년 11월 22일 오전 10:00")
    handed_in(course, "ben", timestamp="2026-11-20 19:00:00 KST")
    coursedir, config = exchange(course)
    api = NbGraderAPI(coursedir=coursedir, config=config)
    listed = {one["student"]: one["timestamp"] for one in api.get_submissions(LESSON)}
    assert listed == {"ada": None, "ben": "2026-11-20T10:00:00"}
    recorded(course, "ada", "ben")
    with Gradebook(coursedir.db_url) as book:
        times = {s.student_id: s.timestamp for s in book.assignment_submissions(LESSON)}
    assert times["ada"] is None
    assert times["ben"].isoformat() == "2026-11-20T10:00:00"
