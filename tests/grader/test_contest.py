"""Contests: predictions are judged against labels that never leave `_author/`."""

import json

import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from checker.card import html_card, text_card
from checker.collect import collect
from checker.judge import judge
from checker.predictions import READY
from checker.records import State
from grader.cli.grade import grade as grade_class
from grader.lesson.checks import visible_checks
from grader.lesson.lesson import Course
from grader.lesson.reference import AuthorError
from grader.lesson.release import released_files
from grader.sandbox.limits import Limits
from grader.submission.evidence import delivery_for, evidence_in
from grader.submission.grade import grade
from grader.submission.judge import verdict_on
from grader.submission.sandbox import one_sandbox
from tests.grader.contests import GUESS, LABELS, M, toy
from tests.support import ROOT, submit


def both(lesson, function):
    """Return the verdicts (in a released folder, of the grader)."""
    loaded = lesson.exercises["guess"]
    checks = visible_checks(lesson)["guess"]
    found = []
    for cases, oracle in ((checks.cases, checks), (loaded.cases, loaded)):
        results = [collect(function, loaded.spec, case) for case in cases]
        found.append(judge(loaded.spec, cases, results, oracle))
    return found


@pytest.mark.parametrize(
    ("right", "share", "state"),
    [
        (27, 0, State.FAILED),
        (28, 0.25, State.FAILED),
        (34, 0.25, State.FAILED),
        (35, 1, State.PASSED),
    ],
)
def test_a_threshold_pays_from_its_very_point(tmp_path, right, share, state):
    """28 of 40 are 70 %, 35 are 87.5 %; one fewer misses the step."""
    lesson = toy(tmp_path)
    made = np.where(np.arange(M) < right, LABELS, 1 - LABELS)
    visible, hidden = both(lesson, lambda: made)
    spec = lesson.exercises["guess"].spec
    assert hidden.share(spec) == share
    assert hidden.state == state
    assert (visible.state, visible.word) == (State.PASSED, READY)


def test_the_message_tells_whole_percents_and_the_next_step(tmp_path):
    """Rounded down, so that it never seems to reach a missed step; no point named."""
    made = np.where(np.arange(M) < 34, LABELS, 1 - LABELS)  # 85 %
    _, hidden = both(toy(tmp_path), lambda: made)
    assert hidden.message == (
        "85 % of 40 predictions are right. The next step begins at 87.5 %: good."
    )
    assert hidden.findings == ()
    assert "0 of" not in text_card(hidden)
    _, full = both(Course(tmp_path).lesson("toy"), lambda: GUESS)
    assert full.message == "90 % of 40 predictions are right: every step is reached."
    assert full.message in html_card(full, "Now you know.")


def test_who_answers_with_the_same_accuracy_reads_the_same(tmp_path):
    """Which predictions are wrong is not told: only how many."""
    lesson = toy(tmp_path)
    verdicts = {
        repr(both(lesson, lambda i=i: np.roll(GUESS == LABELS, i) ^ (LABELS == 0))[1])
        for i in range(M)
    }
    assert len(verdicts) == 1


@pytest.mark.parametrize(
    "made",
    [
        *(GUESS[0], GUESS.T, GUESS == 1, GUESS.astype(float), GUESS.tolist()),
        *(GUESS.astype(np.float32), GUESS[0].tolist(), tuple(GUESS[0].tolist())),
    ],
)
def test_every_way_to_say_0_and_1_is_right(tmp_path, made):
    """Flat, as a column, as truths, floats or lists: the points have one order."""
    visible, hidden = both(toy(tmp_path), lambda: made)
    assert visible.word == READY
    assert hidden.state == State.PASSED


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (GUESS[:, 1:], "shape (1, 39), expected (1, 40)"),
        (GUESS.reshape(5, 8), "shape (5, 8)"),
        (GUESS * 1.0 - 0.2, "other values than 0 and 1"),
        (np.where(np.arange(M) == 3, np.nan, GUESS), "NaN"),
        (np.ones((1, M)), "calls every point 1"),
        (np.zeros((1, M), bool), "calls every point 0"),
        ("0101", "is str"),
        ({"a": 1}, "is dict"),
        ([], "shape (0,)"),
    ],
)
def test_a_wrong_form_earns_nothing_and_is_named(tmp_path, made, said):
    """Both checks say what is wrong with the form, and how it should be."""
    lesson = toy(tmp_path)
    for verdict in both(lesson, lambda: made):
        assert verdict.state == State.FAILED
        assert verdict.share(lesson.exercises["guess"].spec) == 0
        assert said in verdict.message


def test_an_empty_blank_is_not_attempted(tmp_path):
    """None is no error, and the blank is named."""
    for verdict in both(toy(tmp_path), lambda: None):
        assert verdict.state == State.NOT_ATTEMPTED
        assert "predictions still to be filled in" in verdict.message


