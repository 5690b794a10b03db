"""By which number an output is too large, and which quantities make up that number."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from checker.compare import same
from checker.diagnosis.products import Product, products_of, values_of
from checker.language import translated
from checker.messages import Clause, Message, clause, say
from checker.records import Quantity

CLOSE = 1e-4  # relative; how well a factor must agree from case to case
SMALLEST = 1e-9
_OTHER_LOGARITHMS = (1 / math.log(2), 1 / math.log(10))
ENOUGH_CASES = 3  # must agree on a single number if the factor is any number
_FRACTIONS = tuple(
    (p, q) for q in (1, 2, 3, 4) for p in (1, 2, 3, 4) if math.gcd(p, q) == 1
)


@dataclass(frozen=True)
class Factor:
    """A number, and perhaps a `Product` that it is multiplied with.

    varies: it is another number in each case, and of nothing that is known.
    """

    number: float = 1.0
    product: Product | None = None
    varies: bool = False

    def __str__(self):
        """Return it as a person would write it: 2, 1/2·m, −0.7316."""
        if self.varies:
            return translated("a number that differs from case to case")
        sign, fraction = "−" if self.number < 0 else "", _fraction(self.number)
        shown = f"{abs(self.number):.4g}"
        if fraction:
            p, q = fraction
            shown = f"{p}" if q == 1 else f"{p}/{q}"
        if self.product is None:
            return f"{sign}{shown}"
        name = self.product.name
        over = self._over
        if over:
            return f"{sign}{name}/{over}"
        if "/" not in shown and self.product.simple and name.startswith("1/"):
            return f"{sign}{shown}/{name[2:]}"
        return f"{sign}{'' if shown == '1' else shown + '·'}{name}"

    @property
    def _over(self):
        """Return the whole number that stands where a quantity is due, or None.

        A solution that divides by 211 is m/211 of one that divides by m.
        """
        if not self.has_fixed_number or not self.product.simple:
            return None
        over = 1 / abs(self.number)
        whole = round(over)
        return whole if 1 < whole <= 999 and abs(over - whole) <= 0.1 else None

    @property
    def has_fixed_number(self) -> bool:
        """True if a number stands before a quantity that is nothing usual, like 1/2."""
        return self.product is not None and _fraction(self.number) is None

    @property
    def is_usual(self) -> bool:
        """True if it is made of quantities, or is a ratio of small numbers."""
        return self.product is not None or _fraction(self.number) is not None

    @property
    def is_one(self) -> bool:
        return not self.product and _fraction(self.number) == (1, 1)

    @property
    def is_negative(self) -> bool:
        return self.number < 0

    @property
    def without_sign(self) -> "Factor":
        return Factor(abs(self.number), self.product)

    @property
    def is_minus_one(self) -> bool:
        return self.is_negative and self.without_sign.is_one


def _as_shown(number):
    """Return a number as it will be shown, so that equal factors are equal."""
    fraction = _fraction(number)
    if fraction:
        return float(np.sign(number) * fraction[0] / fraction[1])
    return float(f"{number:.4g}")


def _fraction(number):
    """Return (p, q) if a number is ±p/q with small p and q, or None."""
    for p, q in _FRACTIONS:
        if abs(abs(number) - p / q) <= CLOSE * p / q:
            return p, q
    return None


class Cases:
    """The inputs of the cases in which factors are compared."""

    def __init__(self, inputs: Sequence[dict], quantities: Sequence[Quantity] = ()):
        self._inputs = list(inputs)
        self._quantities = tuple(quantities)

    def only(self, numbers: Sequence[int]) -> "Cases":
        """Return these cases without the others."""
        return Cases([self._inputs[i] for i in numbers], self._quantities)

    @cached_property
    def products(self) -> dict[Product, np.ndarray]:
        """{Product: its value in each case}, of those that differ between cases."""
        found = products_of(self._inputs, self._quantities)
        return {p: values for p, values in found.items() if np.ptp(values) > CLOSE}

    @cached_property
    def _values(self):
        return np.array(list(self.products.values()))

    @cached_property
    def counts(self) -> dict[str, np.ndarray]:
        """{quantity: its value in each case}, of those that count something."""
        counting = (q for q in self._quantities if q.axis is not None)
        found = {q.name: values_of(self._inputs, q) for q in counting}
        return {name: values for name, values in found.items() if values is not None}

    def times(
        self,
        pairs: Sequence[tuple[np.ndarray, np.ndarray]],
        slack: Sequence[float] | None = None,
    ) -> Factor | None:
        """Return the `Factor` c with got = c · want in all pairs, or None.

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
        few = single and len(pairs) < ENOUGH_CASES
        if _constant(factors, close) and (not few or _fraction(factors[0])):
            return Factor(_as_shown(factors[0]))
        for product, values in self._constant_times(factors, close):
            on = values != 0
            ratio = factors[on][0] / values[on][0]
            # Two cases agree with some product of many by chance.
            many = len(np.unique(values[on])) >= ENOUGH_CASES
            likely = many or _likely(product, ratio)
            if likely and (not few or _fraction(ratio)):
                return Factor(_as_shown(ratio), product)
        return None if single or not factors.all() else Factor(varies=True)

    def _constant_times(self, factors, close):
        """Yield the products, with their values, that all factors are a multiple of.

        There are some hundred: they are tried in one step.
        """
        if not self.products:
            return
        values = self._values
        on = values != 0
        ratios = np.divide(factors, values, out=np.zeros_like(values), where=on)
        first = np.take_along_axis(ratios, on.argmax(axis=1)[:, None], axis=1)
        fits = np.abs(ratios - first) <= close * np.abs(first)
        fits = np.where(on, fits, factors == 0).all(axis=1) & on.any(axis=1)
        for row in np.flatnonzero(fits):
            yield list(self.products)[row], values[row]


