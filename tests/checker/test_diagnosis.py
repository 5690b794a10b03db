"""What a learner reads says what is wrong: the mistake, the relation, the error."""

import dataclasses
import re

import numpy as np
import pytest

from checker.collect import collect
from checker.judge import judge
from checker.messages import say, sentences, text
from checker.records import Kind, Output, RaisedError
from checker.stored import load_checks
from grader.audit.bench import Bench
from tests.support import ROOT, one_lesson

BENCHES = {
    function: Bench(exercise, checks[function])
    for name in ("01-l2-regularization", "02-dropout")
    for checks in [load_checks(ROOT / "release" / name / "checker/data/checks.npz")]
    for function, exercise in one_lesson(name).exercises.items()
}
COST = "compute_cost_with_regularization"
GRADIENTS = "backward_propagation_with_regularization"
FORWARD = "forward_propagation_with_dropout"
BACKWARD = "backward_propagation_with_dropout"
FLAT = "keepdims=True"
DW1 = "1. / m * np.dot(dZ1, X.T) + (lambd * W1) / m"


def changed(function, *edits):
    """Return the visible verdict on the reference with some of its text replaced."""
    text = BENCHES[function].loaded.text
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return BENCHES[function].visible(text)


@pytest.mark.parametrize(
    ("function", "edits", "named", "said"),
    [
        (
            GRADIENTS,
            [("(lambd * W3) / m", "0"), ("(lambd * W1) / m", "lambd * W1")],
            {"penalty-forgotten": ("dW3",), "m-missing": ("dW1",)},
            "",
        ),
        (
            GRADIENTS,
            [
                ("(lambd * W3) / m", "lambd * W3 / (2 * m)"),
                ("+ (lambd * W2)", "- (lambd * W2)"),
                ("(lambd * W1) / m", "lambd / m"),
            ],
            {
                "half-kept": ("dW3",),
                "subtracted": ("dW2",),
                "weights-missing": ("dW1",),
            },
            "",
        ),
        (
            FORWARD,
            [("D1 < keep_prob", "D1 > keep_prob"), ("A2 / keep_prob", "A2")],
            {"keeps-the-wrong-part": ("D1",), "scaling-forgotten": ("A2",)},
            "",
        ),
        # a known mistake that fits but for a factor
        (
            COST,
            [("(2 * m)", "m"), ("np.sum(np.square(W2))", "0")],
            {"W2-forgotten": ("cost",)},
            "the penalty part is multiplied by 2",
        ),
        (
            BACKWARD,
            [("dA2 * D2", "dA2 * (1 - D2)"), ("dA2 / keep_prob", "dA2")],
            {"inverted-mask": ("dA2",)},
            "the whole is multiplied by keep_prob",
        ),
        (
            GRADIENTS,
            [("(lambd * W2) / m", "m * W2")],
            {"lambd-missing": ("dW2",)},
            "the penalty part is multiplied by m²",
        ),
        # right values at the wrong places of what is returned
        (
            FORWARD,
            [("Z1, D1, A1", "Z1, A1, D1")],
            {"exchanged": ("D1", "A1")},
            "D1 and A1 have changed places",
        ),
        (
            FORWARD,
            [("Z1, D1, A1, W1, b1, Z2", "Z1, A1, W1, b1, D1, Z2")],
            {"exchanged": ("W1", "b1", "D1", "A1")},
            "your order is Z1, A1, W1, b1, D1, Z2",
        ),
        # one way of many to write it: a minus in the divisor
        (COST, [("(2 * m)", "(-2 * m)")], {"subtracted": ("cost",)}, ""),
    ],
)
def test_each_mistake_is_named_with_the_outputs_in_which_it_shows(
    function, edits, named, said
):
    """Several at a time, one with a factor besides, and however they are written."""
    verdict = changed(function, *edits)
    assert {one.id: one.outputs for one in verdict.mistakes} == named
    assert said in verdict.message
    for one in verdict.mistakes:
        assert text(one.says) in verdict.message


def test_mistakes_in_two_blanks_of_a_chain_are_named_by_the_grader():
    """What follows from a wrong dA2 is judged by replay: dA1's own mistake is seen."""
    bench = BENCHES[BACKWARD]
    text = bench.loaded.text.replace("dA2 / keep_prob", "dA2")
    verdict = bench.hidden(text.replace("dA1 * D1", "dA1 * (1 - D1)"))
    named = {one.id: one.outputs for one in verdict.mistakes}
    assert named == {"scaling-forgotten": ("dA2",), "inverted-mask": ("dA1",)}


