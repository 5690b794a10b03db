"""The visible checks of a released folder: stored inputs and stored results.

A function that draws dropout masks has no single right result.  The results of a
column (an example) depend only on that column of the masks, so the file holds
them for every pattern of a column, and any right way to draw is right.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
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
    function can earn.
    """

    spec: Spec
    cases: tuple[Case, ...]
    results: tuple[dict, ...]
    points: float = 0
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
        # A mistake is stored only where it differs from the reference.
        stored = {**results[REFERENCE], **results.get(mistake, {})}
        arrays = {k: v for k, v in stored.items() if not isinstance(v, dict)}
        if not self.spec.masks:
            return arrays
        found = {k: Mask(**v["mask"]) for k, v in stored.items() if k not in arrays}
        patterns = self._patterns(i, got)
        if patterns is None:
            return found
        for output, table in arrays.items():
            if table.ndim == 3:  # one result for each pattern
                columns = [table[p][:, j] for j, p in enumerate(patterns)]
                table = np.stack(columns, axis=1)
            found[output] = table
        return found

    def _patterns(self, i, got):
        """Return for each example the number of its mask pattern, or None."""
        bits = []
        for name in self.spec.masks:
            reference = self.results[i][REFERENCE].get(name)
            mask = got.get(name)
            if reference is None or mask is None:
                return None
            shape = tuple(reference["mask"]["shape"])
            if mask.shape != shape or not np.isin(mask, (0, 1)).all():
                return None
            bits.append(mask)
        rows = np.concatenate(bits).astype(int)
        return 2 ** np.arange(len(rows)) @ rows


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
            }
            for name, one in checks.items()
        }
    )


def store_mask(look: Mask) -> dict:
    """Return a `Mask` as a plain dictionary, which can be stored."""
    return {"mask": dataclasses.asdict(look)}
