"""What is told of an output that no known mistake explains."""

import numpy as np
import pytest

from checker.diagnosis.factors import Cases
from checker.diagnosis.relations import OTHER_VALUES, Pair, last_relation, relation
from checker.messages import joined
from checker.records import Quantity

QUANTITIES = (
    Quantity("lambd", "lambd"),
    Quantity("keep_prob", "keep_prob", share=True),
    Quantity("m", "X", axis=1),
)


def related(pairs):
    """Return the clause on an output that no known mistake explains."""
    cases = Cases([pair.inputs for pair in pairs], QUANTITIES)
    clause = relation(pairs, cases)
    return clause if clause.explains else last_relation(pairs, cases) or clause


def pairs(change):
    """Return pairs of three cases, got = change(want, inputs, another array)."""
    rng = np.random.RandomState(3)
    found = []
    for m, keep_prob in ((5, 0.7), (8, 0.4), (6, 0.9)):
        want = rng.randn(3, m)
        inputs = {"X": rng.randn(4, m), "keep_prob": keep_prob}
        known = {"K": rng.randn(3, m)}
        found.append(Pair(change(want, inputs, known["K"]), want, inputs, known))
    return found


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda w, i, k: 2 * w, "is 2 × what it should be"),
        (lambda w, i, k: -w, "has the wrong sign"),
        (lambda w, i, k: w / 3, "is 1/3 × what it should be"),
        (lambda w, i, k: w * w.shape[1], "is m × what it should be"),
        (lambda w, i, k: w * i["keep_prob"], "is keep_prob × what it should be"),
        (lambda w, i, k: w * (1 - i["keep_prob"]), "is (1 − keep_prob) × what it"),
        (lambda w, i, k: w * w.max(), "a number that differs from case to case"),
        (lambda w, i, k: w.T, "is transposed"),
        (lambda w, i, k: w[:2], "expected (3, 5)"),
        (lambda w, i, k: w * 0, "is zero everywhere"),
        (lambda w, i, k: w / 0, "contains NaN or infinity"),
        (lambda w, i, k: k, "is the same as K"),
        (lambda w, i, k: w**2, "is the square of what it should be"),
        (lambda w, i, k: np.abs(w), "is the absolute value of what it should be"),
        (lambda w, i, k: w + 3, "is off by 3 in every entry"),
        (lambda w, i, k: np.round(w), "is rounded to whole numbers"),
        (lambda w, i, k: np.floor(w), "holds only whole numbers"),
        (lambda w, i, k: w + k, "is too large by K"),
        (lambda w, i, k: w - 2 * k, "is too small by 2 × K"),
        (lambda w, i, k: w[[1, 2, 0]], "holds the right values, in another order"),
        (lambda w, i, k: w[:, ::-1], "holds the right values, in another order"),
        (lambda w, i, k: np.vstack([w[:2], k[2:]]), "only in the first 2 of 3 rows"),
        (lambda w, i, k: w * (np.arange(w.shape[1]) < 4), "the first 4 of 5 columns"),
        (lambda w, i, k: np.hstack([k[:, :1], w[:, 1:]]), "the last 4 of 5 columns"),
        (lambda w, i, k: w + k.sum(axis=0), "other values than expected"),
        (lambda w, i, k: w * w.shape[1] / 30, "is m/30 × what it should be"),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_each_relation_is_found(change, said):
    """Of made-up outputs the relation is told by which they were made."""
    assert said in joined(related(pairs(change)).about(("A1",)))


@pytest.mark.parametrize(
    "change",
    [
        lambda w, i, k: w * k,
        lambda w, i, k: w + k**2,
        lambda w, i, k: w * [[2], [3], [4]],
        lambda w, i, k: np.vstack([w[:1], k[1:2], w[2:]]),
        lambda w, i, k: np.random.RandomState(8).randn(*w.shape),
    ],
    ids=[
        *("times another array", "plus another squared"),
        *("a factor for each row", "the middle row wrong", "unrelated"),
    ],
)
def test_what_has_no_simple_relation_is_called_no_more_than_other(change):
    """No shape, factor, part or offset is read into numbers that differ otherwise."""
    assert related(pairs(change)) == OTHER_VALUES


def test_what_should_have_been_rounded_is_told_so():
    """The right values with more digits than the results have; not any other ones."""
    wants = [np.array([1.23, 2.57]), np.array([0.1, 4.0])]
    near = [Pair(want + [0.003, -0.002], want, {}) for want in wants]
    said = joined(related(near).about(("A1",)))
    assert "A1 is not rounded; 2 digits behind the point are expected." in said
    off = [Pair(want + [0.03, -0.02], want, {}) for want in wants]
    assert related(off) == OTHER_VALUES


def test_single_numbers_that_are_unrelated_are_called_no_more_than_other():
    """Two numbers have some ratio and some difference in any case: neither is said."""
    for seed in range(40):
        rng = np.random.RandomState(seed)
        single = [
            Pair(
                np.array(rng.rand()),
                np.array(rng.rand()),
                {"X": rng.rand(1, m), "lambd": lambd},
                {"W1": rng.randn(3, 4), "W2": rng.randn(2, 3)},
                {"penalty": np.array(rng.rand())},
            )
            for m, lambd in ((5, 0.7), (8, 2))
        ]
        assert related(single) == OTHER_VALUES
    assert related(single[:1]) == OTHER_VALUES
