"""A class is graded by either driver with the same scores, whatever was sent in."""

import csv
import json
import subprocess
import sys

import nbformat
import pytest

from grader.lesson.lesson import Course
from tests.support import (
    NBGRADER,
    ROOT,
    autograde,
    environment,
    grade,
    gradebook,
    shorten_limits,
    solution,
    submit,
)

LESSON, NOTEBOOK = "02-dropout", "dropout.ipynb"
FORWARD, BACKWARD, ANY_DEPTH = (
    "forward_propagation_with_dropout",
    "backward_propagation_with_dropout",
    "forward_dropout",
)


@pytest.mark.slow
def test_both_drivers_give_the_same_scores(course):
    """Right, wrong, blank, partly blank, hanging, crashing, copied and broken work.

    `python -m grader grade` and `nbgrader autograde` agree, each blank earns its own
    points, and what cannot be read is not graded and stops nobody.
    """
    shorten_limits(course, 4)
    forward = solution(LESSON, FORWARD)
    first_layer = forward.replace("D2 = np.random", "D2 = None  # np.random").replace(
        "(D2 < keep_prob).astype(int)", "None"
    )
    here = "    Z3 = np.dot(W3, A2) + b3"
    submit(course, "right", LESSON)
    empty = dict.fromkeys((FORWARD, BACKWARD, ANY_DEPTH))
    submit(course, "blank", LESSON, answers=empty)
    submit(course, "first-layer", LESSON, answers={FORWARD: first_layer})
    unscaled = forward.replace("A2 = A2 / keep_prob", "A2 = A2")
    submit(course, "unscaled", LESSON, answers={FORWARD: unscaled})
    hangs = forward.replace(here, f"    while True:\n        pass\n{here}")
    submit(course, "hangs", LESSON, answers={FORWARD: hangs})
    stubborn = f"{forward}\nwhile True:\n    try:\n        import time\n"
    stubborn += "        time.sleep(9)\n    except KeyboardInterrupt:\n        pass"
    submit(course, "stubborn", LESSON, answers={BACKWARD: stubborn})
    dies = forward.replace(here, f"    import os; os._exit(1)\n{here}")
    submit(course, "dies", LESSON, answers={FORWARD: dies})
    warns = solution(LESSON, BACKWARD).replace(
        "    m = X.shape[1]",
        "    import sys, warnings\n    warnings.warn('odd')\n"
        "    print('debugging', file=sys.stderr)\n    m = X.shape[1]",
    )
    submit(course, "warns", LESSON, answers={BACKWARD: warns})

    def without_tests(notebook):
        notebook.cells = [c for c in notebook.cells if not c.id.endswith("-test")]

    submit(course, "deleted-tests", LESSON, change=without_tests)
    path = submit(course, "broken", LESSON)
    path.write_text(path.read_text()[:500])
    (course / "submitted" / "renamed" / LESSON).mkdir(parents=True)
    path.rename(course / "submitted" / "renamed" / LESSON / NOTEBOOK)
    path.write_text("{")

    results = grade(course)
    scores = {name: result["score"] for name, result in results.items()}
    assert scores == {
        "right": 45,
        "blank": 0,
        "first-layer": 35,
        "unscaled": 39,
        "hangs": 25,
        "stubborn": 35,
        "dies": 25,
        "warns": 45,
        "deleted-tests": 45,
        "broken": 0,
        "renamed": 0,
    }
    for name in ("broken", "renamed"):
        assert results[name]["status"] == "not graded"
        assert "broken JSON" in results[name]["why"]
    assert {e["state"] for e in results["blank"]["exercises"]} == {"not attempted"}
    assert results["unscaled"]["exercises"][0]["mistakes"] == ["scaling-forgotten"]
    assert results["unscaled"]["exercises"][0]["outputs"]["A2"] == "failed"
    assert results["unscaled"]["exercises"][0]["outputs"]["A1"] == "passed"
    assert "was missing" in results["deleted-tests"]["why"]
    ours = gradebook(course)
    assert {name: score for name, (score, _) in ours.items()} == scores
    assert {name for name, (_, manual) in ours.items() if manual} == {
        "broken",
        "renamed",
    }

    done = autograde(course)
    assert done.returncode == 0, done.stderr
    assert gradebook(course) == ours


