"""What an error in a learner's code means, in a sentence."""

import builtins
import difflib
import re

import numpy as np

from checker.diagnosis import exception_types as _types
from checker.diagnosis.relations import known_arrays

LONGEST = 80  # characters of a line or a message that are shown
_PAIR = r"(\([\d, ]*\))"  # a shape, as NumPy writes it


def about_error(results, cases, names=None, empty=()):
    """Return (sentence, meaning) on the error that stopped the code, or ("", "").

    Only what happened in a visible case is repeated: in a hidden one, the texts are
    the learner's to choose and might tell hidden inputs.
    names: as for `known_arrays`; empty: the blanks that are still None.
    """
    stopped = [
        (result, case)
        for result, case in zip(results, cases, strict=True)
        if result["error"]
    ]
    if not stopped:
        return "", ""
    result, case = next(
        ((r, c) for r, c in stopped if not c.get("hidden")), (stopped[0][0], None)
    )
    error = result["error"]
    if case is None:
        if empty and error["type"] == "TypeError":
            return "", ""
        kind = error["type"] if error["type"] in dir(builtins) else "an error"
        text, meaning = f"Your code stopped with {kind}", _ROUGHLY.get(kind, "")
    else:
        text = f"Your code stopped with {error['type']}"
        if empty and "NoneType" in error["message"]:
            return "", ""  # what is not attempted is no error
        meaning = _meaning(result, case, names)
        if (
            error["message"] not in ("", "None") and not meaning
        ):  # a meaning says it better
            text += f" ({_short(error['message'])})"
        meaning = meaning or _ROUGHLY.get(error["type"], "")
    if error["line"]:
        text += f" in line {error['line']} of the function"
        text += f": {_short(error['source'])}" if case and error["source"] else ""
    return text if text.endswith("…") else f"{text}.", meaning


def _short(text):
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 2]} …"


_ROUGHLY = {
    "NameError": "A name is misspelt, or a cell above has not been run.",
    "UnboundLocalError": "A variable is used before it has a value.",
    "KeyError": "A dictionary has no entry of that name.",
    "TypeError": "Two values do not go together, or a function gets what it cannot "
    "take: print them.",
    "ValueError": "A value or a shape does not fit: print it to compare.",
    "IndexError": "An index is too large for what it looks into.",
    "AttributeError": "What stands before the dot has nothing of that name.",
    "ZeroDivisionError": "Something is divided by 0.",
    "AssertionError": "An assert in your code does not hold.",
    "MemoryError": "An array has become far too large: is its shape as meant?",
    "SystemExit": "exit() ends the whole program: use return instead.",
    "StopIteration": "next() has found nothing more to take.",
    "NotImplementedError": "This part is still to be written.",
}


def _meaning(result, case, names):
    """Return what an error of a visible case means, in its own numbers, or ""."""
    error = result["error"]
    for pattern, explain in _PATTERNS:
        found = re.search(pattern, error["message"])
        if found:
            return explain(found, result, {**case, "names": names})
    if error["type"] == "KeyError":
        return _missing_key(error["message"], case)
    return ""


def _near(name, names):
    """Return "`keep_prop`: did you mean keep_prob?" or ""."""
    known = {other.lower(): other for other in sorted(set(names) - {name})}
    near = difflib.get_close_matches(name.lower(), known, 3, 0.6)
    alike = [difflib.SequenceMatcher(None, name.lower(), n).ratio() for n in near]
    near = sorted(known[n] for n, ratio in zip(near, alike) if ratio == alike[0])
    return f"`{name}`: did you mean {' or '.join(near)}?" if near else ""


def _names(result, case):
    """Return the names that the learner's code could mean."""
    known = {"np", *case["inputs"], *result["outputs"]}
    near = result["error"].get("names", [])  # from the learner's process
    near = near if isinstance(near, list) else []
    return known | {str(name)[:40] for name in near[:60]}


def _not_defined(found, result, case):
    told = _near(found[1], _names(result, case))
    if found[1] in ("np", "numpy", "math", "plt"):
        return f"`{found[1]}` is a module: has the cell with the imports been run?"
    if not told and hasattr(np, found[1]):
        told = f"`{found[1]}` is part of NumPy: did you mean np.{found[1]}?"
    return told or f"`{found[1]}` is set nowhere: in which line should it get a value?"


def _no_value_yet(found, *_):
    return f"`{found[1]}` is used before it has a value: does a line above set it?"


def _not_aligned(found, result, case):
    rows, columns = found[1], found[2]
    inner, outer = found[3], found[4]
    return (
        f"np.dot of {rows} and {columns}: the {inner} and the {outer} must be equal"
        f"{_who_has(result, case, (rows, columns))}. "
        "Is one of them to be transposed, or of another layer?"
    )


def _not_aligned_at(found, *_):
    return (
        f"In A @ B the columns of A ({found[2]}) must be as many as the rows of B "
        f"({found[1]}). Is one of them to be transposed?"
    )


def _not_broadcast(found, result, case):
    shapes = re.findall(_PAIR, found[0])
    told = f"Entry by entry, shapes {' and '.join(shapes)} do not fit"
    told += _who_has(result, case, shapes)
    named = re.findall(r"(\w+) is \(", told)
    layers = [name[-1] for name in named]
    if shapes[1:] and _numbers(shapes[0])[::-1] == _numbers(shapes[1]):
        asks = "Are rows and columns exchanged?"
    elif len(named) == 2 and "".join(layers).isdigit() and len(set(layers)) == 2:
        a, b = zip(named, layers)
        asks = f"{a[0]} is of layer {a[1]}, {b[0]} of layer {b[1]}: which one is meant?"
    else:
        asks = "Do they belong to the same layer?"
    return f"{told}. {asks}"


