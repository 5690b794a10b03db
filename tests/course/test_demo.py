"""The demo class: what `python -m demo` grades is what was thought out beforehand."""

import json
import sqlite3
import subprocess
import sys

import pytest
from nbgrader.api import Gradebook

from demo.__main__ import differences, expected_scores
from demo.build import ODD, answer_texts, hand_in, make_course, whole_class
from grader.cli.release import release, release_translated
from grader.lesson.lesson import Course
from tests.support import NBGRADER, ROOT, environment

FAST = (
    "deleted-test",
    "duplicated-answer",
    "kernel-killer",
    "layer-1-only",
    "truncated-file",
    "utf-16-file",
)


def test_every_submission_of_the_class_is_well_formed():
    """Its answers are there, its score is possible, and the odd files are in it."""
    course = Course(ROOT)
    lessons = {name: course.lesson(name) for _, name in expected_scores()}
    for work in whole_class().values():
        for name, answers in work.items():
            lesson = lessons[name]
            assert answer_texts(lesson, answers).keys() <= lesson.exercises.keys()
            most = sum(map(lesson.points, lesson.exercises))
            assert answers["score"] == "not graded" or 0 <= answers["score"] <= most
    assert set(ODD) <= set(expected_scores())
    assert len(expected_scores()) == 37


def test_an_answer_that_is_not_there_is_named():
    """A mistyped id or function stops the demo with its name."""
    lesson = Course(ROOT).lesson("02-dropout")
    name = "backward_propagation_with_dropout"
    with pytest.raises(ValueError, match=f"{name} has no answer 'mask-forgoten'"):
        answer_texts(lesson, {"score": 30, name: "mask-forgoten"})
    with pytest.raises(ValueError, match=r"02-dropout has no \['backward'\]"):
        answer_texts(lesson, {"score": 30, "backward": "blank"})


def test_a_score_that_is_not_as_expected_is_named():
    """A difference is told with student, lesson and both scores."""
    expected = {("ada", "02-dropout"): 30, ("bo", "02-dropout"): None}
    found = {("ada", "02-dropout"): 24.0, ("bo", "02-dropout"): None}
    assert differences(expected, expected) == []
    assert differences(expected, found) == ["ada, 02-dropout: expected 30, found 24.0"]
    assert differences(expected, {**expected, ("bo", "02-dropout"): 0.0}) == [
        "bo, 02-dropout: expected not graded, found 0.0"
    ]


def test_only_a_demo_course_is_replaced(tmp_path):
    """A folder that is no demo course is left as it is."""
    mine = tmp_path / "course"
    mine.mkdir()
    (mine / "gradebook.db").write_text("precious")
    with pytest.raises(ValueError, match="no demo course"):
        make_course(mine)
    assert (mine / "gradebook.db").read_text() == "precious"
    (mine / "source").symlink_to(ROOT / "source")
    (mine / "nbgrader_config.py").write_text("c = get_config()\n")
    with pytest.raises(ValueError, match="no demo course"):
        make_course(mine)


EXPECTED = {key: score for key, score in expected_scores().items() if key[0] in FAST}
LESSONS = sorted({lesson for _, lesson in EXPECTED})
EACH = pytest.mark.parametrize("course", ["", "ko"], indirect=True, scope="module")
ENGLISH = pytest.mark.parametrize("course", [""], indirect=True, scope="module")


@pytest.fixture(scope="module")
def course(tmp_path_factory, request):
    """A part of the class, handed in: in English, and in Korean."""
    course = tmp_path_factory.mktemp("class") / "demo"
    make_course(course)
    release(course, LESSONS)
    if request.param:
        release_translated(course, LESSONS, request.param, True)
    hand_in(course, FAST, request.param)
    return course


def run(course, *command):
    """Run a command in the course's folder; return what it did."""
    return subprocess.run(
        command,
        cwd=course,
        env=environment(PYTHONPATH=str(ROOT), OPENBLAS_NUM_THREADS="1"),
        capture_output=True,
        text=True,
    )


@pytest.mark.slow
@EACH
def test_a_part_of_the_class_gets_the_expected_scores(course):
    """Deleted, copied, crashing, half-filled, broken and UTF-16 work, by command."""
    done = run(course, sys.executable, "-m", "grader", "grade", "--json", *LESSONS)
    assert done.returncode == 1, done.stderr  # one file cannot be graded
    results = [json.loads(line) for line in done.stdout.splitlines()]
    found = {
        (r["student"], r["lesson"]): r["score"] if r["status"] == "graded" else None
        for r in results
    }
    assert differences(EXPECTED, found) == []
    assert None in found.values()


BUTTON = """
import asyncio, sys
from grader.nbgrader_bridge.course import load_config
from nbgrader.apps import NbGraderAPI

async def button():
    api = NbGraderAPI(config=load_config(sys.argv[1]))
    for lesson, student in zip(sys.argv[2::2], sys.argv[3::2]):
        api.autograde(lesson, student)

asyncio.run(button())
"""


@pytest.mark.slow
@EACH
def test_nbgraders_command_gives_the_same_scores(course):
    """What is not graded waits for a person."""
    forget_grades(course)
    for lesson in LESSONS:
        done = run(course, *NBGRADER, "autograde", lesson, "--force")
        assert done.returncode == 0, done.stderr
    assert differences(EXPECTED, recorded(course)) == []


@pytest.mark.slow
@ENGLISH
def test_formgraders_button_gives_the_same_scores(course):
    """It starts a grader for each submission."""
    forget_grades(course)
    work = [word for student, lesson in EXPECTED for word in (lesson, student)]
    done = run(course, sys.executable, "-c", BUTTON, str(course), *work)
    assert done.returncode == 0, done.stderr
    assert differences(EXPECTED, recorded(course)) == []


def forget_grades(course):
    """Wipe each grade: none can be left over from another way."""
    with sqlite3.connect(course / "gradebook.db") as book:
        book.execute("UPDATE grade SET auto_score = 0, needs_manual_grade = 1")
    book.close()


def recorded(course):
    """Return {(student, lesson): score} of the gradebook; None for what waits."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        return {
            (one.student_id, lesson): None if one.needs_manual_grade else one.score
            for lesson in LESSONS
            for one in book.assignment_submissions(lesson)
        }
