"""The way out when a learner is stuck, and what a release must not hold."""

import json
import sys

import pytest

from checker.solutions import FILE, solution_of
from checker.stored import checks_bytes
from grader.cli.release import release
from grader.lesson.blanks import clear_blanks
from grader.lesson.leaks import leaks, released_names
from grader.nbgrader_bridge import course
from tests.support import ROOT, lesson_benches, one_lesson, solution

LESSON, COST = "01-l2-regularization", "compute_cost_with_regularization"
RIGHT = solution(LESSON, COST)
WRONG = RIGHT.replace("(2 * m)", "m")
CALL = f"check.solution({COST})"


@pytest.fixture
def data(tmp_path, monkeypatch):
    """The folder checker/data of a released lesson, in which no course lies."""
    folder = tmp_path / LESSON / "checker" / "data"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys.modules["checker.check"], "DATA", folder)
    stored = {name: b.stored for name, b in lesson_benches(LESSON).items()}
    (folder / "checks.npz").write_bytes(checks_bytes(stored))
    return folder


def test_a_solution_wants_a_try_and_shows_the_hints_first(new_kernel, data):
    """Not before a judged try that was not empty; then hints; then the lines."""
    (data / FILE).write_text(json.dumps({COST: RIGHT}))
    run = new_kernel(sources=False)
    for before in ("", clear_blanks(RIGHT), f"check({COST})"):
        run(before)
        shown = run(CALL)
        assert "Try it first" in shown and "return cost" not in shown
    run(WRONG)
    run(f"check({COST})")
    shown = run(CALL)
    assert f"The hints for {COST} first" in shown and "return cost" not in shown
    for hint in lesson_benches(LESSON)[COST].loaded.spec.hints:
        assert hint in shown
    shown = run("check.solution()")  # of the one that was checked last
    assert RIGHT in shown and "yours may look different" in shown
    assert "Try it first" in new_kernel(sources=False)(CALL)  # in a new kernel


def test_without_a_solution_the_instructor_is_named(new_kernel, data):
    """An ordinary release: one sentence that says who has it."""
    run = new_kernel(sources=False)
    run(WRONG)
    run(f"check({COST})")
    run(CALL)
    assert "your instructor keeps it" in run(CALL)


def test_experiments_are_no_try(new_kernel, data):
    """Who has only run the cells below has not asked for a judgement."""
    run = new_kernel(sources=False)
    run(WRONG)
    run(f"ready({COST})")
    assert "Try it first" in run(CALL)


def test_a_grader_shows_none(new_kernel, data, monkeypatch):
    """In a process that grades there is no way to a solution, and no summary."""
    (data / FILE).write_text(json.dumps({COST: RIGHT}))
    run = new_kernel(sources=False)
    run("get_ipython().is_judged = True")
    assert run(CALL) == run("check.summary()") == ""


def test_who_has_the_whole_course_reads_it_in_the_sources():
    """release/LESSON beside source/LESSON: the text of the solution's own cell."""
    inside = ROOT / "release" / LESSON / "checker" / "data"
    assert solution_of(COST, inside) == RIGHT
    assert solution_of("nothing", inside) is None


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1}'])
def test_a_broken_file_of_solutions_is_none(data, content):
    """Nothing stops there."""
    (data / FILE).write_text(content)
    assert solution_of(COST, data) is None


def test_a_release_holds_solutions_on_purpose_only(tmp_path, monkeypatch):
    """`--solutions` writes them; else no release may hold such a file."""
    (tmp_path / "source").symlink_to(ROOT / "source")
    data = tmp_path / "release" / LESSON / "checker" / "data"
    data.mkdir(parents=True)
    monkeypatch.setattr(course, "release", lambda root, name: None)
    release(tmp_path, [LESSON])
    assert not (data / FILE).exists()
    release(tmp_path, [LESSON], solutions=True)
    assert json.loads((data / FILE).read_text("utf-8"))[COST] == RIGHT
    lesson, name = one_lesson(LESSON), f"checker/data/{FILE}"
    assert name not in released_names(lesson)
    assert f"{name} is in no release" in leaks(lesson, {name: b"{}"})
    for folder in (ROOT / "release").glob("*/"):
        assert not (folder / name).exists()


def test_validate_says_the_line_of_the_summary(new_kernel, data, monkeypatch):
    """State and points, then what the card says, and no traceback."""
    run = new_kernel(sources=False)
    run(WRONG)
    told = next(x for x in run("check.summary()").split("\n") if x.startswith(COST))
    assert f"{COST}: not yet, 0 of 10 points. Likely in cost" in told
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    shown = run(f"check({COST})")
    assert f"NotYet: {told}" in shown and "checker" not in shown
    assert "NotYet: Leave out the quotes" in run(f"check('{COST}')")


def test_the_summary_of_a_lesson_that_was_not_begun(new_kernel, data):
    """Every function is named, none is called wrong."""
    shown = new_kernel(sources=False)("check.summary()")
    for name in lesson_benches(LESSON):
        assert f"{name}: not run, 0 of" in shown
    assert f"0 of 35 points in the cases that you see. Go on with `{COST}`" in shown