def _numbers(shape):
    return re.findall(r"\d+", shape)


def _who_has(result, case, shapes):
    """Return " (W1 is (4, 3))", the arrays in the line that have such a shape."""
    source = result["error"]["source"]
    arrays = {
        **known_arrays(case["inputs"], case["names"]),
        **{n: d["value"] for n, d in result["outputs"].items() if d["is"] == "array"},
    }
    wanted = [shape.replace(" ", "") for shape in shapes]
    # What stands left of the = is not what went wrong, unless it stands right, too.
    used = source.partition("=")[2] if re.match(r"\w+\s*=", source) else source
    named = [
        f"{name} is {np.shape(array)}"
        for name, array in arrays.items()
        if re.search(rf"\b{re.escape(name)}\b", used)
        and str(np.shape(array)).replace(" ", "") in wanted
    ]
    return f" ({', '.join(named)})" if named else ""


def _none_there(found, result, case):
    empty = [n for n, d in result["outputs"].items() if d["is"] == "None"]
    if empty:
        return f"{empty[0]} is still None: which blank is empty?"
    return (
        "One side is still None: which blank is empty, or which function returns none?"
    )


def _called(found, *_):
    kind = "an array" if "ndarray" in found[1] else f"a value of type {found[1]}"
    return (
        f"Round brackets right behind {kind} call it like a function. "
        "Is an operator missing, or are [ ] meant?"
    )


def _missing_key(message, case):
    key = message.strip("'\"")
    held = [
        name
        for value in case["inputs"].values()
        if isinstance(value, dict)
        for name in value
    ]
    told = _near(key, held)
    return (
        told or f"No entry is called {key!r}; there are {', '.join(held) or 'others'}."
    )


def _too_many(found, result, case):
    return (
        f"There are more values than the {found[1]} names on the left of the =: "
        "which one has no name?"
    )


def _too_few(found, *_):
    return (
        f"The {found[1]} names on the left of the = get only {found[2]} values: "
        "which one is not there?"
    )


def _not_in_module(found, *_):
    if hasattr(np.random, found[1]):
        return f"`{found[1]}` is in np.random: did you mean np.random.{found[1]}?"
    return _near(found[1], dir(np)) or f"NumPy has no `{found[1]}`."


def _tuple_for_sizes(*_):
    return "A tuple such as A.shape is no whole number: how can it be unpacked?"


def _not_whole(*_):
    return "A shape or an index needs whole numbers; what stands there is none."


def _no_entry(*_):
    return "An index is too large: counting begins with 0, and a matrix has 2 axes."


def _single(found, *_):
    kind = found[1].rpartition(".")[2]
    if kind == "ndarray":
        return _near(found[2], dir(np.ndarray)) or f"An array has no `{found[2]}`."
    if kind == "dict":
        return "That is a dictionary: an entry is taken out by [ ] and its name."
    if "function" in kind.lower() or kind == "method":
        return "That is a function: round brackets call it."
    return (
        f"What stands before the dot or bracket is of type {found[1]}, "
        "no array: is the name the right one?"
    )


def _no_such_argument(found, *_):
    return f"The function has no argument called `{found[1]}`: how is it spelt?"


def _missing_argument(found, result, case):
    if not result["error"]["line"]:  # it never began
        given = ", ".join(case["inputs"])
        return f"Your function must take {given}: is its first line as it was?"
    if "were given" in found.string or "was given" in found.string:
        return "A function is called with too many or too few values in its brackets."
    return "A function is called with too few values in its brackets."


_PATTERNS = (
    (r"name '(\w+)' is not defined", _not_defined),
    (r"local variable '(\w+)'", _no_value_yet),
    (rf"shapes {_PAIR} and {_PAIR} not aligned: (\d+) .* != (\d+)", _not_aligned),
    (r"matmul: .*\(size (\d+) is different from (\d+)\)", _not_aligned_at),
    (r"could not be broadcast together with shapes .*", _not_broadcast),
    (r"NoneType", _none_there),
    (r"maximum recursion depth", _types.calls_itself),
    (r"division by zero", lambda *_: _ROUGHLY["ZeroDivisionError"]),
    (r"ufunc 'bitwise_xor'|operand type\(s\) for \^", _types.power),
    (r"type\(s\) for ([^:]+): '([\w.]+)' and '([\w.]+)'", _types.not_these_types),
    (r"did not contain a loop with signature matching types", _types.text_or_so),
    (r"Cannot cast ufunc '\w+' output from", _types.no_fractions),
    (r"array dimensions .* must match exactly", _types.not_joined),
    (r"truth value of an array", _types.no_truth),
    (r"setting an array element with a sequence|inhomogeneous", _types.uneven),
    (r"'([\w.]+)' object is not callable", _called),
    (r"too many values to unpack \(expected (\d+)", _too_many),
    (r"not enough values to unpack \(expected (\d+), got (\d+)\)", _too_few),
    (r"module 'numpy[\w.]*' has no attribute '(\w+)'", _not_in_module),
    (r"'tuple' object cannot be interpreted as an integer", _tuple_for_sizes),
    (r"cannot be interpreted as an integer|must be integers", _not_whole),
    (r"index out of range|is out of bounds", _no_entry),
    (r"'([\w.]+)' object (?:has no attribute '(\w+)'|is not subscriptable)", _single),
    (r"unexpected keyword argument '(\w+)'", _no_such_argument),
    (
        r"missing \d+ required|takes (from|at|exactly|\d)|invalid number of arg",
        _missing_argument,
    ),
)
