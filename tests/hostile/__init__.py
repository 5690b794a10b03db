"""Hostile and broken submissions, each with a name, a promise and what it earns.

One module for each part of the list in docs/threat-model.md.
"""

from . import (
    broken,
    forging,
    honest,
    machine,
    reading,
    record,
    returning,
    screen,
    shadowing,
    skipping,
)

PARTS = {
    module.__name__.rpartition(".")[2]: module.SUBMISSIONS
    for module in (
        honest,
        forging,
        returning,
        reading,
        skipping,
        shadowing,
        machine,
        screen,
        record,
        broken,
    )
}


def everybody():
    """Return all submissions of the class, honest ones among them."""
    return [one for part in PARTS.values() for one in part]
