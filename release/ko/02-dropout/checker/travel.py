"""Records as plain trees, and back: what a release and a delivery hold.

Only what the course itself wrote is read here; what comes back from a learner's
process is read in the grader, with bounds.
"""

import dataclasses
from typing import Any

from checker.inputs import Factory
from checker.oracle import Instead
from checker.records import Blank, DropMask, KnownMistake, Quantity, Spec, Threshold


def plain(record: Any) -> Any:
    """Return a record as dictionaries, lists and values, without what is empty."""
    if isinstance(record, Factory):
        return record
    if dataclasses.is_dataclass(record):
        found = {f.name: getattr(record, f.name) for f in dataclasses.fields(record)}
        return {k: plain(v) for k, v in found.items() if v is not None}
    if isinstance(record, dict):
        return {key: plain(value) for key, value in record.items()}
    if isinstance(record, (tuple, list)):
        return type(record)(plain(value) for value in record)
    return record


def spec_from(tree: dict) -> Spec:
    """Return the `Spec` that `plain` took apart."""
    kinds = {
        "blanks": Blank,
        "mistakes": KnownMistake,
        "instead": Instead,
        "quantities": Quantity,
        "thresholds": Threshold,
    }
    made = {
        name: tuple(kind(**one) for one in tree.get(name, ()))
        for name, kind in kinds.items()
    }
    masks = {name: DropMask(**one) for name, one in tree["masks"].items()}
    return Spec(**{**tree, **made, "masks": masks})