@pytest.mark.parametrize(
    ("function", "edit", "said"),
    [
        (COST, ("(2 * m)", "(3 * m)"), "penalty part, which is 2/3 × what"),
        (COST, ("compute_cost(A3, Y)", "compute_cost(A3, Y) * m"), "entropy .* is m ×"),
        (COST, ("return cost", "return cost + 1"), "too large by 1 in every case"),
        (GRADIENTS, ("1. / m * np.dot(dZ2", "3. / m * np.dot(dZ2"), "data part.* 3 ×"),
        (GRADIENTS, (FLAT, "keepdims=False"), "right values in another shape"),
        (GRADIENTS, (FLAT, "keepdims=False"), r"db3 .* db2 .* db1 has the right"),
        (GRADIENTS, (DW1, f"({DW1}).T"), "dW1 is transposed. Which .T is missing"),
        (FORWARD, ("A1 / keep_prob", "A1 / keep_prob ** 3"), "A1 is 1/keep_prob² ×"),
        (FORWARD, ("A1 * D1", "A1 * -D1"), "A1 has the wrong sign"),
        (
            FORWARD,
            ("return A3, cache", "return A2, cache"),
            "A3 is not the same in both",
        ),
        (BACKWARD, ("dA2 / keep_prob", "dA2 / 0.86"), "Does a fixed number stand"),
        (BACKWARD, ("dA1 * D1", "dA1 * 0"), "dA1 is zero everywhere"),
    ],
)
def test_what_no_mistake_fits_is_related_to_what_it_should_be(function, edit, said):
    """A factor, a sign, a shape, a part: a true sentence and not only "wrong".

    What was said of one output is not said again of another.
    """
    verdict = changed(function, edit)
    assert not verdict.mistakes
    assert re.search(said, verdict.message), verdict.message


def test_what_does_not_fit_on_a_card_is_counted():
    """Two findings are told however long they are; the outputs of others are named."""
    found = [((say("{what}.", what=letter * 200),), (letter,)) for letter in "abcd"]
    said = sentences(found, ())
    assert said.startswith("a" * 200) and "b" * 200 in said
    assert said.endswith(" 2 more outputs are wrong: c and d.")


JUNK = (
    lambda rng, value: np.array(rng.randn()),
    lambda rng, value: rng.randn(*rng.randint(0, 5, rng.randint(0, 4))),
    lambda rng, value: np.full(np.shape(value), np.nan),
    lambda rng, value: np.full(np.shape(value), 1e308),
    lambda rng, value: np.where(rng.rand(*np.shape(value)) < 0.1, np.inf, value),
    lambda rng, value: rng.rand(*np.shape(value)) < 0.5,
    lambda rng, value: rng.randint(0, 255, np.shape(value)).astype(np.uint8),
    lambda rng, value: np.asarray(value, float).T,
    lambda rng, value: np.asarray(value, float) * rng.choice([2, -1, 1e-12, 1e300]),
)
ERROR = RaisedError("ValueError", "shapes (2,3)", 3, "A1")


@pytest.mark.parametrize("function", BENCHES)
@pytest.mark.filterwarnings("error")
def test_nothing_that_a_learner_returns_stops_the_judge(function):
    """Any shapes, sizes and numbers get a verdict, a wrong one with a sentence."""
    bench = BENCHES[function]
    rng = np.random.RandomState(4)
    cases = bench.cases[:4]
    with bench.function(bench.loaded.text) as call:
        right = [collect(call, bench.spec, case) for case in cases]
    for certain in JUNK:  # each kind once, whatever is drawn besides
        results, wrong = [], rng.choice(bench.spec.outputs)
        for result in right:
            outputs = dict(result.outputs)
            for name, output in result.outputs.items():
                if rng.rand() < 0.3 or name == wrong:
                    make = certain if name == wrong else JUNK[rng.randint(len(JUNK))]
                    junk = make(rng, output.value)
                    outputs[name] = Output(Kind.ARRAY, np.asarray(junk))
            error = ERROR if rng.rand() < 0.1 else None
            results.append(dataclasses.replace(result, outputs=outputs, error=error))
        verdict = judge(bench.spec, cases, results, bench.loaded)
        assert verdict.state in ("passed", "failed")
        assert bool(verdict.message) == (verdict.state == "failed")
