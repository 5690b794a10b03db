"""The engine knows no lesson, and what it tells is data until somebody reads it."""

import ast
import re
import string

import pytest

from checker.diagnosis.meanings import _PATTERNS
from checker.explain import PROBLEMS
from checker.messages import agree
from tests.support import ROOT

MODULES = sorted(
    path
    for wing in ("checker", "grader")
    for path in (ROOT / wing).rglob("*.py")
    if "__pycache__" not in path.parts
)
WORDS = re.compile(r"\b(lambd|keep_prob|penalty|cross.entropy)\b", re.IGNORECASE)
CLAUSES = ("say", "clause", "Message")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_of_the_engine_knows_a_lesson(path):
    """λ, keep_prob and the penalty stand in a lesson's exercises.py, as data."""
    assert WORDS.findall(path.read_text("utf-8")) == []


def templates():
    """Yield (place, template, call) of each say(…), clause(…) and Message(…)."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CLAUSES:
                yield f"{path.name}:{node.lineno}", node.args[0], node


@pytest.mark.parametrize(
    ("place", "template", "call"), [pytest.param(*t, id=t[0]) for t in templates()]
)
def test_a_template_is_a_whole_text_with_named_places(place, template, call):
    """No f-string, no sum of texts; each place has a name, and say() fills it."""
    assert not isinstance(template, (ast.JoinedStr, ast.BinOp)), "glued"
    if not isinstance(template, ast.Constant):
        return  # a name: a template that stands in a table
    given = {keyword.arg for keyword in call.keywords}
    if call.func.id == "clause":
        given |= {"outputs"}
        assert "outputs" in places(template.value)
    assert call.func.id == "Message" or None in given or places(template.value) <= given


def places(template):
    """Return the names of a template's places, whether it is about one or many."""
    found = set()
    for many in (False, True):
        parsed = string.Formatter().parse(agree(template, many))
        found |= {
            re.match(r"\w*", name)[0] for _, name, _, _ in parsed if name is not None
        }
    assert "" not in found
    return found


def test_a_template_in_a_table_has_only_places_that_are_filled():
    """What an error means names groups of its pattern; a problem, what is collected."""
    for pattern, says in _PATTERNS.items():
        if isinstance(says, str):
            assert places(says) <= set(re.compile(pattern).groupindex)
    for template in PROBLEMS.values():
        assert places(template) <= {"type", "names", "count", "found"}


def test_libraries_are_patched_in_one_package():
    """No other module puts something in a library's place."""
    swap = re.compile(r"unittest\.mock|sys\.modules\.setdefault|\bIOPubThread =")
    found = [path for path in MODULES if swap.search(path.read_text("utf-8"))]
    assert found == [ROOT / "grader" / "patches" / "speed.py"]
