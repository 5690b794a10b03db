"""Call a learner's function on a case and write down what came out.

This runs beside the learner's code, so nothing here decides anything: it makes
*evidence*, plain arrays and short texts, for a judge that sits elsewhere.
"""

import contextlib
import inspect
import io
import linecache
import warnings

import numpy as np

from checker.inputs import Factory, fresh

TWO = "not the same in both places where it is returned"
LARGEST = 2_000_000  # entries of one output; a right answer has far fewer


def collect(function, spec, case):
    """Return the evidence of one call `function(*case["inputs"].values())`.

    spec: {"returns": tree of output names, "blank_names": [...], ...}.
    case: {"name", "seed", "inputs": {argument: value}, "wants": names or None}.
    The random generator is seeded with the case's seed; the inputs are copies, or
    made for this call.
    """
    inputs = fresh(case["inputs"])
    outputs, problem, error = {}, None, None
    with contextlib.suppress(Exception):  # a learner may have renamed it
        np.random.seed(case["seed"])
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with contextlib.redirect_stderr(io.StringIO()):
                value = function(*inputs.values())
        problem = name_outputs(spec["returns"], value, outputs, "the result")
    except (Exception, SystemExit) as raised:
        error, found = _describe_error(function, raised)
        names = {*output_names(spec["returns"]), *spec["blank_names"]}
        outputs = {name: value for name, value in found.items() if name in names}
    wanted = case.get("wants")
    return {
        "case": case["name"],
        "outputs": {
            name: _describe(value)
            for name, value in outputs.items()
            if wanted is None or name in wanted or value is None  # an empty blank
        },
        "problem": problem,
        "error": error,
        "changed": [
            name
            for name, value in inputs.items()
            if not isinstance(case["inputs"][name], Factory)
            and not _unchanged(value, case["inputs"][name])
        ],
    }


def output_names(returns):
    """Yield the output names in a tree such as ("A3", ("Z1", "D1"))."""
    if isinstance(returns, str):
        yield returns
    else:
        parts = returns.values() if isinstance(returns, dict) else returns
        for part in parts:
            yield from output_names(part)


def name_outputs(returns, value, outputs, place):
    """Put the parts of `value` under their names; say what does not fit, or None."""
    if isinstance(returns, str):
        outputs[returns] = _Two() if _differs(value, outputs, returns) else value
        return None
    if value is None and place == "the result":
        return "your function returns nothing: is its last line a return?"
    if isinstance(returns, dict):
        if not isinstance(value, dict):
            kind = type(value).__name__
            return f"{place} is of type {kind}, expected a dictionary"
        missing = [name for name in returns if name not in value]
        for name in returns:
            if name in value:
                outputs[name] = value[name]
        return f"{place} has no {', '.join(missing)}" if missing else None
    if not isinstance(value, (tuple, list)):
        kind = type(value).__name__
        return f"{place} is of type {kind}, expected {len(returns)} values"
    if len(value) != len(returns):
        names = ", ".join(p if isinstance(p, str) else "the cache" for p in returns)
        return f"{place} has {len(value)} values, expected {len(returns)}: {names}"
    if _in_another_order(returns, value):
        names = " and ".join(r if isinstance(r, str) else "the cache" for r in returns)
        return f"{place} has its values in another order, expected {names}"
    problems = [
        name_outputs(
            part, item, outputs, place if isinstance(part, str) else "the cache"
        )
        for part, item in zip(returns, value, strict=True)
    ]
    return next((problem for problem in problems if problem), None)


class _Two:
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


def _describe(value):
    """Return {"is": "array", "dtype", "value"}, {"is": "None"} or {"is": a type}."""
    if value is None:
        return {"is": "None"}
    if isinstance(value, _Two):
        return {"is": TWO}
    kind = type(value).__name__[:60]
    if not isinstance(value, (bool, int, float, list, tuple, np.generic, np.ndarray)):
        return {"is": kind}
    try:
        array = np.array(value, subok=False)
    except (TypeError, ValueError, OverflowError):
        return {"is": kind}
    if array.dtype.kind not in "biuf":
        held = "" if kind == str(array.dtype) else f" of {array.dtype}"
        return {"is": f"{kind}{held}"[:60]}
    if array.size > LARGEST:
        return {"is": f"{kind} of shape {array.shape}"[:60]}
    dtype = str(array.dtype)
    if array.dtype.itemsize > 8:
        array = array.astype(np.float64)
    if array.size > 1000 and np.isin(array, (0, 1)).all():
        array = array.astype(bool)  # a mask: one byte an entry is enough
    return {"is": "array", "dtype": dtype, "value": array}


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
    described = {
        "type": type(error).__name__[:60],
        "message": message[:200],
        "line": line - code.co_firstlineno + 1 if line else 0,
        "source": source[:120],
        "names": _own_names(code, found) if isinstance(error, NameError) else [],
    }
    return described, found


def _own_names(code, found):
    """Return the names that a function sets or has set, for "did you mean …?"."""
    return sorted({*found, *getattr(code, "co_varnames", ())})[:60]


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