def test_feedback_and_stored_notebook_give_nothing_hidden_away(course):
    """A student who prints the inputs sees none of them in what comes back."""
    printing = solution(LESSON, FORWARD).replace(
        "    W1, b1 =",
        "    print('INPUT', X)\n    raise ValueError(str(X))\n    W1, b1 =",
    )
    submit(course, "curious", LESSON, answers={FORWARD: printing})
    result = grade(course)["curious"]
    stored = course / "autograded" / "curious" / LESSON / NOTEBOOK
    page = course / "feedback" / "curious" / LESSON / "dropout.html"
    notebook = nbformat.read(stored, as_version=4)
    cell = next(c for c in notebook.cells if c.id == f"{FORWARD}-test")
    assert [o.output_type for o in cell.outputs] == ["display_data", "execute_result"]
    hidden = Course(ROOT).lesson(LESSON).exercises[FORWARD].exercise.hidden
    for text in (stored.read_text(), page.read_text(), json.dumps(result)):
        assert "vnd.regularization.evidence" not in text
        assert "INPUT [[" not in text
        for case in hidden:
            assert str(case.inputs["X"][0, 0]) + " " not in text


@pytest.mark.slow
def test_a_failed_resubmission_leaves_no_old_score(course):
    """A second, unreadable submission does not keep the first one's points."""
    path = submit(course, "again", LESSON)
    grade(course)
    assert gradebook(course) == {"again": (45, False)}
    path.write_text("{")
    (path.parent / "timestamp.txt").write_bytes(b"not a date \xff")
    assert grade(course)["again"]["status"] == "not graded"
    assert gradebook(course) == {"again": (0, True)}

    # The same through nbgrader, with the notebook gone altogether.
    submit(course, "other", LESSON)
    assert autograde(course).returncode == 0
    assert gradebook(course)["other"] == (45, False)
    other = course / "submitted" / "other" / LESSON / NOTEBOOK
    other.rename(other.with_name("renamed.ipynb"))
    autograde(course)
    assert gradebook(course)["other"] == (0, True)


def without_experiments(notebook):
    """Leave the trainings out, for time."""
    notebook.cells = [
        cell
        for cell in notebook.cells
        if "experiment" not in cell.metadata.get("tags", ())
    ]


def test_validate_tells_the_truth(course):
    """`nbgrader validate` fails on a blank and succeeds on a right notebook."""
    for student, answers, word in (
        ("blank", {FORWARD: None, BACKWARD: None}, "VALIDATION FAILED ON 2 CELL"),
        ("right", {}, "Success!"),
    ):
        path = submit(course, student, LESSON, without_experiments, answers)
        for item in (ROOT / "release" / LESSON).iterdir():
            if item.name != NOTEBOOK:
                (path.parent / item.name).symlink_to(item)
        done = subprocess.run(
            [*NBGRADER, "validate", path.name],
            cwd=path.parent,
            env=environment(),
            capture_output=True,
            text=True,
        )
        assert word in done.stdout, done.stdout + done.stderr
        if student == "blank":
            assert "not attempted, 0 of 10 points" in done.stdout
            assert "line" not in done.stdout.lower()  # no traceback


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["grade", "09-nothing"], "no lesson '09-nothing'"),
        (["grade", LESSON], "nothing to grade"),
        (["grade", LESSON, "--student", "nobody"], "no submission of nobody"),
        (["grade", LESSON, "--course", "/"], "is no course"),
    ],
)
def test_a_command_that_cannot_work_says_why(course, arguments, reason):
    """One line that names what was found and expected, and exit code 2."""
    done = subprocess.run(
        [sys.executable, "-m", "grader", *arguments],
        cwd=course,
        env=environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_formgraders_button_gives_the_same_score(course):
    """nbgrader's API, called inside a running event loop as formgrader does."""
    submit(course, "right", LESSON)
    code = (
        "import asyncio, sys\n"
        "from grader.nbgrader_bridge.course import load_config\n"
        "from nbgrader.apps import NbGraderAPI\n"
        "async def button():\n"
        f"    config = load_config({str(course)!r})\n"
        "    api = NbGraderAPI(config=config)\n"
        f"    assert api.generate_assignment({LESSON!r})['success']\n"
        f"    result = api.autograde({LESSON!r}, 'right')\n"
        "    assert result['success'], result\n"
        "asyncio.run(button())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=course,
        env=environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert gradebook(course) == {"right": (45, False)}


@pytest.mark.slow
def test_nbgrader_goes_on_from_our_records(course):
    """After `python -m grader grade`, nbgrader writes feedback and exports scores."""
    submit(course, "right", LESSON)
    grade(course)
    for command in (["generate_feedback", LESSON, "--force"], ["export"]):
        done = subprocess.run(
            [*NBGRADER, *command],
            cwd=course,
            env=environment(),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
    page = (course / "feedback" / "right" / LESSON / "dropout.html").read_text()
    assert "45 of 45 points" in page
    assert "thinned network" in page
    rows = csv.DictReader((course / "grades.csv").read_text().splitlines())
    (row,) = [row for row in rows if row["assignment"] == LESSON]
    assert float(row["score"]) == 45
