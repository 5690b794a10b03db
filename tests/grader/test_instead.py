"""What a reference gives for other inputs: which there are, what of it is stored."""

import copy

import numpy as np

from checker.diagnosis.instead import other_input
from checker.diagnosis.observed import Pair
from checker.oracle import Instead
from checker.records import Case
from checker.travel import plain, spec_from
from grader.lesson.instead import other_inputs
from tests.support import lesson_benches

RNG = np.random.RandomState(5)
STEP = ("w_new", "b_new")


def case(name, rate, count):
    """Numbers, arrays of one shape, a dictionary and what no other input is made of."""
    entries = {"W1": RNG.randn(2, 3), "b1": RNG.randn(2, 1)}
    inputs = {"w": RNG.randn(4), "dw": RNG.randn(4), "rate": rate, "count": count}
    rest = {"parameters": entries, "name": "relu", "deep": True, "rows": [1, 2]}
    return Case(name, {**inputs, **rest})


CASES = (case("one", 0.3, 4), case("two", 0.7, 4), case("three", 0.3, 6))


def function(w, dw, rate=0.5, count=4, parameters=None, name="", deep=False, rows=()):
    """Take those arguments."""


FOUND = other_inputs(CASES, function)


def inputs_with(name, value):
    """Return the first case's inputs with something else in an argument's place."""
    return FOUND[Instead(name, value)](CASES[0].inputs)


def test_one_argument_or_entry_is_another_and_all_others_stay():
    """Numbers, arrays and entries of dictionaries are changed; the case is not."""
    before = copy.deepcopy(CASES[0].inputs)
    assert inputs_with("rate", "rate/count")["rate"] == 0.3 / 4
    assert inputs_with("count", "count − 1")["count"] == 3
    assert np.array_equal(inputs_with("dw", "w·dw")["dw"], before["w"] * before["dw"])
    assert not inputs_with("W1", "0")["parameters"]["W1"].any()
    both = FOUND[Instead("rate", "count", True)](CASES[0].inputs)
    assert (both["rate"], both["count"]) == (4, 0.3)
    for change in FOUND.values():
        changed = change(CASES[0].inputs)
        assert list(changed) == list(before)
        assert changed["name"] == "relu" and changed["rows"] == [1, 2]
    assert np.array_equal(CASES[0].inputs["w"], before["w"])


def test_an_entry_of_a_tuple_stands_in_the_place_of_another_of_its_shape():
    """Or both are exchanged; what has another shape, or is no array, stays."""
    Z, D = RNG.randn(2, 3), np.array([[1, 0, 1], [0, 1, 1]])
    cases = [Case("one", {"cache": (Z, D, Z + 1, RNG.randn(2, 1), 3)})]
    found = other_inputs(cases, len, {"cache": ("Z", "D", "A", "b", "m")})
    assert {(one.name, one.value) for one in found if one.exchanged} == {
        *(("Z", "D"), ("Z", "A"), ("D", "A"))
    }
    held = found[Instead("A", "D")](cases[0].inputs)["cache"]
    assert held[2] is D and held[0] is Z and held[1] is D and held[4] == 3
    held = found[Instead("Z", "D", True)](cases[0].inputs)["cache"]
    assert held[0] is D and held[1] is Z
    assert len(found) == 9


def test_a_number_that_is_often_given_may_be_fixed():
    """The default and the first case's, unless each case has the same."""
    fixed = {(one.name, one.value) for one in FOUND if one.is_fixed}
    assert fixed == {("rate", "0.5"), ("rate", "0.3"), ("count", "4")}


def test_texts_truths_and_what_differs_in_kind_have_no_other_input():
    """Only what is a number in every case, or an array in every case, is changed."""
    assert not {one.name for one in FOUND} & {"name", "deep", "rows", "parameters"}


def test_what_is_stored_differs_from_what_is_right_and_from_each_other():
    """A table in a released folder has no two equal rows, and none that is right."""
    bench = lesson_benches("03-l1-and-sparsity")["proximal_step"]
    stored = bench.stored
    ids = [one.id for one in stored.spec.instead]
    assert ids and set(ids) < {one.id for one in bench.spec.instead}
    seen = [_all_of([stored.expected(i, {}) for i in range(len(stored.cases))])]
    for one in ids:
        found = _all_of([stored.mistaken(i, {}, one) for i in range(len(stored.cases))])
        assert not any(np.array_equal(found, other) for other in seen), one
        seen.append(found)


def _all_of(results):
    """Return the numbers of all outputs in all cases, NaN for one without a result."""
    parts = [result.get(output, np.nan) for result in results for output in STEP]
    return np.concatenate([np.ravel(part) for part in parts])


def test_checks_that_know_no_other_inputs_are_read():
    """A folder that was released before has a spec without them."""
    spec = lesson_benches("03-l1-and-sparsity")["proximal_step"].stored.spec
    tree = plain(spec)
    assert spec_from(tree) == spec
    del tree["instead"]
    assert spec_from(tree).instead == ()


def pair(got, want):
    """Return a pair whose output is what some other input gives."""
    return Pair(np.array(got), np.array(want), {}, mistaken=lambda mistake: got)


def test_one_number_proves_nothing():
    """A single number that is wrong in one case fits some other input by chance."""
    one, right = Instead("rate", "0"), pair(3.5, 3.5)
    assert other_input([pair(2.5, 1.5), right], [one]) is None
    assert other_input([pair(2.5, 1.5), pair(0.5, 0.7), right], [one])
    assert other_input([pair(2.5, 1.5), pair(0.5, 0.7), right], []) is None


def test_whole_numbers_prove_nothing():
    """Places in a list, counts and labels are few, and agree by chance."""
    wrong = [pair(2.0, 1.0), pair(4.0, 3.0), pair(7.0, 7.0)]
    assert other_input(wrong, [Instead("patience", "2·patience")]) is None
