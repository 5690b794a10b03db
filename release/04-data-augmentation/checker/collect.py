"""Call a learner's function on a case and write down what came out.

This runs beside the learner's code, so nothing here decides anything: it makes
*evidence*, plain arrays and short texts, for a judge that sits elsewhere.
"""

import contextlib
import inspect
import io
import linecache
import re
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from checker.inputs import Factory, fresh, is_generator, is_untouched
from checker.records import (
    Case,
    Evidence,
    Kind,
    Output,
    RaisedError,
    Spec,
)
from checker.returned import MAX_NAME, Two, left_out, name_outputs, output_names
from checker.sources import left_none
from checker.wire import WireError, dumps

MAX_ENTRIES = 2_000_000  # entries of one output; a right answer has far fewer
MOST_NAMES = 60  # of variables, and of what is around them


def collect(
    function: Callable,
    spec: Spec,
    case: Case,
    inputs: dict[str, Any] | None = None,
    entries: int = MAX_ENTRIES,
) -> Evidence:
    """Return the evidence of one call `function(*inputs.values())`.

    The random generator is seeded with the case's seed. inputs: copies of the case's
    that the function may change; made for this call if None. entries: of an output
    that is looked at; of a larger one only the shape is told.
    """
    inputs = fresh(case.inputs) if inputs is None else inputs
    outputs, problem, error = {}, None, None
    with contextlib.suppress(Exception):  # a learner may have renamed it
        np.random.seed(case.seed)
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with contextlib.redirect_stderr(io.StringIO()):
                value = function(*inputs.values())
        problem = name_outputs(spec.returns, value, outputs)
        if problem and problem.id == "count":
            problem = left_out(function, spec.returns, problem)
        if not case.hidden:  # of those, no more is told than their results
            for name in left_none(function, spec.blank_names):
                outputs.setdefault(name, None)
    except (Exception, SystemExit) as raised:
        error, found = _describe_error(function, raised)
        names = {*output_names(spec.returns), *spec.blank_names}
        outputs = {
            name: value
            for name, value in found.items()
            if name in names and not _made_none(name, value, error.source)
        }
    return Evidence(
        case.name,
        {
            name: _describe(value, entries)
            for name, value in outputs.items()
            if case.judges(name) or value is None or value is ...  # an empty blank
        },
        error,
        problem,
        tuple(
            name
            for name, value in inputs.items()
            if not isinstance(case.inputs[name], Factory)
            and not _unchanged(value, case.inputs[name])
        ),
        () if error else tuple(_unused(inputs, case)),
    )


def _made_none(name, value, source):
    """True if None comes from that line: `errors = errors.append(…)`. No blank is."""
    return value is None and re.search(rf"\b{name}\s*=\s*{name}\.\w+\(", source)


def _unused(inputs, case):
    """Yield the names of generators from which nothing was drawn."""
    for name, value in inputs.items():
        if is_generator(value) and is_untouched(value, case.inputs[name].make()):
            yield name


def _describe(value, entries) -> Output:
    """Return what came out under the name of an output."""
    if value is None or value is ...:
        return Output(Kind.NONE)
    if isinstance(value, Two):
        return Output(Kind.TWICE)
    kind = type(value).__name__[:MAX_NAME]
    if not isinstance(value, (bool, int, float, list, tuple, np.generic, np.ndarray)):
        return Output(Kind.OTHER, type=kind)
    try:
        array = np.array(value, subok=False)
    except (TypeError, ValueError, OverflowError):
        return Output(Kind.OTHER, type=kind)
    if array.dtype.kind not in "biuf":
        held = "" if kind == str(array.dtype) else f" of {array.dtype}"
        return Output(Kind.OTHER, type=f"{kind}{held}"[:MAX_NAME])
    if array.size > entries:
        return Output(Kind.OTHER, type=f"{kind} of shape {array.shape}"[:MAX_NAME])
    if array.dtype.itemsize > 8:
        array = array.astype(np.float64)
    if array.size > 1000 and np.isin(array, (0, 1)).all():
        array = array.astype(bool)  # a mask: one byte an entry is enough
    return Output(Kind.ARRAY, array)


def _describe_error(function, error):
    """Return the error as texts, and the function's own variables at that moment."""
    found, line = {}, 0
    code = getattr(inspect.unwrap(function), "__code__", None)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code is code:
            found, line = dict(trace.tb_frame.f_locals), trace.tb_lineno
        trace = trace.tb_next
    source = linecache.getline(code.co_filename, line).strip() if line else ""
    try:
        message = str(error)
    except Exception:
        message = ""
    described = RaisedError(
        type(error).__name__[:MAX_NAME],
        message[:200],
        line - code.co_firstlineno + 1 if line else 0,
        source[:120],
        *(_names(function, found) if isinstance(error, NameError) else ()),
    )
    return described, found


def _names(function, found):
    """Return the names of variables, and of functions and modules around them."""
    around = getattr(inspect.unwrap(function), "__globals__", {})
    uses = (n for n, value in list(around.items()) if _is_used(n, value))
    return tuple(sorted(found))[:MOST_NAMES], tuple(sorted(uses))[:MOST_NAMES]


def _is_used(name, value):
    """True for functions and modules, but for those of the shell and of checks."""
    package = str(getattr(value, "__module__", "")).partition(".")[0]
    strange = name.startswith("_") or package in ("IPython", "checker", "ipykernel")
    return not strange and (callable(value) or inspect.ismodule(value))


def _unchanged(value, original):
    if isinstance(original, dict):
        return (
            isinstance(value, dict)
            and value.keys() == original.keys()
            and all(_unchanged(value[key], original[key]) for key in original)
        )
    if isinstance(original, (tuple, list)):
        pairs = zip(value, original, strict=False)
        return len(value) == len(original) and all(_unchanged(v, o) for v, o in pairs)
    if isinstance(original, str):
        return isinstance(value, str) and value == original
    return np.array_equal(value, original, equal_nan=True)


def sendable(inputs: dict[str, Any], entries: int) -> dict[str, Any]:
    """Return those inputs that are still data: others were changed beyond that."""
    found = {}
    for name, value in inputs.items():
        with contextlib.suppress(WireError, RecursionError, TypeError, ValueError):
            if len(dumps(value)) < 16 * (entries + 1000):
                found[name] = value
    return found
