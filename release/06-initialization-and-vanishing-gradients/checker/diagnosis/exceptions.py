"""What an error in a learner's code means, in a sentence."""

import builtins
import difflib
import re
from dataclasses import dataclass

import numpy as np

from checker.diagnosis.relations import known_arrays
from checker.messages import Message, say
from checker.records import Case, Evidence, Kind, Spec

MAX_LINE = 80  # characters of a line or a message that are shown
_PAIR = r"(\([\d, ]*\))"  # a shape, as NumPy writes it


def about_error(spec, results, cases, empty=()):
    """Return (sentence, meaning) on the error that stopped the code; None for none.

    Only what happened in a visible case is repeated: in a hidden one, the texts are
    the learner's to choose and might tell hidden inputs. empty: the blanks that are
    still None.
    """
    stopped = [(r, c) for r, c in zip(results, cases, strict=True) if r.error]
    if not stopped:
        return None, None
    visible = [(result, case) for result, case in stopped if not case.hidden]
    if not visible:
        error = stopped[0][0].error
        if empty and error.type == "TypeError":
            return None, None
        kind = error.type if error.type in dir(builtins) else "an error"
        return _stopped(kind, "", error.line, ""), _ROUGHLY.get(kind)
    result, case = visible[0]
    error = result.error
    if empty and "NoneType" in error.message:
        return None, None  # what is not attempted is no error
    meaning = _meaning(Stop(result, case, spec))
    message = ""
    if error.message not in ("", "None") and not meaning:  # a meaning says it better
        message = _short(error.message)
    meaning = meaning or _ROUGHLY.get(error.type)
    return _stopped(error.type, message, error.line, _short(error.source)), meaning


def _stopped(kind, message, line, source):
    values = {"type": kind, "message": message, "line": line, "source": source}
    if line and source.endswith("…"):  # which needs no full stop
        return say(_CUT_OFF[bool(message)], **values)
    return say(_STOPPED[bool(message), bool(line), bool(line and source)], **values)


_STOPPED = {  # with a message, a line, the source of the line
    (False, False, False): "Your code stopped with {type}.",
    (True, False, False): "Your code stopped with {type} ({message}).",
    (False, True, False): "Your code stopped with {type} in line {line} of the "
    "function.",
    (True, True, False): "Your code stopped with {type} ({message}) in line {line} of "
    "the function.",
    (False, True, True): "Your code stopped with {type} in line {line} of the "
    "function: {source}.",
    (True, True, True): "Your code stopped with {type} ({message}) in line {line} of "
    "the function: {source}.",
}


_CUT_OFF = {
    False: "Your code stopped with {type} in line {line} of the function: {source}",
    True: "Your code stopped with {type} ({message}) in line {line} of the function: "
    "{source}",
}


def _short(text):
    return text if len(text) <= MAX_LINE else f"{text[: MAX_LINE - 2]} …"


_ROUGHLY = {
    "NameError": say("A name is misspelt, or a cell above has not been run."),
    "UnboundLocalError": say("A variable is used before it has a value."),
    "KeyError": say("A dictionary has no entry of that name."),
    "TypeError": say(
        "Two values do not go together, or a function gets what it cannot take: print "
        "them."
    ),
    "ValueError": say("A value or a shape does not fit: print it to compare."),
    "IndexError": say("An index is too large for what it looks into."),
    "AttributeError": say("What stands before the dot has nothing of that name."),
    "ZeroDivisionError": say("Something is divided by 0."),
    "AssertionError": say("An assert in your code does not hold."),
    "MemoryError": say("An array has become far too large: is its shape as meant?"),
    "SystemExit": say("exit() ends the whole program: use return instead."),
    "StopIteration": say("next() has found nothing more to take."),
    "NotImplementedError": say("This part is still to be written."),
}


@dataclass(frozen=True)
class Stop:
    """A call that an error stopped."""

    result: Evidence
    case: Case
    spec: Spec

    @property
    def arrays(self):
        """{name: array} of the inputs, and of the function's own variables."""
        own = {
            name: output.value
            for name, output in self.result.outputs.items()
            if output.kind == Kind.ARRAY
        }
        return {**known_arrays(self.case.inputs, self.spec.names), **own}

    @property
    def names(self):
        """The names that the learner's code could mean."""
        known = {"np", *self.case.inputs, *self.result.outputs}
        return known | set(self.result.error.names)


def _meaning(stop) -> Message | None:
    """Return what an error of a visible case means, in its own numbers."""
    error = stop.result.error
    for pattern, explains in _PATTERNS:
        found = re.search(pattern, error.message)
        if found:
            return explains if isinstance(explains, Message) else explains(found, stop)
    if error.type == "KeyError":
        return _missing_key(error.message, stop.case)
    return None


def _near(name, names):
    """Return "did you mean …?" for the nearest of `names`, or None."""
    known = {other.lower(): other for other in sorted(set(names) - {name})}
    near = difflib.get_close_matches(name.lower(), known, 3, 0.6)
    alike = [difflib.SequenceMatcher(None, name.lower(), n).ratio() for n in near]
    near = sorted(known[n] for n, ratio in zip(near, alike) if ratio == alike[0])
    if not near:
        return None
    return say("`{name}`: did you mean {near}?", name=name, near=" or ".join(near))