def test_an_error_is_told_once(tmp_path):
    """Its own message is enough: no guess about shapes is put behind it."""

    def broken():
        raise ValueError("the text has 98 digits, expected 100")

    for verdict in both(toy(tmp_path), broken):
        assert verdict.state == State.FAILED
        assert "98 digits" in verdict.message
        assert "shapes" not in verdict.message


def test_the_released_folder_knows_no_label(tmp_path):
    """Neither labels nor results are stored: names, steps and hints alone."""
    lesson = toy(tmp_path)
    checks = visible_checks(lesson)["guess"]
    assert checks.results == ({},)
    assert checks.cases[0].inputs == {}
    assert "array" not in repr(checks)
    files = released_files(lesson)
    assert not any("_author" in name for name in files)
    stored = LABELS.astype(np.int64).tobytes(), LABELS.astype(np.int8).tobytes()
    for content in files.values():
        assert not any(labels in content for labels in stored)


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        *((None, "no labels Y"), (LABELS + 1, "expected 0 and 1 in")),
        (LABELS[:, 1:], "expected 0 and 1 in"),
    ],
)
def test_bad_labels_are_the_authors_error(tmp_path, labels, said):
    """A file that is missing or of another form is named, with what was expected."""
    lesson = toy(tmp_path, labels=labels)
    with pytest.raises(AuthorError, match=said):
        both(lesson, lambda: GUESS)


@pytest.mark.parametrize(
    "steps", ['Threshold("b", 0.8), Threshold("a", 0.7)', 'Threshold("a", 1.2)']
)
def test_thresholds_must_rise(tmp_path, steps):
    """Steps in disorder or beyond 100 % are the author's error."""
    with pytest.raises(AuthorError, match="thresholds must rise"):
        toy(tmp_path, steps).exercises["guess"].spec  # noqa: B018


def test_evidence_that_disagrees_earns_nothing(tmp_path):
    """Broken evidence, or none, is no answer and earns no points."""
    lesson = toy(tmp_path)
    answer = new_code_cell("def guess(): ...", id="guess")
    answer.metadata["nbgrader"] = {"grade_id": "guess"}
    notebook = new_notebook(cells=[answer])
    cell, loaded = new_code_cell("check(guess)"), lesson.exercises["guess"]
    for data in (b"", b"broken"):
        found = evidence_in(data, delivery_for(loaded, False), loaded)
        verdict = verdict_on(loaded, found, cell, notebook, Limits(), None)
        assert verdict.state == State.FAILED
        assert verdict.share(loaded.spec) == 0


LESSON, PREDICT = "08-choose-a-regularizer", "predict_new_points"


def contest_of(result):
    """Return what a graded submission earned in the contest."""
    return next(found for found in result.exercises if found.name == PREDICT)


def test_a_submission_is_scored(course):
    """Right, in another order, blank: each gets what it deserves, without a trace."""
    source = Course(course).lesson(LESSON)
    solution = source.exercises[PREDICT].text
    turned = solution.replace("return predictions", "return predictions[:, ::-1]")
    scores = {}
    with one_sandbox([source]) as sandbox:
        for name, text in (("right", solution), ("turned", turned), ("blank", None)):
            path = submit(course, name, LESSON, answers={PREDICT: text})
            result = grade(name, path.parent, source, sandbox)
            contest = contest_of(result)
            scores[name] = (contest.score, contest.state)
            assert "Traceback" not in json.dumps(result.notebook)
    assert scores == {
        "right": (20, State.PASSED),
        "turned": (0, State.FAILED),
        "blank": (0, State.NOT_ATTEMPTED),
    }


@pytest.mark.slow
def test_the_labels_are_out_of_reach(course):
    """Code that looks for labels finds none in its kernel, and may read no other file.

    Unsealed, the same code reads the file: so it would have found it.
    """
    source = Course(course).lesson(LESSON)
    labels = ROOT / "source" / LESSON / "_author" / "labels.npz"
    thief = source.exercises[PREDICT].text.replace(
        "    predictions = ",
        f"""    import gc
    for found in gc.get_objects():
        if isinstance(found, dict) and "labels" in found:
            if getattr(found["labels"], "shape", None) == (1, 400):
                return found["labels"]
    try:
        return np.load("{labels}")["Y"]
    except OSError:
        pass
    predictions = 1 - """,
    )
    submit(course, "thief", LESSON, answers={PREDICT: thief})
    results = []
    for sealed in (True, False):
        grade_class(course, [LESSON], show=results.append, sealed=sealed)
    assert contest_of(results[0]).score == 0
    assert contest_of(results[1]).message.startswith("100 %")
