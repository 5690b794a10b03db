"""The one place where bytes of a student's process become records, with bounds.

The bounds are the lesson's: only its names, arrays not much larger than the
reference's own. From hidden cases come no words: no error, type or value is told.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

import numpy as np

from checker.explain import PROBLEMS
from checker.inputs import Factory
from checker.records import Case, Evidence, Kind, Output, Problem, RaisedError, Spec
from checker.travel import plain
from checker.wire import WireError, dumps, loads
from grader.lesson.lesson import Loaded

MAX_TEXT = 200  # characters of a name, a message or a line
MAX_NAMES = 60  # of variables, for "did you mean …?"
MAX_NUMBER = 10**5  # of a line, or of what is returned
_ROOM = 4  # times the largest array of a case: a wrong result may be larger
_SMALL = 1000  # entries that any result may have
_TYPES = re.compile(
    r"list|tuple|dict|str|set|complex|function|\w{1,20} of shape \([\d, ]{1,40}\)"
)


class NoEvidence(ValueError):
    """What came back is forged or broken, and earns nothing."""


@dataclass(frozen=True)
class Delivery:
    """Inputs of a hidden test, and what may come back for them.

    data: for `check.deliver`. most: bytes of the evidence. entries: of one output,
    by case. cases: those that are delivered.
    """

    nonce: str
    data: bytes
    most: int
    entries: tuple[int, ...]
    cases: tuple[Case, ...]


def delivery_for(loaded: Loaded, hidden: bool) -> Delivery:
    """Return a new delivery of a graded function's hidden cases, or of the others."""
    nonce = secrets.token_hex(8)
    chosen = [(i, c) for i, c in enumerate(loaded.cases) if c.hidden == hidden]
    entries = tuple(_room(loaded, i) for i, _ in chosen)
    cases = tuple(case for _, case in chosen)
    spec = loaded.spec
    told = Spec(spec.name, spec.returns, (), (), spec.blank_names, (), "")
    tree = {
        "nonce": nonce,
        "spec": plain(told),
        "cases": [plain(case) for case in cases],
        "entries": list(entries),
    }
    data = dumps(tree)
    names = len(spec.outputs) + len(spec.blank_names) + 2
    most = len(data) + sum(names * (8 * room + 500) + 20_000 for room in entries)
    return Delivery(nonce, data, most, entries, cases)


def _room(loaded, i):
    sizes = [np.size(v) for v in _arrays(list(loaded.cases[i].inputs.values()))]
    return max(_SMALL, _ROOM * max([*sizes, loaded.largest_output(i)]))


def _arrays(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from _arrays(part)
    elif not isinstance(value, Factory):
        yield value


def read_evidence(data: bytes, delivery: Delivery, loaded: Loaded) -> list[Evidence]:
    """Return the evidence in what came back; NoEvidence for anything else."""
    try:
        message = loads(data)
        if message["nonce"] != delivery.nonce:
            raise NoEvidence("it answers another test")
        parts = _list(message["results"]), delivery.cases, delivery.entries
        return [_evidence(*part, loaded.spec) for part in zip(*parts, strict=True)]
    except (WireError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise NoEvidence(str(error)) from None


def evidence_in(
    data: bytes, delivery: Delivery, loaded: Loaded
) -> list[Evidence] | None:
    """Return the evidence in what came back, None if there is none."""
    try:
        return read_evidence(data, delivery, loaded) if data else None
    except NoEvidence:
        return None


def _evidence(tree, case: Case, entries: int, spec: Spec) -> Evidence:
    if tree["case"] != case.name:
        raise NoEvidence("it is about another case")
    known = {*spec.outputs, *spec.blank_names}
    if spec.thresholds:
        known.add(spec.returns)
    outputs = {
        name: _output(one, entries, case.hidden)
        for name, one in _dict(tree["outputs"]).items()
        if name in known
    }
    error, problem = _error(tree.get("error"), case.hidden), _problem(tree, case.hidden)
    changed, unused = _changed(tree, case), _unused(tree, case)
    return Evidence(case.name, outputs, error, problem, changed, unused)


def _output(tree, entries, hidden):
    kind = Kind(tree["kind"])
    if kind == Kind.ARRAY:
        value = tree["value"]
        if not isinstance(value, np.ndarray) or value.size > entries:
            raise NoEvidence("an array that is none, or too large")
        return Output(kind, value)
    shown = _text(tree.get("type", ""))
    if kind != Kind.OTHER:
        return Output(kind)
    # The name of a class is the student's to choose, and might tell hidden inputs.
    known = not hidden and _TYPES.fullmatch(shown)
    return Output(kind, type=shown if known else "of another type")


def _error(tree, hidden):
    if tree is None:
        return None
    if hidden:
        return RaisedError("")
    line = tree["line"]
    if type(line) is not int or not 0 <= line < MAX_NUMBER:
        raise NoEvidence("a line without a number")
    names, around = (
        tuple(_text(name)[:40] for name in list(tree.get(kind, ()))[:MAX_NAMES])
        for kind in ("names", "around")
    )
    texts = (_text(tree[name]) for name in ("type", "message", "source"))
    kind, message, source = texts
    return RaisedError(kind, message, line, source, names, around)


def _problem(tree, hidden):
    found = tree.get("problem")
    if found is None:
        return None
    if found["id"] not in PROBLEMS:
        raise NoEvidence("a problem that nobody knows")
    if hidden:
        return Problem(found["id"])
    values, places = _dict(found["values"]), Formatter().parse(PROBLEMS[found["id"]])
    if values.keys() != {name for _, name, _, _ in places if name}:
        raise NoEvidence("a problem with other values")
    kept = {
        name: value if type(value) is int and abs(value) < MAX_NUMBER else _text(value)
        for name, value in values.items()
    }
    return Problem(found["id"], kept)


def _changed(tree, case) -> tuple[str, ...]:
    """Return the inputs that are not as they were: compared here, not over there."""
    after = _dict(tree["inputs"])
    kept = {n: v for n, v in case.inputs.items() if not isinstance(v, Factory)}
    told = {name for name in tree["changed"] if name in kept}
    return tuple(
        name
        for name, value in kept.items()
        if name in told or name not in after or not is_same(after[name], value)
    )


def _unused(tree, case) -> tuple[str, ...]:
    """Return the generators that nobody drew from: told of visible cases only."""
    named = () if case.hidden else tree.get("unused", ())
    made = {n for n, value in case.inputs.items() if isinstance(value, Factory)}
    return tuple(name for name in case.inputs if name in made and name in named)


def is_same(value: Any, original: Any) -> bool:
    """Return whether an input came back as it was, bit by bit."""
    if isinstance(original, dict):
        return (
            isinstance(value, dict)
            and list(value) == list(original)
            and all(is_same(value[key], original[key]) for key in original)
        )
    if isinstance(original, (tuple, list)):
        return (
            isinstance(value, (tuple, list))
            and len(value) == len(original)
            and all(map(is_same, value, original))
        )
    if original is None or isinstance(original, str):
        return value == original
    here, there = np.asarray(value), np.asarray(original)
    return here.shape == there.shape and here.tobytes() == there.tobytes()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise NoEvidence("a text that is none")
    return value[:MAX_TEXT]


def _list(value: Any) -> Sequence:
    if not isinstance(value, list):
        raise NoEvidence("a list that is none")
    return value


def _dict(value: Any) -> dict:
    if not isinstance(value, dict):
        raise NoEvidence("names without values")
    return value
