"""Names that mean nothing: misspelt, of another edition, of an old Python or NumPy."""

import difflib
import re
from collections.abc import Iterable

import numpy as np

from checker.diagnosis.stop import Stop
from checker.messages import Message, either, say

_SHORT = 3  # characters up to which another letter makes another name

_PYTHON_2 = {
    "xrange": "range",
    "raw_input": "input",
    "unicode": "str",
    "basestring": "str",
    "unichr": "chr",
    "long": "int",
    "iteritems": "items",
    "iterkeys": "keys",
    "itervalues": "values",
    "has_key": "the word in",
}
_MODULES = ("math", "random", "copy", "plt", "matplotlib", "scipy", "sklearn", "torch")
_GONE = {  # from NumPy, where its own error gives no advice
    "bool8": "bool",
    "product": "prod",
    "cumproduct": "cumprod",
    "alltrue": "all",
    "sometrue": "any",
    "asscalar": "ndarray.item",
    "mat": "array",
    "in1d": "isin",
    "trapz": "trapezoid",
    "row_stack": "vstack",
    "float_": "float64",
    "Inf": "inf",
    "NaN": "nan",
}
_ADVICE = re.compile(r"[Uu]se `([\w. ]+)`")


def not_defined(stop: Stop, name: str) -> Message:
    """Return what a NameError means."""
    source = re.escape(name)
    dotted = re.search(rf"\b{source}\s*\.\s*(\w+)", stop.error.source)
    called = re.search(rf"\b{source}\s*\(", stop.error.source)
    if name in _PYTHON_2:
        return _of_python_2(name)
    if name in ("np", "numpy"):
        return say(_IMPORTS if name == "np" else _NUMPY, name=name)
    found = _as_module(stop, name, dotted[1]) if dotted else None
    if found:
        return found
    around = [*stop.names, *(stop.error.around if called else ())]
    looks = [other for other in around if other != name and _look(other) == _look(name)]
    if looks:
        return _did_you_mean(name, looks)
    return (
        (_in_numpy(name) if called else None)
        or _without_value(stop, name)
        or _meant(name, around)
        or _count(stop, name)
        or _in_numpy(name)
        or say(_NO_FUNCTION if called else _NOWHERE, name=name)
    )


_NO_FUNCTION = "No function is called `{name}` here: how is it spelt?"
_NOWHERE = "`{name}` is set nowhere: in which line should it get a value?"


def _in_numpy(name):
    """Say that a name is NumPy's, without its prefix."""
    if hasattr(np, name) and len(name) > 1:
        return say("`{name}` is part of NumPy: did you mean np.{name}?", name=name)
    if hasattr(np.random, name) and len(name) > 1:
        return say(_IN_RANDOM, name=name)
    return None


def _meant(name, names):
    """Return "did you mean …?" for a name that is cut short, mixed up or misspelt."""
    if len(name) < _SHORT:
        with_number = [n for n in names if re.fullmatch(rf"{re.escape(name)}\d", n)]
        return _did_you_mean(name, with_number) if with_number else None
    begins = [other for other in names if other.lower().startswith(name.lower())]
    mixed = [other for other in names if sorted(_look(other)) == sorted(_look(name))]
    if begins or mixed:
        return _did_you_mean(name, begins or mixed)
    return near(name, names) if len(name) > _SHORT else None


_IN_RANDOM = "`{name}` is in np.random: did you mean np.random.{name}?"


_IMPORTS = "`{name}` is a module: has the cell with the imports been run?"
_NUMPY = "`{name}` is called np here."


def _as_module(stop, name, attribute):
    """Say what stands behind a dot, where what stands before it is no variable."""
    if attribute in stop.error.around:
        return say(
            "There is no module `{name}` here: `{attribute}` stands alone, without "
            "`{name}.` in front.",
            name=name,
            attribute=attribute,
        )
    if name in _MODULES and hasattr(np, attribute):
        return say(
            "`{name}` is not imported in this lesson: np.{attribute} does the same, or "
            "import {name} in your cell.",
            name=name,
            attribute=attribute,
        )
    if name == "random" and hasattr(np.random, attribute):
        return say(_IN_RANDOM, name=attribute)
    if name in _MODULES:
        return say(
            "`{name}` is not imported in this lesson: import it in your cell.",
            name=name,
        )
    if any(_look(other) == _look(name) for other in stop.names):
        return None
    if not hasattr(np.ndarray, attribute) and not near(name, stop.names):
        return near(attribute, stop.error.around) or say(
            "There is no module `{name}` here, and nothing called `{attribute}`.",
            name=name,
            attribute=attribute,
        )
    return None


def _without_value(stop, name):
    """Say that no line sets a name that the function knows well."""
    for argument, held in stop.entries.items():
        if name in held:
            return say(
                "`{name}` is an entry of `{argument}`: which line takes it out?",
                name=name,
                argument=argument,
            )
    if name in stop.outputs:
        return say("No line of your function sets `{name}`.", name=name)
    return None


