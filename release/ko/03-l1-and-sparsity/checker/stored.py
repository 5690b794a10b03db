"""The visible checks of a released folder: stored inputs and stored results.

A function that draws dropout masks has no single right result.  The results of a
column (an example) depend only on that column of the masks, so the file holds
them for every pattern of a column, and any right way to draw is right.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from checker.masks import Mask
from checker.records import Case, Spec
from checker.travel import plain, spec_from
from checker.wire import WireError, from_npz, to_npz

REFERENCE = "reference"


@dataclass(frozen=True)
class Checks:
    """The visible cases of one function: the oracle of a learner's `check`.

    results: for each case {REFERENCE or a mistake's id: {output: array, table over
    the patterns of a mask, or a `Mask` as a dictionary}}. points: those that the
    function can earn. instead: for each case {output: an array for each of
    `spec.instead`, NaN where there is no result}.
    """

    spec: Spec
    cases: tuple[Case, ...]
    results: tuple[dict, ...]
    points: float = 0
    instead: tuple[dict, ...] = ()
    replays = False

    def expected(self, i: int, got: Mapping[str, np.ndarray]) -> dict[str, Any]:
        """Return what case i should give, as far as the masks in `got` tell."""
        return self.mistaken(i, got, REFERENCE)

    def mistaken(
        self, i: int, got: Mapping[str, np.ndarray], mistake: str
    ) -> dict[str, Any]:
        """Return what case i gives with a known mistake, for the same masks."""
        results = self.results[i]
        if not results:  # of a contest nothing is stored
            return {}
        if mistake in self._places:
            found = self.instead[i].items()
            rows = {output: table[self._places[mistake]] for output, table in found}
            return {k: v for k, v in rows.items() if not np.isnan(v).any()}
        # A mistake is stored only where it differs from the reference.
        stored = {**results[REFERENCE], **results.get(mistake, {})}
        arrays = {k: v for k, v in stored.items() if not isinstance(v, dict)}
        if not self.spec.masks:
            return arrays
        found = {k: Mask(**v["mask"]) for k, v in stored.items() if k not in arrays}
        if not arrays:  # of large masks, no table is stored
            return found
        patterns = self._patterns(i, got)
        for output, table in arrays.items() if patterns else ():
            if table.ndim == 3:  # one result for each pattern
                rows = range(table.shape[2])
                tables = [table[one, :, rows].T for one in patterns]
                if any((other != tables[0]).any() for other in tables[1:]):
                    continue  # it depends on a mask that is not there yet
                table = tables[0]
            found[output] = table
        return found

    @cached_property
    def _places(self):
        return {one.id: place for place, one in enumerate(self.spec.instead)}

    def _patterns(self, i, got):
        """Return, for each way the missing masks may be, each example's pattern number.

        None if no mask is there, or one that cannot be used.
        """
        numbers, unit = [0], 1
        for name in self.spec.masks:
            reference = self.results[i][REFERENCE].get(name)
            if reference is None:
                return None
            mask, (units, examples) = got.get(name), reference["mask"]["shape"]
            if mask is None:
                ways = [np.full(examples, way) for way in range(2**units)]
            elif mask.shape == (units, examples) and np.isin(mask, (0, 1)).all():
                ways = [2 ** np.arange(units) @ mask.astype(int)]
            else:
                return None
            numbers = [one + unit * way for one in numbers for way in ways]
            unit *= 2**units
        return numbers if any(name in got for name in self.spec.masks) else None


def load_checks(file: str | Path) -> dict[str, Checks]:
    """Return the `Checks` in a checks.npz by function; WireError if it is broken."""
    if isinstance(file, Path) and not file.is_file():
        raise WireError(
            f"{file} is missing: keep checker/ beside the notebook as it came, or "
            "download the lesson's folder again. (An instructor in source/: run "
            "`%load_ext grader.lab`.)"
        )
    try:
        found = from_npz(file)
        return {
            name: Checks(
                spec_from(entry["spec"]),
                tuple(Case(**case) for case in entry["cases"]),
                tuple(entry["results"]),
                entry.get("points", 0),
                tuple(entry.get("instead", ())),
            )
            for name, entry in found.items()
        }
    except Exception as error:  # a damaged archive stops in many ways
        raise WireError(
            f"{file} cannot be read ({type(error).__name__}: {error}): it is damaged. "
            "Download the lesson's folder again."
        ) from None


def checks_bytes(checks: dict[str, Checks]) -> bytes:
    """Return the bytes of a checks.npz, from which `load_checks` reads."""
    return to_npz(
        {
            name: {
                "spec": plain(one.spec),
                "cases": [plain(case) for case in one.cases],
                "results": list(one.results),
                "points": one.points,
                "instead": list(one.instead),
            }
            for name, one in checks.items()
        }
    )


def store_mask(look: Mask) -> dict:
    """Return a `Mask` as a plain dictionary, which can be stored."""
    return {"mask": dataclasses.asdict(look)}
