"""The visible checks of a released folder: stored inputs and stored results.

A function that draws dropout masks has no single right result.  The results of a
column (an example) depend only on that column of the masks, so the file holds
them for every pattern of a column, and any right way to draw is right.
"""

import dataclasses

import numpy as np

from checker.masks import Mask
from checker.wire import WireError, from_npz, to_npz

REFERENCE = "reference"


def load_checks(file):
    """Return {function: {"spec", "cases"}} from a checks.npz; WireError if broken."""
    try:
        return from_npz(file)
    except (OSError, KeyError, ValueError) as error:
        raise WireError(
            f"{file} cannot be read ({error}). Download the lesson's folder again."
        ) from None


def checks_bytes(checks):
    """Return the bytes of a checks.npz for `checks`, as `load_checks` returns it."""
    return to_npz(checks)


def store_mask(look):
    """Return a `Mask` as a plain dictionary, which can be stored."""
    return {"mask": dataclasses.asdict(look)}


class Tables:
    """The oracle of the visible cases; see `_verdict.judge`."""

    replays = False

    def __init__(self, spec, cases):
        self._masks = list(spec["masks"])
        self._cases = cases

    def expected(self, i, got):
        """Return what case i should give, as far as the masks in `got` tell."""
        return self._results(i, got, REFERENCE)

    def mistaken(self, i, got, mistake):
        """Return what case i gives with a known mistake, for the same masks."""
        return self._results(i, got, mistake)

    def _results(self, i, got, variant):
        results = self._cases[i]["results"]
        # A mistake is stored only where it differs from the reference.
        stored = {**results[REFERENCE], **results.get(variant, {})}
        found = {}
        for output, value in stored.items():
            if isinstance(value, dict):
                found[output] = Mask(**value["mask"])
        arrays = {k: v for k, v in stored.items() if not isinstance(v, dict)}
        if not self._masks:
            return arrays
        patterns = self._patterns(i, got)
        if patterns is not None:
            for output, table in arrays.items():
                if table.ndim == 3:  # one result for each pattern
                    columns = [table[p][:, j] for j, p in enumerate(patterns)]
                    table = np.stack(columns, axis=1)
                found[output] = table
        return found

    def _patterns(self, i, got):
        """Return for each example the number of its mask pattern, or None."""
        bits = []
        for name in self._masks:
            reference = self._cases[i]["results"][REFERENCE].get(name)
            mask = got.get(name)
            if reference is None or mask is None:
                return None
            shape = tuple(reference["mask"]["shape"])
            if mask.shape != shape or not np.isin(mask, (0, 1)).all():
                return None
            bits.append(mask)
        rows = np.concatenate(bits).astype(int)
        return 2 ** np.arange(len(rows)) @ rows
