"""What an error in a learner's code means: one table by type, one by its message.

A new meaning is a line of `_PATTERNS`: what Python or NumPy writes, and what to say.
"""

import re

import numpy as np

from checker.diagnosis.misfits import (
    SHAPE,
    no_product,
    no_room,
    not_aligned,
    not_broadcast,
)
from checker.diagnosis.names import (
    missing_key,
    near,
    not_defined,
    not_in_numpy,
    not_in_python,
    not_of_arrays,
    not_yet,
)
from checker.diagnosis.stop import Stop
from checker.messages import Message, say

_ROUGHLY = {  # by the error's type
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


def roughly(kind: str) -> Message | None:
    """Return what an error of that type means, whatever its message."""
    return say(_ROUGHLY[kind]) if kind in _ROUGHLY else None


def meaning(stop: Stop) -> Message | None:
    """Return what an error of a visible case means, in its own numbers."""
    for pattern, says in _PATTERNS.items():
        found = re.search(pattern, stop.error.message)
        if found and isinstance(says, str):
            return say(says, **found.groupdict())
        if found:
            return says(stop, **found.groupdict())
    if stop.error.type == "KeyError":
        return missing_key(stop)
    return None


_IN_PLACE = re.compile(r"(\w+)\s*=\s*\1\.(append|extend|insert|sort|reverse|update)\(")


def _still_none(stop):
    changed = _IN_PLACE.search(stop.error.source)
    if changed:
        return say(
            "`{method}` changes `{name}` in place and returns None. What does the left "
            "side of the = get?",
            name=changed[1],
            method=changed[2],
        )
    name = _overwritten(stop)
    if name:
        return say(
            "`{name}` is None there: which line or cell has given that name to "
            "something else?",
            name=name,
        )
    if stop.result.empty:
        name = stop.result.empty[0]
        return say("{name} is still None: which blank is empty?", name=name)
    return say(
        "One side is still None: which blank is empty, or which function returns none?"
    )


def _overwritten(stop):
    """Return the one function that is called, or np, where None stands instead."""
    source, message = stop.error.source, stop.error.message
    if "not callable" in message:
        called = re.findall(r"(?<![\w.])([A-Za-z_]\w*)\(", source)
        return called[0] if len(called) == 1 else None
    attribute = re.search(r"has no attribute '(\w+)'", message)
    if attribute and re.search(rf"\bnp\.{attribute[1]}\b", source):
        return "np"
    return None


def _called(stop, type):
    return say(
        "Round brackets right behind {what} call it like a function. Is an operator "
        "missing, or are [ ] meant?",
        what="an array"
        if "ndarray" in type
        else say("a value of type {type}", type=type),
    )


def _no_attribute(stop, type, name):
    kind = type.rpartition(".")[2]
    if kind == "ndarray":
        return not_of_arrays(name)
    if kind in ("RandomState", "Generator"):
        found = near(name, dir(getattr(np.random, kind))) if name else None
        return found or say("A random generator has no `{name}`.", name=name)
    old = not_in_python(name)
    if kind == "dict" and old:
        return old
    if kind == "dict":
        return say("That is a dictionary: an entry is taken out by [ ] and its name.")
    if "function" in kind.lower() or kind == "method":
        return say("That is a function: round brackets call it.")
    return say(
        "What stands before the dot or bracket is of type {type}, no array: is the "
        "name the right one?",
        type=type,
    )


def _number_of_arguments(stop):
    if not stop.error.line:  # it never began
        return say(
            "Your function must take {given}: is its first line as it was?",
            given=", ".join(stop.case.inputs),
        )
    if re.search(r"w(as|ere) given", stop.error.message):
        return say(
            "A function is called with too many or too few values in its brackets."
        )
    return say("A function is called with too few values in its brackets.")


def _not_along_that_axis(stop, axis, a, b):
    return say(
        "Joined like that, arrays must be equally long along axis {axis}; here they "
        "have {a} and {b}. Along which axis may they differ?",
        axis=axis,
        a=a,
        b=b,
    )


def _too_large(stop, index, axis, size):
    return say(
        "Index {index} is too large: axis {axis} has {size} entries, and counting "
        "begins with 0. Is another axis meant, or one step less?",
        index=index,
        axis=axis,
        size=size,
    )


def _operands(stop, operator, left, right):
    kinds = [name.rpartition(".")[2] for name in (left, right)]
    known = [_NO_OPERAND[kind] for kind in kinds if kind in _NO_OPERAND]
    other = "On one side of {operator} stands another type. What should stand there?"
    return say(known[0] if known else other, operator=operator.strip())


def _unpacked(stop, count):
    """Say how many values there are for the names on the left of the =."""
    for name, held in stop.spec.names.items():
        if re.search(rf"\b{name}\b", stop.error.source):
            return say(
                "`{name}` holds {values} values, and {count} names stand on the left "
                "of the =. Its order is {held}.",
                name=name,
                values=len(held),
                count=count,
                held=", ".join(held),
            )
    few = re.search(r"got (\d+)", stop.error.message)
    if few:
        return say(
            "The {count} names on the left of the = get only {values} values: which "
            "one is not there?",
            count=count,
            values=few[1],
        )
    return say(
        "There are more values than the {count} names on the left of the =: which one "
        "has no name?",
        count=count,
    )


_A_FUNCTION = (
    "On one side of {operator} stands a function. Are its round brackets missing?"
)
_NO_OPERAND = {  # types that arithmetic does not take
    "tuple": "On one side of {operator} stands a tuple. Is there a comma too many, or "
    "is one entry of A.shape meant?",
    "str": "On one side of {operator} stands text. Are there quotes too many, or names "
    "of entries where the entries are meant?",
    "dict": "On one side of {operator} stands a dictionary. Which of its entries is "
    "meant?",
    "list": "On one side of {operator} stands a list. What should stand there?",
    "function": _A_FUNCTION,
    "builtin_function_or_method": _A_FUNCTION,
    "method": _A_FUNCTION,
    "_ArrayFunctionDispatcher": _A_FUNCTION,
}

# The first pattern that is found in an error's message counts. What it says is a
# template with the names of its groups, or a function that takes them.
_PATTERNS = {
    r"name '(?P<name>\w+)' is not defined": not_defined,
    r"local variable '(?P<name>\w+)'": not_yet,
    r"No module named '(?P<name>[\w.]+)'": (
        "There is no module `{name}` in this lesson: leave that line out, what is "
        "needed is imported in the first cell."
    ),
    rf"shapes (?P<a>{SHAPE}) and (?P<b>{SHAPE}) not aligned: "
    r"(?P<inner>\d+) .* != (?P<outer>\d+)": not_aligned,
    r"matmul: .*\(size (?P<rows>\d+) is different from (?P<columns>\d+)\)": no_product,
    r"could not be broadcast together with shapes (?P<shapes>.*)": not_broadcast,
    rf"from shape (?P<got>{SHAPE}) into shape (?P<place>{SHAPE})": no_room,
    "NoneType": _still_none,
    "maximum recursion depth": (
        "The function calls itself again and again: which function is meant in that "
        "line?"
    ),
    "division by zero": _ROUGHLY["ZeroDivisionError"],
    r"ufunc 'bitwise_xor'|operand type\(s\) for \^": (
        "In Python ^ is no power: write W**2, or np.square(W)."
    ),
    r"type\(s\) for (?P<operator>[^:]+): '(?P<left>[\w.]+)' and '(?P<right>[\w.]+)'": (
        _operands
    ),
    "did not contain a loop with signature matching types": (
        "A value in that line is no number: is it text, or a list?"
    ),
    r"Cannot cast ufunc '\w+' output from": (
        "An array of whole numbers cannot take fractions in place: write D = D / …, "
        "not D /= …."
    ),
    "can be converted to (Python scalars|a scalar)|to Python scalars": (
        "Several numbers stand where one is due: which sum or norm is still to be "
        "taken?"
    ),
    "Cannot interpret .* as a data type": (
        "A shape is one value, a tuple: is a second pair of brackets missing around it?"
    ),
    r"must match exactly, but along dimension (?P<axis>\d+), .* has size (?P<a>\d+) .* "
    r"has size (?P<b>\d+)": _not_along_that_axis,
    "all the input arrays must have same number of dimensions": (
        "Arrays that are joined must have the same number of axes: print their shapes."
    ),
    "does not result in an equal division": (
        "np.split cuts into equally large pieces only. What is to become of the "
        "remainder?"
    ),
    "numpy boolean subtract": (
        "Truths cannot be subtracted from each other. Which numbers do True and False "
        "stand for?"
    ),
    r"cannot reshape array of size (?P<size>\d+) into shape (?P<shape>\(.*\))": (
        "An array of {size} entries does not fit into shape {shape}. Does it hold what "
        "it should?"
    ),
    "only integers, slices": (
        "An array takes whole numbers in its [ ]: neither text, as a dictionary does, "
        "nor a fraction."
    ),
    "truth value of an array": (
        "An array is neither true nor false: which single value is to be asked?"
    ),
    "setting an array element with a sequence|inhomogeneous": (
        "The parts of an array must have the same shape: print them to compare."
    ),
    r"'(?P<type>[\w.]+)' object is not callable": _called,
    r"too many values to unpack \(expected (?P<count>\d+)": _unpacked,
    r"not enough values to unpack \(expected (?P<count>\d+), got \d+\)": _unpacked,
    r"module '(?P<module>numpy[\w.]*)' has no attribute '(?P<name>\w+)'": not_in_numpy,
    "'tuple' object cannot be interpreted as an integer": (
        "A tuple such as A.shape is no whole number: how can it be unpacked?"
    ),
    "cannot be interpreted as an integer|must be integers": (
        "A shape or an index needs whole numbers; what stands there is none."
    ),
    r"index (?P<index>\d+) is out of bounds for axis (?P<axis>\d+) with size "
    r"(?P<size>\d+)": _too_large,
    "index out of range|is out of bounds": (
        "An index is too large: counting begins with 0, and a matrix has 2 axes."
    ),
    r"'(?P<type>[\w.]+)' object "
    r"(?:has no attribute '(?P<name>\w+)'|is not subscriptable)": _no_attribute,
    r"unexpected keyword argument '(?P<name>\w+)'": (
        "The function has no argument called `{name}`: how is it spelt?"
    ),
    r"missing \d+ required|takes (from|at|exactly|\d)|invalid number of arg": (
        _number_of_arguments
    ),
}
