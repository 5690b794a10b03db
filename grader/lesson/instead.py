"""Other inputs, with which a reference gives what a slip gives: m·l2 in place of l2.

They are made of the cases alone: each number and each array is left out, doubled,
multiplied by a number, put where another one is due, and so on. An entry of a
dictionary is left out, one of a tuple is put where another one of its shape is due.
"""

import inspect
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from checker.oracle import Instead
from checker.records import Case

_Inputs = Mapping[str, Any]
Change = Callable[[_Inputs], dict[str, Any]]

_NUMBERS: dict[str, Callable] = {
    "0": lambda q: 0,
    "1": lambda q: 1,
    "2·{}": lambda q: 2 * q,
    "{}/2": lambda q: q / 2,
    "−{}": lambda q: -q,
    "{}²": lambda q: q**2,
    "1/{}": lambda q: 1 / q,
    "√{}": np.sqrt,
}
_COUNTS: dict[str, Callable] = {
    "{} − 1": lambda n: n - 1,
    "{} + 1": lambda n: n + 1,
    "{} // 2": lambda n: n // 2,
}
_ARRAYS: dict[str, Callable] = {
    "0": lambda a: 0 * a,
    "−{}": lambda a: -a,
    "2·{}": lambda a: 2 * a,
    "{}/2": lambda a: a / 2,
    "{}²": lambda a: a**2,
    "np.abs({})": np.abs,
    "np.sign({})": np.sign,
    "np.mean({})": lambda a: np.full(a.shape, np.mean(a)),
    "np.max({})": lambda a: np.full(a.shape, np.max(a)),
}
_BOTH: dict[str, Callable] = {
    "{1}": lambda a, b: b,
    "{1}·{0}": lambda a, b: b * a,
    "{0}/{1}": lambda a, b: a / b,
}


def other_inputs(
    cases: Sequence[Case],
    function: Callable,
    called: Mapping[str, Sequence[str]] | None = None,
) -> dict[Instead, Change]:
    """Return {what stands instead: how inputs are changed}, the simplest ones first.

    function: its defaults may stand where an argument is due. called: {argument: what
    the entries of that tuple are called}.
    """
    called = called or {}
    numbers = _named(cases, _is_number)
    names = _named(cases, _is_array)
    arrays = [name for name in names if name in cases[0].inputs]
    alike = _alike(cases, arrays)
    found = {}
    for a, b in [*itertools.combinations(numbers, 2), *alike]:
        found[Instead(a, b, True)] = _exchanging(a, b)
    for name in numbers:
        for value in _usual(cases, name, function):
            found[Instead(name, f"{value}", is_fixed=True)] = _setting(name, value)
    for name in numbers:
        whole = all(isinstance(_entries(c.inputs)[name], int) for c in cases)
        for shown, change in {**_NUMBERS, **(_COUNTS if whole else {})}.items():
            found[Instead(name, shown.format(name))] = _changing(change, name)
    entries = [name for name in names if name not in arrays]
    for name in entries:
        found[Instead(name, "0")] = _changing(_ARRAYS["0"], name)
    for name, (shown, change) in itertools.product(arrays, _ARRAYS.items()):
        found[Instead(name, shown.format(name))] = _changing(change, name)
    pairs = [*itertools.permutations(numbers, 2), *itertools.product(arrays, numbers)]
    pairs += [*alike, *((b, a) for a, b in alike)]
    for (a, b), (shown, change) in itertools.product(pairs, _BOTH.items()):
        if shown != "{1}" or (a in arrays) == (b in arrays):
            found[Instead(a, shown.format(a, b))] = _changing(change, a, b)
    for argument, entries in called.items():
        held = [dict(zip(entries, case.inputs[argument])) for case in cases]
        for a, b in _of_one_shape(held, list(entries)):
            found[Instead(a, b)] = _moving(argument, entries, {a: b})
            found[Instead(b, a)] = _moving(argument, entries, {b: a})
            found[Instead(a, b, True)] = _moving(argument, entries, {a: b, b: a})
    return found


def _moving(argument, entries, moved) -> Change:
    """Put entries of a tuple where others are due. moved: {place: what stands there}"""

    def change(inputs):
        held = dict(zip(entries, inputs[argument]))
        return {**inputs, argument: tuple(held[moved.get(n, n)] for n in entries)}

    return change


def _entries(inputs) -> dict[str, Any]:
    """Return {name: value} of the arguments, and of the entries of dictionaries."""
    found = {}
    for name, value in inputs.items():
        found.update(value if isinstance(value, dict) else {name: value})
    return found


def _with(inputs, values) -> dict[str, Any]:
    """Return inputs in which some arguments or entries have other values."""
    found = {}
    for name, value in inputs.items():
        if isinstance(value, dict):
            found[name] = {key: values.get(key, one) for key, one in value.items()}
        else:
            found[name] = values.get(name, value)
    return found


def _named(cases, fits) -> list[str]:
    """Return the names whose value fits in every case."""
    every = [_entries(case.inputs) for case in cases]
    return [name for name in every[0] if all(fits(one.get(name)) for one in every)]


def _is_number(value):
    return isinstance(value, (int, float, np.number)) and not isinstance(value, bool)


def _is_array(value):
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"


def _alike(cases, arrays):
    """Return the pairs of arrays that have one shape in every case."""
    return _of_one_shape([_entries(case.inputs) for case in cases], arrays)


def _of_one_shape(every, arrays):
    return [
        (a, b)
        for a, b in itertools.combinations(arrays, 2)
        if all(np.shape(one[a]) == np.shape(one[b]) for one in every)
    ]


def _usual(cases, name, function) -> Iterator[Any]:
    """Yield what may be written as a fixed number: the default, the first case's."""
    parameter = inspect.signature(function).parameters.get(name)
    values = [_entries(case.inputs)[name] for case in cases]
    fixed = [values[0]]
    if parameter and _is_number(parameter.default):
        fixed.insert(0, parameter.default)
    for value in dict.fromkeys(fixed):
        if any(other != value for other in values) and value not in (0, 1):
            yield value


def _exchanging(a, b) -> Change:
    def change(inputs):
        entries = _entries(inputs)
        return _with(inputs, {a: entries[b], b: entries[a]})

    return change


def _setting(name, value) -> Change:
    return lambda inputs: _with(inputs, {name: value})


def _changing(function, *names) -> Change:
    def change(inputs):
        entries = _entries(inputs)
        value = function(*(entries[name] for name in names))
        if not np.isfinite(value).all():  # a library may print a warning about it
            raise ValueError(f"{names[0]} would not be finite")
        return _with(inputs, {names[0]: value})

    return change
