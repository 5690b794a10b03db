"""A wrong way is told the mistake that a teacher would name.

A file in tests/wrong_ways/FUNCTION/ whose second line is `# says: PATTERN` promises
that the visible message or the hidden one holds that pattern.
"""

import re

import pytest

from .test_ways import WRONG, speaking, verdicts

SAYS = re.compile(r"# expect: \d+\n# says: (.+)\n")
LONGEST = 450  # characters; an error shows the learner's line besides
FOUND = [(path, SAYS.match(path.read_text("utf-8"))) for path in WRONG]
NAMED = [
    pytest.param(path, found[1], id=speaking(path)) for path, found in FOUND if found
]


@pytest.mark.parametrize(("path", "says"), NAMED)
def test_a_wrong_way_gets_the_mistake_named(path, says):
    """What a teacher would say is in the message, and the message is no wall."""
    visible, hidden, _ = verdicts(path)
    told = f"{visible.message}\n{hidden.message}"
    assert re.search(says, told), told
    assert max(map(len, told.split("\n"))) <= LONGEST


def test_many_wrong_ways_promise_a_name():
    """At least fifteen of each core function say what they are to be told."""
    functions = [path.values[0].parent.name for path in NAMED]
    for function in set(functions):
        assert functions.count(function) >= 15, function
    assert len(set(functions)) == 4
