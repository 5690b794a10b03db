"""What a wrong factor may be made of: the lesson's quantities, and their products."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from checker.records import Quantity


@dataclass(frozen=True)
class Product:
    """A product or a power of the quantities of a lesson, as a factor may hold it.

    made_of: those quantities, the first one is the one to ask about. simple: one
    quantity and no more, or 1 over it.
    """

    name: str
    made_of: tuple[Quantity, ...]
    simple: bool = False


def products_of(
    inputs: Sequence[dict], quantities: Sequence[Quantity]
) -> dict[Product, np.ndarray]:
    """Return {Product: its value in each case} of what factors may be made of."""
    basic = {}
    for quantity in quantities:
        values = values_of(inputs, quantity)
        if values is not None:
            basic[Product(quantity.name, (quantity,), True)] = values
    for one, values in list(basic.items()):
        if one.made_of[0].share and (values < 1).all():
            basic[Product(f"(1 − {one.name})", one.made_of, True)] = 1 - values
    found = dict(basic)
    for one, values in basic.items():
        counts = one.made_of[0].axis is not None
        if counts and (values > 1).all():
            n = one.name
            found[Product(f"{n}/({n} − 1)", one.made_of)] = values / (values - 1)
            found[Product(f"{n}/({n} + 1)", one.made_of)] = values / (values + 1)
    for one, values in basic.items():
        found[Product(f"{one.name}²", one.made_of)] = values**2
        if values.all():
            found[Product(f"1/{one.name}", one.made_of, one.simple)] = 1 / values
            found[Product(f"1/{one.name}²", one.made_of)] = 1 / values**2
        for other, second in basic.items():
            if other != one:
                both = tuple(q for q in quantities if q in one.made_of + other.made_of)
                found[Product(f"{one.name}·{other.name}", both)] = values * second
                if second.all():
                    found[Product(f"{one.name}/{other.name}", both)] = values / second
    return found


def values_of(inputs: Sequence[dict], quantity: Quantity) -> np.ndarray | None:
    """Return the value of a quantity in each case, or None where one has none."""
    found = []
    for given in inputs:
        value = given.get(quantity.of)
        if quantity.axis is not None:
            if np.ndim(value) <= quantity.axis:
                return None
            value = np.shape(value)[quantity.axis]
        if isinstance(value, bool) or not isinstance(value, (int, float, np.number)):
            return None
        found.append(float(value))
    return np.array(found)
