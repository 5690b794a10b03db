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


_SPREAD = re.compile(r"(@|dot\([^()]*,|matmul\([^()]*,)\s*\([^()]*[*/+-]")


def no_product(stop: Stop, rows: str, columns: str) -> Message:
    """Return what it means that A @ B cannot be computed."""
    if _SPREAD.search(stop.error.source):
        return say(
            "In A @ B the columns of A ({columns}) must be as many as the rows of B "
            "({rows}). Here B is a bracket: does all of it belong into the product?",
            rows=rows,
            columns=columns,
        )
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
    numbers = [re.findall(r"\d+", shape) for shape in shapes]
    if _ADDS_ROWS.search(stop.error.source) and all(len(one) == 1 for one in numbers):
        return say(
            "Python's sum adds up the rows of a matrix, here to shapes {shapes}. What "
            "adds up all entries?",
            shapes=tuple(shapes),
        )
    who = _who_has(stop, shapes)
    values = {"shapes": tuple(shapes), "who": _in_brackets(who)}
    if _SUM_OF_SUM.search(stop.error.source) and len(who) == 2:
        return say(
            "Entry by entry, shapes {shapes} do not fit{who}. What comes first, the "
            "sum over each of them or the + between them?",
            **values,
        )
    if len(numbers) > 1 and numbers[0][::-1] == numbers[1]:
        return say(
            "Entry by entry, shapes {shapes} do not fit{who}. Are rows and columns "
            "exchanged?",
            **values,
        )
    if _times(stop, shapes):
        return say(
            "Entry by entry, as * works, shapes {shapes} do not fit{who}. Which "
            "product takes rows of one and columns of the other?",
            **values,
        )
    if "axis" in stop.error.source and all(len(one) == 1 for one in numbers):
        return say(
            "An axis leaves a number for each row or column, here {shapes}: how many "
            "should be left of an array?",
            **values,
        )
    layers = [name.removesuffix(".T")[-1] for name, _ in who]
    same_layer = len(set(layers)) == 1
    of_layers = "".join(layers).isdigit()
    if not of_layers or (len(who) == 2 and same_layer):
        return say(
            "Entry by entry, shapes {shapes} do not fit{who}. Which of the two has not "
            "the shape that it should have, and which line gives it that shape?",
            **values,
        )
    if len(who) == 2:
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


_ADDS_ROWS = re.compile(r"(?<![\w.])sum\(")
_SUM_OF_SUM = re.compile(r"sum\([^()]*(\([^()]*\)[^()]*)*\+")
_NAME = r"(\w+(?:\.T\b)?)(?![\w.(])"
_TIMES = re.compile(rf"{_NAME}\s*\*\s*(?={_NAME})|multiply\(\s*{_NAME},\s*{_NAME}")


def _times(stop, shapes):
    """True if two arrays of those shapes are multiplied that fit as matrices."""
    numbers = [re.findall(r"\d+", shape) for shape in shapes]
    if len(numbers) != 2 or any(len(one) != 2 for one in numbers):
        return False
    if numbers[0][1] != numbers[1][0]:
        return False
    for found in _TIMES.finditer(stop.error.source):
        names = filter(None, found.groups())
        pairs = [(_shape_of(stop, name), shape) for name, shape in zip(names, shapes)]
        known = [_plain(f"{a}") == _plain(shape) for a, shape in pairs if a is not None]
        if known and all(known):  # of one array the shape may not be known
            return True
    return False


def _plain(shape):
    return shape.replace(" ", "")


def _shape_of(stop, name):
    """Return the shape of an array, or of it transposed, or None."""
    array = stop.arrays.get(name.removesuffix(".T"))
    shape = None if array is None else np.shape(array)
    return shape[::-1] if shape and name.endswith(".T") else shape


def _in_brackets(who):
    """Return " (A2 is (2, 5), D1 is (3, 5))", or "" where nobody has the shapes."""
    shown = ", ".join(fill("{name} is {shape}", name=n, shape=s) for n, s in who)
    return f" ({shown})" if shown else ""


def _who_has(stop, shapes):
    """Return [(name, shape)] of the arrays in the line that have such a shape.

    An array that stands there transposed has the shape that it has then.
    """
    source = stop.error.source
    wanted = [_plain(shape) for shape in shapes]
    # What stands left of the = is not what went wrong, unless it stands right, too.
    used = source.partition("=")[2] if re.match(r"\w+\s*=", source) else source
    names = [
        name + turned
        for name in stop.arrays
        for turned in dict.fromkeys(re.findall(rf"\b{re.escape(name)}\b(\.T\b|)", used))
    ]
    shapes = {name: f"{_shape_of(stop, name)}" for name in names}
    return [item for item in shapes.items() if _plain(item[1]) in wanted]


def no_room(stop: Stop, got: str, place: str) -> Message:
    """Return what it means that an array does not fit into a slice."""
    template = "What stands on the right of the = has shape {got}, its place {place}."
    if re.match(r"[^=]*\[[^=]*:", stop.error.source):
        template = (
            "What stands on the right of the = has shape {got}, its place {place}. "
            "Where does the slice begin and end? A negative number counts from the end."
        )
    return say(template, got=got, place=place)
