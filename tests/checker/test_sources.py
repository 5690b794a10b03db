"""What the text of a function says: which blanks are still empty in it."""

import dataclasses

import pytest

from checker.collect import collect
from checker.judge import judge
from checker.records import Kind, Output, State
from checker.sources import left_none
from tests.support import lesson_benches

BENCH = lesson_benches("05-early-stopping")["best_iteration"]


def left(lines):
    """Return which of x and y a function with those lines leaves empty."""
    body = "\n".join(f"    {line}" for line in lines.split("\n"))
    text = f"def best_iteration(dev_costs, patience):\n{body}\n    return x, y\n"
    with BENCH.function(text) as function:
        return left_none(function, ("x", "y"))


@pytest.mark.parametrize(
    ("lines", "empty"),
    [
        ("x = None\ny = 1", ["x"]),
        ("x = y = None", ["x", "y"]),
        ("x = ...\ny: int = None", ["x", "y"]),
        ("x = 1\nif x:\n    x = None", ["x"]),  # as where it begins with a value
        ("x = None\nif y:\n    x = 1", []),  # a start of one's own
        ("x = None\nx += 1", []),
        ("x = None\nfor x in y:\n    pass", []),
        ("if y:\n    x = 1\nelse:\n    x = None", []),
        ("try:\n    x = 1\nexcept ValueError:\n    x = None", []),
        ("x, y = None, None", []),
        ("z = None", []),
    ],
)
def test_a_variable_is_empty_where_the_last_line_that_sets_it_says_none(lines, empty):
    """A None that a person wrote on purpose is none of these."""
    assert left(lines) == empty


def test_a_function_without_a_text_has_no_empty_blanks():
    """Nothing is guessed."""
    scope = {}
    exec("def f():\n    x = None\n    return x", scope)
    assert left_none(scope["f"], ("x",)) == left_none(len, ("x",)) == []


def test_of_hidden_cases_no_more_is_told_than_what_came_out():
    """Which blanks are empty is seen in the visible cases alone."""
    text = BENCH.loaded.text.replace("dev_costs[i] < dev_costs[best_so_far]", "None")
    with BENCH.function(text) as function:
        for case in BENCH.cases:
            found = collect(function, BENCH.spec, case)
            assert ("improved" in found.outputs) != case.hidden


@pytest.mark.parametrize("edit", ["", "return 0"])
def test_a_blank_that_is_told_to_be_empty_changes_no_points(edit):
    """A forged one neither earns what is wrong nor costs what is right."""
    text = BENCH.loaded.text.replace("return best_so_far", edit or "return best_so_far")
    with BENCH.function(text) as function:
        honest = [collect(function, BENCH.spec, case) for case in BENCH.cases]
    more = {"improved": Output(Kind.NONE)}
    forged = [
        dataclasses.replace(one, outputs={**one.outputs, **more}) for one in honest
    ]
    for results in (honest, forged):
        verdict = judge(BENCH.spec, BENCH.cases, results, BENCH.loaded)
        assert verdict.blanks == {"best": not edit}
        assert (verdict.state == State.PASSED) == (not edit)