def _constant(values, close):
    return bool((np.abs(values - values[0]) <= close * abs(values[0])).all())


def factor(got: np.ndarray, want: np.ndarray, slack: float = 0.0) -> float | None:
    """Return c if got = c·want, or None; 0 only where got is 0 and want is not."""
    square = (want * want).sum()
    if not np.isfinite(square) or not square:
        return None
    if not got.any():
        return 0.0
    found = (got * want).sum() / square
    if abs(found) <= SMALLEST:
        return None
    if want.size == got.size == 1:  # it always is a multiple
        return found if np.isfinite(found) else None
    fits = same(got, found * want) or np.max(np.abs(got - found * want)) <= slack
    return found if fits else None


def _likely(product, ratio):
    """True unless a number stands before a product or a power, but for 1/2 and 2."""
    if product.simple:
        return product.made_of[0].axis is None or _fraction(ratio) is not None
    return bool(np.isclose(abs(ratio), (0.5, 1, 2), rtol=CLOSE).any())


def times_clause(found: Factor) -> Clause:
    """Say of an output that it is a multiple of what {it|they} should be."""
    if found.is_minus_one:
        return clause("{outputs} {has|have} the wrong sign.", asks_for(found))
    times = "{outputs} {is|are} {factor} × what {it|they} should be."
    return clause(times, asks_for(found), factor=found)


def asks_for(found: Factor) -> Message:
    """Ask for the quantity that a factor is made of."""
    if found.varies:
        return say(
            "Which quantity that differs between the cases is in the wrong place?"
        )
    if found.is_minus_one:
        return say("Which minus is missing, or one too many?")
    if found.product is None:
        if np.isclose(found.number, _OTHER_LOGARITHMS, rtol=1e-3).any():
            return say("Which logarithm is it? The natural one is np.log.")
        return say("Which factor is missing, or one too many?")
    if found.has_fixed_number:
        return say(
            "Does a fixed number stand where {name} is meant?",
            name=found.product.made_of[0].name,
        )
    quantities = found.product.made_of
    asked = [quantity.asks for quantity in quantities if quantity.asks]
    where = "Where does {name} enter, and where should it?"
    return say(asked[0]) if asked else say(where, name=quantities[0].name)