def _count(stop, name):
    """Say what the number of examples is called, if another letter stands for it."""
    quantities = [q for q in stop.spec.quantities if q.axis is not None]
    alike = [q for q in quantities if len(q.name) == 1 and name.lower() in ("m", "n")]
    return _quantity(alike[0], name) if alike else None


def _quantity(quantity, name):
    means = (
        "`{name}` is set nowhere. `{known}` is the number of {counted} of {of}: is "
        "that meant?"
    )
    if name == quantity.name:
        means = "`{name}` is set nowhere: it is the number of {counted} of {of}."
    counted = _COUNTED[quantity.axis]
    return say(means, name=name, known=quantity.name, counted=counted, of=quantity.of)


_COUNTED = ("rows", "examples, the columns")  # by axis; translated


def not_yet(stop: Stop, name: str) -> Message:
    """Return what an UnboundLocalError means."""
    looks = [o for o in stop.names if o != name and _look(o) == _look(name)]
    return _did_you_mean(name, looks) if looks else say(_NOT_YET, name=name)


_NOT_YET = "`{name}` is used before it has a value: does a line above set it?"


def missing_key(stop: Stop) -> Message:
    """Return what a KeyError means."""
    key = stop.error.message.strip("'\"")
    inputs = stop.case.inputs.items()
    given = {name: value for name, value in inputs if isinstance(value, dict)}
    source = stop.error.source
    meant = {n: v for n, v in given.items() if re.search(rf"\b{n}\b", source)}
    held = [name for entries in (meant or given).values() for name in entries]
    looks = [other for other in held if _look(other) == _look(key) != ""]
    if looks:
        return _did_you_mean(key, looks)
    if given and not meant and source:
        return say("The dictionary in that line has no entry {key!r} yet.", key=key)
    found = near(key, held) if len(key) > _SHORT else None
    if found or not held:
        return found or say("No entry is called {key!r}; there are others.", key=key)
    known = "No entry is called {key!r}; there are {held}."
    if _NUMBERED.fullmatch(key) and any(_like(key, other) for other in held):
        known = (
            "No entry is called {key!r}; there are {held}. Which number does your "
            "count begin with, and how does it know where to end?"
        )
    return say(known, key=key, held=", ".join(held))


_NUMBERED = re.compile(r"([A-Za-z]+)\d+")


def _like(key, other):
    """True if two names differ in their numbers alone."""
    found = _NUMBERED.fullmatch(other)
    return bool(found) and found[1] == _NUMBERED.fullmatch(key)[1]


def not_in_numpy(stop: Stop, module: str, name: str) -> Message:
    """Return what an AttributeError of NumPy means."""
    advice = _ADVICE.search(stop.error.message)
    instead = advice[1] if advice else _GONE.get(name) and f"np.{_GONE[name]}"
    if instead:
        return say(
            "`np.{name}` is gone from NumPy: {instead} does the same.",
            name=name,
            instead=instead,
        )
    if hasattr(np.random, name):
        return say(_IN_RANDOM, name=name)
    part = {"numpy.linalg": np.linalg, "numpy.random": np.random}.get(module, np)
    return near(name, dir(part)) or say("NumPy has no `{name}`.", name=name)


def not_of_arrays(name: str | None) -> Message:
    """Return what an AttributeError of an array means.

    What is a method in other libraries is often a function in NumPy.
    """
    for module, prefix in ((np, "np"), (np.linalg, "np.linalg")):
        if name and callable(getattr(module, name, None)):
            return say(
                "An array has no `{name}` of its own: {prefix}.{name} takes it in "
                "round brackets.",
                name=name,
                prefix=prefix,
            )
    found = near(name, dir(np.ndarray)) if name else None
    return found or say("An array has no `{name}`.", name=name)


def not_in_python(name: str) -> Message | None:
    """Return what became of a name of Python 2, or None."""
    return _of_python_2(name) if name in _PYTHON_2 else None


def _of_python_2(name):
    return say(
        "`{name}` is Python 2; in Python 3 it is {now}.",
        name=name,
        now=_PYTHON_2[name],
    )


def near(name: str, names: Iterable[str]) -> Message | None:
    """Return "did you mean …?" for the nearest of `names`, or None."""
    public = {other for other in names if not other.startswith("__")}
    known = {other.lower(): other for other in sorted(public - {name})}
    like = 0.6 if len(name) > _SHORT else 0.7
    found = difflib.get_close_matches(name.lower(), known, 3, like)
    alike = [difflib.SequenceMatcher(None, name.lower(), n).ratio() for n in found]
    nearest = [known[n] for n, ratio in zip(found, alike) if ratio == alike[0]]
    return _did_you_mean(name, nearest) if nearest else None


def _did_you_mean(name, others):
    near = either(sorted(set(others)))
    return say("`{name}`: did you mean {near}?", name=name, near=near)


_ALIKE = str.maketrans("lIO", "110")


def _look(name):
    """Return a name so that those are equal which are easily taken for each other."""
    return name.translate(_ALIKE).lower().replace("_", "")
