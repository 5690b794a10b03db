"""The table after grading: one line a student, whatever their name is."""

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from checker.records import State
from grader.cli.table import print_moves, print_requests, print_table
from grader.nbgrader_bridge.fingerprints import differences
from grader.nbgrader_bridge.standing import Entry, Standing
from grader.submission.result import (
    GRADED,
    NOT_GRADED,
    ExerciseResult,
    GradedSubmission,
)
from grader.submission.spoken import speak_here

LESSON, FORWARD, BACKWARD = "02-dropout", "forward_with_dropout", "backward"
LONG = "a-student-id-that-is-an-address@somewhere.university.example.org"


def result(student, state=State.FAILED, score=0.0, why="", by_hand=None):
    parts = (
        ExerciseResult(FORWARD, State.PASSED, 20.0, 20.0, {}, [], ""),
        ExerciseResult(BACKWARD, state, score, 10.0, {}, [], ""),
    )
    return GradedSubmission(
        *(student, LESSON, GRADED, why, 20 + score, 30.0, parts, None, by_hand or {})
    )


def standing(student, name="", score=0.0, by_hand=False):
    entries = [
        Entry(f"{FORWARD}-test", 20.0, 20.0, False, False),
        Entry(f"{BACKWARD}-test", score, 10.0, by_hand, False),
    ]
    return Standing(student, name, entries={one.name: one for one in entries})


@pytest.fixture
def lines(capsys, monkeypatch):
    """The lines of a class's table on a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    rows = [
        result("ada", State.PASSED, 10.0, why="the answer x was found elsewhere"),
        result("ben", score=4.0, by_hand={"justification": 5.0}),
        result("cy", State.NOT_ATTEMPTED),
        result("dee"),
        result(LONG),
        result("[red]eve[/red]"),
        GradedSubmission("hal", LESSON, NOT_GRADED, "it is broken", 0, 30, (), None),
    ]
    known = {
        "ada": standing("ada", "홍길동", 10.0),
        "dee": standing("dee", "Dee Who", 12.0, by_hand=True),
    }
    print_table(rows, {LESSON: known}, {LESSON: ["kit", "lea"]})
    return capsys.readouterr().out.splitlines()


def line_of(lines, student):
    (found,) = [line for line in lines if line.split() and line.split()[0] == student]
    return found.split()


def test_each_student_has_one_line_that_fits(lines):
    """Long names are cut, wide letters and brackets are letters."""
    assert all(cell_len(line) <= 80 for line in lines)
    assert line_of(lines, "[red]eve[/red]")[-1] == "✗"
    assert line_of(lines, f"{LONG[:23]}…")[1:3] == ["20", "/"]


def test_a_line_says_what_each_function_came_to(lines):
    """All points, part of them, none, not attempted; points by hand count."""
    assert line_of(lines, "ada")[1:] == ["홍길동", "30", "/", "30", "✓", "✓"]
    assert line_of(lines, "ben")[1:] == ["24", "/", "30", "✓", "4", "waits"]
    assert line_of(lines, "cy")[-2:] == ["✓", "–"]
    assert line_of(lines, "dee")[3:] == ["32", "/", "30", "✓", "✓"]


def test_below_it_stands_what_a_person_has_to_know(lines):
    """What was mended, not graded or is too much, and who is missing."""
    text = "\n".join(lines)
    assert "ada: the answer x was found elsewhere" in text
    assert "hal: not graded: it is broken" in text
    assert f"dee: {BACKWARD}-test has 12 of 10 points" in text
    assert lines[-1] == (
        "6 graded, 1 not graded, 1 waits for a person, not handed in: kit, lea."
    )


def test_many_functions_lose_no_value(capsys, monkeypatch):
    """What does not fit beside the others stands below, never cut."""
    monkeypatch.setenv("COLUMNS", "80")
    names = [f"q{number}" for number in range(17)]
    parts = [ExerciseResult(n, State.FAILED, 1.25, 9.0, {}, [], "") for n in names]
    row = GradedSubmission(LONG, LESSON, GRADED, "", 21.25, 153.0, tuple(parts), None)
    known = {LONG: Standing(LONG, "Kim Minsu of the second course")}
    print_table([row], {LESSON: known})
    out = capsys.readouterr().out
    lines = [line for line in out.splitlines() if line.startswith(LONG[:20])]
    assert len(lines) > 1 and all(cell_len(line) <= 80 for line in lines)
    assert sum(line.split().count("1.25") for line in lines) == 17
    headings = [line.split() for line in out.splitlines() if "score" in line]
    told = [word for words in headings for word in words if word.isdecimal()]
    assert told == [str(number) for number in range(1, 18)]


@pytest.mark.parametrize("absent", [["s1"], [f"s{i}" for i in range(30)], []], ids=len)
def test_it_speaks_the_language_of_the_machine(capsys, monkeypatch, absent):
    """Heads, notes, the closing line, who moved and who asks: no English is left."""
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    monkeypatch.setenv("COLUMNS", "120")
    broken = GradedSubmission("s", LESSON, NOT_GRADED, "x", 0, 30, (), None)
    rows = [result("s", by_hand={"y": 5.0}), replace(result("s"), beside=True), broken]
    known = {"s": standing("s", "홍길동", 12.0)}
    with speak_here():
        moved = differences("1 1 1 1", "2 2 2 2")
        print_table(rows, {LESSON: known}, {LESSON: absent})
        print_moves([(LESSON, "s", "1 / 2", "2 / 2", ", ".join(moved))])
        print_requests([(LESSON, "s", "?")])
    told = capsys.readouterr().out
    for name in (LESSON, FORWARD, f"{BACKWARD}-test", BACKWARD):
        told = told.replace(name, "")
    assert len(moved) == 4 and set(re.findall("[A-Za-z]{2,}", told)) == set()
    assert "홍길동" in told and ("s0" in told) == (len(absent) > 1)
