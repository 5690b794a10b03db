"""Lesson 08: its data, its thresholds, and labels out of reach."""

import contextlib
import io
import re
from types import SimpleNamespace

import numpy as np
import pytest
from choice.points import load_points, pack
from choice.training import StopEarly
from sklearn.linear_model import LogisticRegression

from grader.lesson.lesson import Course
from grader.lesson.release import released_files
from grader.submission import testing
from grader.submission.evidence import delivery_for
from grader.submission.grade import grade_notebook
from grader.submission.run import Run
from grader.submission.sandbox import Sandbox
from tests.support import ROOT, reference
from utils.deep import classify

LESSON = Course(ROOT).lesson("08-choose-a-regularizer")
CONTEST = LESSON.exercises["predict_new_points"]
POINTS = load_points()
LABELS = CONTEST.labels
STEPS = [step.accuracy for step in CONTEST.exercise.thresholds]


def test_the_stored_points_are_those_of_the_bits(tmp_path, monkeypatch, maker):
    """`make_data.py` writes points.npz and labels.npz again, byte by byte."""
    (tmp_path / "choice").mkdir()
    (tmp_path / "_author").mkdir()
    kept = LESSON.folder / "_author" / "bits.txt"
    (tmp_path / "_author" / "bits.txt").write_bytes(kept.read_bytes())
    monkeypatch.setattr(maker, "HERE", tmp_path / "_author")
    maker.main()
    for name in ("choice/points.npz", "_author/labels.npz"):
        assert (tmp_path / name).read_bytes() == (LESSON.folder / name).read_bytes()
    assert maker.bits() > 2**100


def test_as_many_labels_are_wrong_as_the_text_says_and_no_new_one(maker):
    """A careful maker's labels differ in 15 %, in no new point."""
    drawn = maker.bits()
    careful, labels = maker.make(drawn, wrong=0)
    assert np.array_equal(labels, LABELS)
    for part in ("train", "dev"):
        wrong = np.mean(careful[f"{part}_Y"] != POINTS[f"{part}_Y"])
        assert wrong == pytest.approx(0.15, abs=0.03), part


def test_the_table_in_the_text_is_that_of_the_steps():
    """Percents, points and words of the notebook's table are the contest's own."""
    (cell,) = [c for c in LESSON.notebook.cells if c.id == "hand-in"]
    rows = re.findall(r"\| at least (\d+) % \| (\d+)[ a-z]* \| (.+) \|", cell.source)
    total = sum(step.weight for step in CONTEST.exercise.thresholds)
    each = LESSON.points(CONTEST.name) / total
    assert [(int(p) / 100, int(n), text) for p, n, text in rows] == [
        (step.accuracy, step.weight * each, step.name)
        for step in CONTEST.exercise.thresholds
    ]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 9])
def test_a_plain_network_stays_below_the_second_step(seed, fit, accuracy):
    """It learns wrong labels, beats one answer for all, and no more."""
    plain = fit(seed)
    assert accuracy(plain, "train") > 0.85 + 0.03
    assert STEPS[0] + 0.08 < accuracy(plain) < STEPS[1] - 0.015
    assert max(LABELS.mean(), 1 - LABELS.mean()) < STEPS[0] - 0.05


def test_a_straight_cut_gets_no_further_than_the_first_step():
    """Untuned logistic regression gets at most 65 % of the new points."""
    X, Y = POINTS["train_X"].T, POINTS["train_Y"][0]
    straight = LogisticRegression().fit(X, Y)
    assert straight.score(POINTS["new_X"].T, LABELS[0]) <= 0.65


@pytest.mark.slow
@pytest.mark.parametrize("settings", [{"lambd": 12}, {"lambd": 20}, {"keep_prob": 0.6}])
@pytest.mark.parametrize("seed", [1, 2])
def test_l2_and_dropout_reach_all_steps(seed, settings, fit, accuracy):
    """With a margin of a point and a half, whatever the start."""
    assert accuracy(fit(seed, **settings)) > STEPS[2] + 0.015


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_early_stopping_by_the_learners_function_reaches_all_steps(seed, fit, accuracy):
    """`best_iteration` of lesson 05, with patience, is a third road to full marks."""
    rule = reference(Course(ROOT).lesson("05-early-stopping"), "best_iteration")
    stop = StopEarly(POINTS["dev_X"], POINTS["dev_Y"], 10, rule)
    fit(seed, callback=stop)
    assert accuracy(stop.parameters) > STEPS[2] + 0.01
    assert stop.looks < 60  # it stops by itself


def test_the_reference_is_what_its_training_gives(fit):
    """The text in the solution is λ = 20's, but for a point on the edge or two."""
    given = reference(LESSON, CONTEST.name)()
    trained = classify(POINTS["new_X"], fit(lambd=20))
    assert np.mean(given == trained) > 0.99
    assert CONTEST.accuracy(given) > STEPS[2] + 0.02


def encodings(labels):
    """Yield the bytes that the labels would be in some file."""
    for order in (labels, 1 - labels):
        for kind in ("i1", "<i2", "<i4", "<i8", "<f4", "<f8", "?"):
            yield order.astype(kind).tobytes()
        yield np.packbits(order.astype(np.uint8)).tobytes()
        yield pack(order).encode()
        yield "".join(map(str, order[0])).encode()
        for between in (" ", ",", ", "):
            yield between.join(map(str, order[0])).encode()


def test_no_label_is_released(maker):
    """Not in points.npz, in checks.npz, in a helper module or in the notebook."""
    files = released_files(LESSON)
    released = ROOT / "release" / LESSON.name
    for path in released.rglob("*"):
        if path.is_file():
            files[f"released {path.name}"] = path.read_bytes()
    with np.load(io.BytesIO(files["choice/points.npz"])) as stored:
        assert sorted(stored) == ["dev_X", "dev_Y", "new_X", "train_X", "train_Y"]
    looked_for = list(encodings(LABELS))
    dev = POINTS["dev_Y"].astype(np.int8).tobytes()
    assert any(dev in content for content in files.values())
    for name, content in files.items():
        assert not any(code in content for code in looked_for), name
        assert b"make_data" not in content, name
        assert b"bits.txt" not in content, name
        assert f"{maker.bits():x}".encode() not in content, name
        assert str(maker.bits()).encode() not in content, name
        assert b"labels.npz" not in content, name


def test_no_label_is_delivered_to_a_kernel(monkeypatch):
    """What the grader hands to the kernel holds names and a nonce, no label."""
    made = []

    def noted(loaded, hidden):
        made.append((loaded.name, delivery_for(loaded, hidden)))
        return made[-1][1]

    @contextlib.contextmanager
    def nothing_runs(*arguments):
        yield SimpleNamespace(run=Run)

    monkeypatch.setattr(testing, "delivery_for", noted)
    monkeypatch.setattr(testing, "running", nothing_runs)
    grade_notebook("s", LESSON.notebook, LESSON, Sandbox(None, {}, None))
    assert [name for name, _ in made].count("predict_new_points") == 2
    for name, delivery in made:
        assert len(delivery.data) < 800 or name != "predict_new_points"
        assert not any(code in delivery.data for code in encodings(LABELS))
    assert not any("_author" in name for name in released_files(LESSON))
