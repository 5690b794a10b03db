"""Arrays that do not fit together: their names, shapes and layers in a sentence."""

import re

import numpy as np

from checker.diagnosis.stop import Stop
from checker.language import fill
from checker.messages import Message, say

SHAPE = r"\([\d, ]*\)"  # as NumPy writes it
_WITH_ITSELF = re.compile(
    r"dot\(\s*(\w+)\s*,\s*\1\s*\)|matmul\(\s*(\w+)\s*,\s*\2\s*\)"
    r"|\b(\w+)\s*@\s*\3\b(?!\.T)"
)


def _with_itself(stop):
    """Say that a matrix product with itself squares no entries, or return None."""
    found = _WITH_ITSELF.search(stop.error.source)
    name = found and next(filter(None, found.groups()))
    return found and say(
        "np.dot and @ multiply matrices, and {name} does not fit to itself. What "
        "squares each entry?",
        name=name,
    )


def no_product(stop: Stop, rows: str, columns: str) -> Message:
    """Return what it means that A @ B cannot be computed."""
    return _with_itself(stop) or say(
        "In A @ B the columns of A ({columns}) must be as many as the rows of B "
        "({rows}). Is one of them to be transposed?",
        rows=rows,
        columns=columns,
    )


def not_aligned(stop: Stop, a: str, b: str, inner: str, outer: str) -> Message:
    """Return what it means that np.dot cannot be computed."""
    itself = _with_itself(stop)
    if itself:
        return itself
    return say(
        "np.dot of {a} and {b}: the {inner} and the {outer} must be equal{who}. Is one "
        "of them to be transposed, or of another layer?",
        a=a,
        b=b,
        inner=inner,
        outer=outer,
        who=_in_brackets(_who_has(stop, (a, b))),
    )


def not_broadcast(stop: Stop, shapes: str) -> Message:
    """Return what it means that arrays do not fit entry by entry."""
    shapes = re.findall(SHAPE, shapes)
    who = _who_has(stop, shapes)
    values = {"shapes": tuple(shapes), "who": _in_brackets(who)}
    numbers = [re.findall(r"\d+", shape) for shape in shapes]
    if len(numbers) > 1 and numbers[0][::-1] == numbers[1]:
        return say(
            "Entry by entry, shapes {shapes} do not fit{who}. Are rows and columns "
            "exchanged?",
            **values,
        )
    if "axis" in stop.error.source and all(len(one) == 1 for one in numbers):
        return say(
            "An axis leaves a number for each row or column, here {shapes}: how many "
            "should be left of an array?",
            **values,
        )
    layers = [name[-1] for name, _ in who]
    if len(who) == 2 and "".join(layers).isdigit() and len(set(layers)) == 2:
        return say(
            "Entry by entry, shapes {shapes} do not fit{who}. {a} is of layer "
            "{layer_a}, {b} of layer {layer_b}: which one is meant?",
            a=who[0][0],
            b=who[1][0],
            layer_a=layers[0],
            layer_b=layers[1],
            **values,
        )
    return say(
        "Entry by entry, shapes {shapes} do not fit{who}. Do they belong to the same "
        "layer?",
        **values,
    )


def _in_brackets(who):
    """Return " (A2 is (2, 5), D1 is (3, 5))", or "" where nobody has the shapes."""
    shown = ", ".join(fill("{name} is {shape}", name=n, shape=s) for n, s in who)
    return f" ({shown})" if shown else ""


def _who_has(stop, shapes):
    """Return [(name, shape)] of the arrays in the line that have such a shape."""
    source = stop.error.source
    wanted = [shape.replace(" ", "") for shape in shapes]
    # What stands left of the = is not what went wrong, unless it stands right, too.
    used = source.partition("=")[2] if re.match(r"\w+\s*=", source) else source
    return [
        (name, f"{np.shape(array)}")
        for name, array in stop.arrays.items()
        if re.search(rf"\b{re.escape(name)}\b", used)
        and str(np.shape(array)).replace(" ", "") in wanted
    ]
