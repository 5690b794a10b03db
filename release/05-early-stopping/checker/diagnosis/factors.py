"""By which number an output is too large, and which quantities make up that number."""

import math
from functools import cached_property

import numpy as np

from checker.compare import same

CLOSE = 1e-4  # relative; how well a factor must agree from case to case
SMALLEST = 1e-9
ENOUGH = 3  # cases in which single numbers must agree if the factor is any number
_FRACTIONS = tuple(
    (p, q) for q in (1, 2, 3, 4) for p in (1, 2, 3, 4) if math.gcd(p, q) == 1
)
_RATIOS = np.array([p / q for p, q in _FRACTIONS])
_BASIC = ("lambd", "keep_prob", "(1 − keep_prob)")
VARIES = "a number that differs from case to case"


class Cases:
    """The inputs of the cases in which factors are compared."""

    def __init__(self, inputs):
        self._inputs = inputs

    def only(self, numbers):
        """Return these cases without the others."""
        return Cases([self._inputs[i] for i in numbers])

    @cached_property
    def quantities(self):
        """{words: its value in each case} of numbers that factors are made of."""
        return {
            name: values
            for name, values in _quantities(self._inputs).items()
            if np.ptp(values) > CLOSE
        }

    def times(self, pairs, slack=None):
        """Return c where got = c · want in all pairs, in words, or None.

        slack: for each pair, how far an entry may be off because both are
        differences of rounded numbers.

        A single number is always a multiple of another: for those, at least two
        cases must agree, and while they are few, on a ratio of small numbers.
        """
        factors, close = [], CLOSE
        for i, (got, want) in enumerate(pairs):
            off = slack[i] if slack else 0.0
            found = factor(got, want, off) if got.shape == want.shape else None
            if found is None:
                return None
            factors.append(found)
            if off and found:
                close = max(close, off / np.max(np.abs(got)))
        factors = np.array(factors)
        single = all(want.size == 1 for _, want in pairs)
        if not factors.any() or (single and len(pairs) < 2):
            return None
        few = single and len(pairs) < ENOUGH
        if _constant(factors, close) and _fair(factors[0], few):
            return _number(factors[0])
        for name, values in self.quantities.items():
            on = values != 0
            if not factors[~on].any() and on.any():
                ratios = factors[on] / values[on]
                # Two cases agree with some product of many by chance.
                many = len(np.unique(values[on])) >= ENOUGH
                plain = many or _plain(name, ratios[0])
                if _constant(ratios, close) and plain and _fair(ratios[0], few):
                    number = _number(ratios[0])
                    return {"1": name, "−1": f"−{name}"}.get(number, f"{number}·{name}")
        return None if single or not factors.all() else VARIES


def _constant(values, close):
    return bool((np.abs(values - values[0]) <= close * abs(values[0])).all())


def factor(got, want, slack=0.0):
    """Return c if got = c·want, or None; 0 only where got is 0 and want is not."""
    square = np.sum(want * want)
    if not np.isfinite(square) or not square:
        return None
    if not got.any():
        return 0.0
    found = np.sum(got * want) / square
    if abs(found) <= SMALLEST:
        return None
    fits = same(got, found * want) or np.max(np.abs(got - found * want)) <= slack
    return found if fits else None


def _fair(ratio, few):
    return not few or bool((np.abs(_RATIOS - abs(ratio)) <= CLOSE * _RATIOS).any())


def _plain(name, ratio):
    """True unless a number stands before a product or a power, but for 1/2 and 2."""
    bare = name.strip("1/")
    if bare == "m":
        return _fair(ratio, few=True)
    return bare in _BASIC or bool(np.isclose(abs(ratio), (0.5, 1, 2), rtol=CLOSE).any())


def _number(ratio):
    """Return a number as a person would write it: 2, 1/2, 0.7316."""
    sign = "−" if ratio < 0 else ""
    for p, q in _FRACTIONS:
        if abs(abs(ratio) - p / q) <= CLOSE * p / q:
            return f"{sign}{p}" if q == 1 else f"{sign}{p}/{q}"
    return f"{sign}{abs(ratio):.4g}"


def _quantities(inputs):
    """Return {words: its value in each case} of numbers that factors are made of."""
    basic = {}
    for name in ("lambd", "keep_prob"):
        if all(name in given for given in inputs):
            basic[name] = np.array([float(given[name]) for given in inputs])
    examples = [given.get("Y", given.get("X")) for given in inputs]
    if all(isinstance(given, np.ndarray) and given.ndim == 2 for given in examples):
        basic["m"] = np.array([float(given.shape[1]) for given in examples])
    if "keep_prob" in basic and (basic["keep_prob"] < 1).all():
        basic["(1 − keep_prob)"] = 1 - basic["keep_prob"]
    features = [given.get("X") for given in inputs]
    if all(isinstance(given, np.ndarray) and given.ndim == 2 for given in features):
        basic["X.shape[0]"] = np.array([float(given.shape[0]) for given in features])
    found = dict(basic)
    if "m" in basic and (basic["m"] > 1).all():
        found["m/(m − 1)"] = basic["m"] / (basic["m"] - 1)
        found["m/(m + 1)"] = basic["m"] / (basic["m"] + 1)
    for name, values in basic.items():
        found[f"{name}²"] = values**2
        if values.all():
            found[f"1/{name}"] = 1 / values
            found[f"1/{name}²"] = 1 / values**2
        for other, second in basic.items():
            if other != name:
                found[f"{name}·{other}"] = values * second
                if second.all():
                    found[f"{name}/{other}"] = values / second
    return found