def _not_defined(found, stop):
    name = found[1]
    near = _near(name, stop.names)
    if name in ("np", "numpy", "math", "plt"):
        return say(
            "`{name}` is a module: has the cell with the imports been run?", name=name
        )
    if not near and hasattr(np, name):
        return say("`{name}` is part of NumPy: did you mean np.{name}?", name=name)
    asks = "`{name}` is set nowhere: in which line should it get a value?"
    return near or say(asks, name=name)


def _no_value_yet(found, stop):
    return say(
        "`{name}` is used before it has a value: does a line above set it?",
        name=found[1],
    )


def _not_aligned(found, stop):
    values = dict(zip(("a", "b", "inner", "outer"), found.groups()))
    who = _who_has(stop, found.groups()[:2])
    if who:
        return say(
            "np.dot of {a} and {b}: the {inner} and the {outer} must be equal ({who}). "
            "Is one of them to be transposed, or of another layer?",
            who=", ".join(f"{name} is {shape}" for name, shape in who),
            **values,
        )
    return say(
        "np.dot of {a} and {b}: the {inner} and the {outer} must be equal. Is one of "
        "them to be transposed, or of another layer?",
        **values,
    )


def _not_aligned_at(found, stop):
    return say(
        "In A @ B the columns of A ({columns}) must be as many as the rows of B "
        "({rows}). Is one of them to be transposed?",
        columns=found[2],
        rows=found[1],
    )


def _not_broadcast(found, stop):
    shapes = re.findall(_PAIR, found[0])
    who = _who_has(stop, shapes)
    values = {
        "shapes": " and ".join(shapes),
        "who": ", ".join(f"{name} is {shape}" for name, shape in who),
    }
    if shapes[1:] and _numbers(shapes[0])[::-1] == _numbers(shapes[1]):
        if who:
            return say(
                "Entry by entry, shapes {shapes} do not fit ({who}). Are rows and "
                "columns exchanged?",
                **values,
            )
        return say(
            "Entry by entry, shapes {shapes} do not fit. Are rows and columns "
            "exchanged?",
            **values,
        )
    layers = [name[-1] for name, _ in who]
    if len(who) == 2 and "".join(layers).isdigit() and len(set(layers)) == 2:
        return say(
            "Entry by entry, shapes {shapes} do not fit ({who}). {a} is of layer "
            "{layer_a}, {b} of layer {layer_b}: which one is meant?",
            a=who[0][0],
            b=who[1][0],
            layer_a=layers[0],
            layer_b=layers[1],
            **values,
        )
    if who:
        return say(
            "Entry by entry, shapes {shapes} do not fit ({who}). Do they belong to the "
            "same layer?",
            **values,
        )
    return say(
        "Entry by entry, shapes {shapes} do not fit. Do they belong to the same layer?",
        **values,
    )


def _numbers(shape):
    return re.findall(r"\d+", shape)


def _who_has(stop, shapes):
    """Return [(name, shape)] of the arrays in the line that have such a shape."""
    source = stop.result.error.source
    wanted = [shape.replace(" ", "") for shape in shapes]
    # What stands left of the = is not what went wrong, unless it stands right, too.
    used = source.partition("=")[2] if re.match(r"\w+\s*=", source) else source
    return [
        (name, f"{np.shape(array)}")
        for name, array in stop.arrays.items()
        if re.search(rf"\b{re.escape(name)}\b", used)
        and str(np.shape(array)).replace(" ", "") in wanted
    ]


def _none_there(found, stop):
    empty = [n for n, o in stop.result.outputs.items() if o.kind == Kind.NONE]
    if empty:
        return say("{name} is still None: which blank is empty?", name=empty[0])
    return say(
        "One side is still None: which blank is empty, or which function returns none?"
    )


def _called(found, stop):
    if "ndarray" in found[1]:
        return say(
            "Round brackets right behind an array call it like a function. Is an "
            "operator missing, or are [ ] meant?"
        )
    return say(
        "Round brackets right behind a value of type {type} call it like a function. "
        "Is an operator missing, or are [ ] meant?",
        type=found[1],
    )


def _missing_key(message, case):
    key = message.strip("'\"")
    held = [
        name
        for value in case.inputs.values()
        if isinstance(value, dict)
        for name in value
    ]
    near = _near(key, held)
    if near or not held:
        return near or say("No entry is called {key!r}; there are others.", key=key)
    known = "No entry is called {key!r}; there are {held}."
    return say(known, key=key, held=", ".join(held))


def _too_many(found, stop):
    return say(
        "There are more values than the {count} names on the left of the =: which one "
        "has no name?",
        count=found[1],
    )


def _too_few(found, stop):
    return say(
        "The {count} names on the left of the = get only {values} values: which one is "
        "not there?",
        count=found[1],
        values=found[2],
    )


