"""The one place where bytes of a student's process become records, with bounds."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from checker.collect import MAX_ENTRIES
from checker.judge import PROBLEMS
from checker.records import Case, Evidence, Kind, Output, Problem, RaisedError, Spec
from checker.wire import WireError, loads

MAX_TEXT = 200  # characters of a name, a message or a line
MAX_NAMES = 60  # of variables, for "did you mean …?"
_TYPES = ("list", "tuple", "dict", "str", "set", "complex", "function")


class NoEvidence(ValueError):
    """What came back is forged or broken, and earns nothing."""


def read_evidence(
    text: str, nonce: str, spec: Spec, cases: Sequence[Case]
) -> list[Evidence]:
    """Return the evidence in a text; NoEvidence for anything else."""
    try:
        message = loads(text)
        if message["nonce"] != nonce:
            raise NoEvidence("it answers another test")
        return [
            _evidence(tree, spec, case)
            for tree, case in zip(_list(message["results"]), cases, strict=True)
        ]
    except (WireError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise NoEvidence(str(error)) from None


def _evidence(tree, spec, case):
    if tree["case"] != case.name:
        raise NoEvidence("it is about another case")
    known = {*spec.outputs, *spec.blank_names}
    if spec.thresholds:
        known.add(spec.returns)
    outputs = {
        name: _output(one)
        for name, one in _dict(tree["outputs"]).items()
        if name in known
    }
    changed = tuple(name for name in tree["changed"] if name in case.inputs)
    if len(changed) != len(tree["changed"]):
        raise NoEvidence("inputs are changed that are none")
    return Evidence(
        case.name, outputs, _error(tree.get("error")), _problem(tree), changed
    )


def _output(tree):
    kind = Kind(tree["kind"])
    if kind == Kind.ARRAY:
        value = tree["value"]
        if not isinstance(value, np.ndarray) or value.size > MAX_ENTRIES:
            raise NoEvidence("an array that is none, or too large")
        return Output(kind, value)
    shown = _text(tree.get("type", ""))
    # The name of a class is the student's to choose, and might tell hidden inputs.
    if kind != Kind.OTHER:
        return Output(kind)
    return Output(kind, type=shown if shown in _TYPES else "of another type")


def _error(tree):
    if tree is None:
        return None
    line = tree["line"]
    if type(line) is not int:
        raise NoEvidence("a line without a number")
    names = tuple(_text(name)[:40] for name in list(tree["names"])[:MAX_NAMES])
    return RaisedError(
        _text(tree["type"]), _text(tree["message"]), line, _text(tree["source"]), names
    )


def _problem(tree):
    found = tree.get("problem")
    if found is None:
        return None
    if found["id"] not in PROBLEMS:
        raise NoEvidence("a problem that nobody knows")
    values = {}
    for name in ("type", "names", "count", "found"):
        value = _dict(found["values"]).get(name, "?")
        values[name] = value if type(value) is int else _text(value)
    return Problem(found["id"], values)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise NoEvidence("a text that is none")
    return value[:MAX_TEXT]


def _list(value: Any) -> list:
    if not isinstance(value, list):
        raise NoEvidence("a list that is none")
    return value


def _dict(value: Any) -> dict:
    if not isinstance(value, dict):
        raise NoEvidence("names without values")
    return value
