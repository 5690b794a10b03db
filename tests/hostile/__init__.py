"""Hostile and broken submissions, each with a name, a promise and what it earns.

One module for each part of the list in docs/threat-model.md.
"""

from . import (
    broken,
    evidence,
    forging,
    honest,
    machine,
    pipe,
    reading,
    record,
    returning,
    screen,
    shadowing,
    skipping,
    unusual,
)

PARTS = {
    module.__name__.rpartition(".")[2]: module.SUBMISSIONS
    for module in (
        honest,
        forging,
        evidence,
        returning,
        reading,
        skipping,
        shadowing,
        machine,
        pipe,
        unusual,
        screen,
        record,
        broken,
    )
}


def everybody():
    """Return all submissions of the class, honest ones among them."""
    return [one for part in PARTS.values() for one in part]
