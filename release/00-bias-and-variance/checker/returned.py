"""What a function returns: under which names, and what is wrong with its form."""

import ast
import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from checker.records import Problem
from checker.sources import tree_of

MAX_NAME = 60  # characters of a type's name
MAX_TEXT = 200  # of the keys that are told
MOST_KEYS = 12
FEW = 5  # values that may have been returned beside the one that is due


def output_names(returns: Any) -> Iterator[str]:
    """Yield the output names in a tree such as ("A3", ("Z1", "D1"))."""
    if isinstance(returns, str):
        yield returns
    else:
        parts = returns.values() if isinstance(returns, dict) else returns
        for part in parts:
            yield from output_names(part)


def name_outputs(
    returns: Any, value: Any, outputs: dict[str, Any], whole: bool = True
) -> Problem | None:
    """Put the parts of `value` under their names; return a `Problem`, or None.

    whole: `value` is all that is returned, and no part of it.
    """
    if isinstance(returns, str):
        outputs[returns] = Two() if _differs(value, outputs, returns) else value
        several = whole and isinstance(value, tuple) and 1 < len(value) < FEW
        return (
            Problem("several", {"found": len(value), "names": returns})
            if several
            else None
        )
    if value is None and whole:
        return Problem("nothing")
    kind = type(value).__name__[:MAX_NAME]
    if isinstance(returns, dict):
        if not isinstance(value, dict):
            return Problem("no dictionary", {"type": kind, "names": _form(returns)})
        outputs.update({name: value[name] for name in returns if name in value})
        missing = [name for name in returns if name not in value]
        return _keys(missing, [key for key in value if key not in returns])
    if _are_names(returns) and _is_list(value, len(returns)):
        value = list(value)
    due = {"count": len(returns), "names": ", ".join(map(_form, returns))}
    if not isinstance(value, (tuple, list)):
        return Problem("no tuple", {"type": kind, **due})
    if len(value) != len(returns):
        return Problem("count", {"found": len(value), **due})
    if _in_another_order(returns, value):
        return Problem("order", due)
    problems = [
        name_outputs(part, item, outputs, whole=False)
        for part, item in zip(returns, value, strict=True)
    ]
    return next((problem for problem in problems if problem), None)


def _is_list(value, count):
    """True if an array is as good as a list: of numbers, or of so many arrays."""
    is_array = isinstance(value, np.ndarray) and value.ndim
    return is_array and (value.ndim == 1 or len(value) == count)


def _are_names(returns):
    return all(isinstance(part, str) for part in returns)


def _keys(missing, others):
    """Return what is wrong with the keys of a dictionary, or None.

    missing: those that are due. others: those that are not.
    """
    if not missing:
        return None
    names = ", ".join(missing)
    if not others:
        return Problem("keys missing", {"names": names})
    alike = {_plain(key): key for key in others}
    found = [alike.get(_plain(name)) for name in missing]
    all_alike = all(key is not None for key in found)
    shown = ", ".join(f"{key}" for key in (found if all_alike else others)[:MOST_KEYS])
    id = "keys spelt" if all_alike else "other keys"
    return Problem(id, {"found": shown[:MAX_TEXT], "names": names})


def _plain(key):
    """Return a key without what is easily spelt otherwise."""
    return re.sub(r"[\W_]", "", f"{key}").lower()


def left_out(function: Callable[..., Any], returns: Any, problem: Problem) -> Problem:
    """Name what a tuple lacks or has too much, if the function writes its names."""
    tuples = [part for part in (returns, *returns) if isinstance(part, (tuple, list))]
    for node in _tuples(function, problem.values["found"]):
        for names in tuples:
            lacks = [name for name in names if name not in node]
            extra = [name for name in node if name not in names]
            known = len(node) - len(extra)
            if len(names) != problem.values["count"] or bool(lacks) == bool(extra):
                continue
            if known > 1 and isinstance(names[0], str):
                id = "left out" if lacks else "too many"
                values = {**problem.values, "names": ", ".join(lacks or extra)}
                return Problem(id, values)
    return problem


def _tuples(function, count):
    """Return the names in each tuple of `count` names that a function writes."""
    return [
        [getattr(name, "id", "") for name in node.elts]
        for node in ast.walk(tree_of(function))
        if isinstance(node, (ast.Tuple, ast.List)) and len(node.elts) == count
    ]


def _form(part):
    """Return how a part of what is returned is written: A3, (Z1, D1, …)."""
    if isinstance(part, str):
        return part
    names = list(output_names(part))
    shown = ", ".join([*names[:2], "…"] if len(names) > 3 else names)
    return f"{{{shown}}}" if isinstance(part, dict) else f"({shown})"


class Two:
    """Stands for an output that is returned in two places, and not the same there."""


def _differs(value, outputs, name):
    if name not in outputs:
        return False
    try:
        return not np.allclose(value, outputs[name], equal_nan=True)
    except (TypeError, ValueError):
        return value is not outputs[name]


def _in_another_order(returns, value):
    """True if a tuple stands where one output is due, and an output where a tuple."""
    groups = [not isinstance(part, str) for part in returns]
    found = [isinstance(item, (tuple, list, dict)) for item in value]
    return sum(groups) == sum(found) > 0 and groups != found
