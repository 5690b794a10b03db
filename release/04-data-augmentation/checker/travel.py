"""Records as plain trees, and back: what a release and a delivery hold.

Only what the course itself wrote is read here; what comes back from a learner's
process is read in the grader, with bounds.
"""

import dataclasses
from typing import Any

from checker.inputs import Factory
from checker.records import (
    Blank,
    Case,
    DropMask,
    Evidence,
    KnownMistake,
    Quantity,
    Spec,
    Threshold,
)


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


def case_from(tree: dict) -> Case:
    return Case(**tree)


def spec_from(tree: dict) -> Spec:
    """Return the `Spec` that `plain` took apart."""
    made = {
        "blanks": tuple(Blank(**one) for one in tree["blanks"]),
        "masks": {name: DropMask(**one) for name, one in tree["masks"].items()},
        "mistakes": tuple(KnownMistake(**one) for one in tree["mistakes"]),
        "quantities": tuple(Quantity(**one) for one in tree["quantities"]),
        "thresholds": tuple(Threshold(**one) for one in tree["thresholds"]),
    }
    return Spec(**{**tree, **made})


def evidence_tree(evidence: Evidence) -> dict:
    """Return evidence as a plain tree, to be sent to the grader."""
    return plain(evidence)