def _not_in_module(found, stop):
    if hasattr(np.random, found[1]):
        return say(
            "`{name}` is in np.random: did you mean np.random.{name}?", name=found[1]
        )
    return _near(found[1], dir(np)) or say("NumPy has no `{name}`.", name=found[1])


def _single(found, stop):
    kind = found[1].rpartition(".")[2]
    if kind == "ndarray":
        near = _near(found[2], dir(np.ndarray)) if found[2] else None
        return near or say("An array has no `{name}`.", name=found[2])
    if kind == "dict":
        return say("That is a dictionary: an entry is taken out by [ ] and its name.")
    if "function" in kind.lower() or kind == "method":
        return say("That is a function: round brackets call it.")
    return say(
        "What stands before the dot or bracket is of type {type}, no array: is the "
        "name the right one?",
        type=found[1],
    )


def _no_such_argument(found, stop):
    return say(
        "The function has no argument called `{name}`: how is it spelt?", name=found[1]
    )


def _missing_argument(found, stop):
    if not stop.result.error.line:  # it never began
        return say(
            "Your function must take {given}: is its first line as it was?",
            given=", ".join(stop.case.inputs),
        )
    if "were given" in found.string or "was given" in found.string:
        return say(
            "A function is called with too many or too few values in its brackets."
        )
    return say("A function is called with too few values in its brackets.")


def _not_these_types(found, stop):
    operator, *types = found.groups()
    types = [name.rpartition(".")[2] for name in types]
    odd = next((name for name in types if name in _ODD), "")
    template = _ODD.get(
        odd, "On one side of {operator} stands another type. What should stand there?"
    )
    return say(template, operator=operator.strip())


_A_FUNCTION = (
    "On one side of {operator} stands a function. Are its round brackets missing?"
)
_ODD = {
    "tuple": "On one side of {operator} stands a tuple. Is there a comma too many, or "
    "is one entry of A.shape meant?",
    "str": "On one side of {operator} stands text. Are there quotes too many?",
    "dict": "On one side of {operator} stands a dictionary. Which of its entries is "
    "meant?",
    "list": "On one side of {operator} stands a list. What should stand there?",
    "function": _A_FUNCTION,
    "builtin_function_or_method": _A_FUNCTION,
    "method": _A_FUNCTION,
    "_ArrayFunctionDispatcher": _A_FUNCTION,
}

_PATTERNS = (
    (r"name '(\w+)' is not defined", _not_defined),
    (r"local variable '(\w+)'", _no_value_yet),
    (rf"shapes {_PAIR} and {_PAIR} not aligned: (\d+) .* != (\d+)", _not_aligned),
    (r"matmul: .*\(size (\d+) is different from (\d+)\)", _not_aligned_at),
    (r"could not be broadcast together with shapes .*", _not_broadcast),
    (r"NoneType", _none_there),
    (
        r"maximum recursion depth",
        say(
            "The function calls itself again and again: which function is meant in "
            "that line?"
        ),
    ),
    (r"division by zero", _ROUGHLY["ZeroDivisionError"]),
    (
        r"ufunc 'bitwise_xor'|operand type\(s\) for \^",
        say("In Python ^ is no power: write W**2, or np.square(W)."),
    ),
    (r"type\(s\) for ([^:]+): '([\w.]+)' and '([\w.]+)'", _not_these_types),
    (
        r"did not contain a loop with signature matching types",
        say("A value in that line is no number: is it text, or a list?"),
    ),
    (
        r"Cannot cast ufunc '\w+' output from",
        say(
            "An array of whole numbers cannot take fractions in place: write "
            "D = D / …, not D /= …."
        ),
    ),
    (
        r"array dimensions .* must match exactly",
        say("Arrays of different shapes are joined: may each be used by itself?"),
    ),
    (
        r"truth value of an array",
        say("An array is neither true nor false: which single value is to be asked?"),
    ),
    (
        r"setting an array element with a sequence|inhomogeneous",
        say("The parts of an array must have the same shape: print them to compare."),
    ),
    (r"'([\w.]+)' object is not callable", _called),
    (r"too many values to unpack \(expected (\d+)", _too_many),
    (r"not enough values to unpack \(expected (\d+), got (\d+)\)", _too_few),
    (r"module 'numpy[\w.]*' has no attribute '(\w+)'", _not_in_module),
    (
        r"'tuple' object cannot be interpreted as an integer",
        say("A tuple such as A.shape is no whole number: how can it be unpacked?"),
    ),
    (
        r"cannot be interpreted as an integer|must be integers",
        say("A shape or an index needs whole numbers; what stands there is none."),
    ),
    (
        r"index out of range|is out of bounds",
        say("An index is too large: counting begins with 0, and a matrix has 2 axes."),
    ),
    (r"'([\w.]+)' object (?:has no attribute '(\w+)'|is not subscriptable)", _single),
    (r"unexpected keyword argument '(\w+)'", _no_such_argument),
    (
        r"missing \d+ required|takes (from|at|exactly|\d)|invalid number of arg",
        _missing_argument,
    ),
)
