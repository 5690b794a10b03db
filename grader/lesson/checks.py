"""The visible checks of a lesson: what is right, and what each mistake gives."""

import dataclasses
import itertools

import numpy as np

from checker.masks import look_at_mask
from checker.stored import REFERENCE, Checks, store_mask
from grader.lesson.lesson import Lesson
from grader.lesson.reference import AuthorError

DIGITS = 7  # stored results are rounded, so that every machine writes the same
LARGEST = 100  # entries of an output whose results for other inputs are stored


def visible_checks(lesson: Lesson) -> dict[str, Checks]:
    """Return the checks by function, as checks.npz of a release holds them."""
    return {
        name: _checks(loaded, lesson.points(name))
        for name, loaded in lesson.exercises.items()
    }


def _checks(loaded, points):
    cases = loaded.exercise.visible
    results = tuple(_stored(loaded, case) for case in cases)
    if not loaded.spec.instead:
        return Checks(loaded.spec, cases, results, points)
    tables = [_with_other_inputs(loaded, case) for case in cases]
    kept = _new_ones(tables, [result[REFERENCE] for result in results])
    instead = tuple(loaded.spec.instead[place] for place in kept)
    spec = dataclasses.replace(loaded.spec, instead=instead)
    tables = tuple({o: t[kept] for o, t in table.items()} for table in tables)
    return Checks(spec, cases, results, points, tables)


def _with_other_inputs(loaded, case):
    """Return {output: its result for each of `spec.instead`, NaN if there is none}.

    It is shown with everything before it right.
    """
    right = loaded.reference(case.inputs, seed=case.seed)
    tables = {
        output: np.full((len(loaded.spec.instead), *value.shape), np.nan, np.float32)
        for output, value in right.items()
        if case.judges(output) and value.size <= LARGEST
    }
    for place, one in enumerate(loaded.spec.instead):
        found = loaded.with_other_input(case, one, right)
        for output, table in tables.items():
            value = found.get(output, np.array(np.nan))
            if value.shape == table.shape[1:] and np.isfinite(value).all():
                table[place] = _rounded(value)
    return tables


def _new_ones(tables, results):
    """Return the places of those that give something else than the right results.

    Of several that give the same everywhere, the first one stays.
    """
    both = [
        (table.reshape(len(table), -1), np.ravel(result[output]))
        for case, result in zip(tables, results)
        for output, table in case.items()
    ]
    if not both:
        return []
    kept, seen = [], np.concatenate([right for _, right in both])[np.newaxis]
    for place, found in enumerate(np.hstack([table for table, _ in both])):
        near = np.isclose(seen, found, rtol=1e-4, atol=1e-9, equal_nan=True)
        if np.isfinite(found).any() and not near.all(axis=1).any():
            kept.append(place)
            seen = np.vstack([seen, found])
    return kept


def _stored(loaded, case):
    if loaded.spec.thresholds:  # a contest: no label ever leaves _author/
        return {}
    carries = []
    if not _masks_alone(loaded, case):
        # A mistake is shown with everything before it right.
        carries = [
            {**loaded.reference(case.inputs, carry, case.seed), **carry}
            for carry in (_patterns(loaded, case) if loaded.exercise.masks else [{}])
        ]
    results = {REFERENCE: _results(loaded, loaded.reference, case, carries)}
    for mistake, program in loaded.mistakes.items():
        try:
            found = _results(loaded, program, case, carries)
        except Exception:  # this mistake stops with an error on these inputs
            continue
        results[mistake] = {
            output: _small(value)
            for output, value in found.items()
            if not _equal(value, results[REFERENCE][output])
        }
    return results


def _small(value):
    """Return a mistake's results as they are stored: half as large, digits enough."""
    whole = isinstance(value, dict) or np.max(np.abs(value), initial=0) > 1e30
    return value if whole else value.astype(np.float32)


def _masks_alone(loaded, case):
    """Return whether a case wants masks and nothing else."""
    masks = set(loaded.exercise.masks)
    return bool(masks) and case.wants is not None and set(case.wants) <= masks


def _results(loaded, program, case, carries):
    """Return {output: array, table over mask patterns, or look at a mask}.

    carries: what stands before an output, one for each pattern of the masks.
    """
    masks = loaded.exercise.masks
    drawn = program(case.inputs, seed=case.seed)
    found = {
        mask: store_mask(look_at_mask(drawn[mask])) for mask in masks if mask in drawn
    }
    if not carries:
        return found
    runs = [program(case.inputs, carry, case.seed) for carry in carries]
    for output in drawn:
        if output not in masks:
            values = np.stack([run[output] for run in runs])
            same = (values == values[0]).all()
            found[output] = _rounded(values[0]) if same else _rounded_by_column(values)
    return found


def _equal(value, other):
    if isinstance(value, dict):
        return value == other
    return np.array_equal(value, other, equal_nan=True)


def _patterns(loaded, case):
    """Return a carry for every pattern that a column of the masks can have."""
    plain = loaded.reference(case.inputs, seed=case.seed)
    units = [len(plain[mask]) for mask in loaded.exercise.masks]
    if sum(units) > 10:
        raise AuthorError(
            f"{loaded.name}, case {case.name!r}: a visible case that wants more than "
            "the masks may have at most 10 neurons under dropout"
        )
    carries = []
    for number in range(2 ** sum(units)):
        bits = np.array([number >> i & 1 for i in range(sum(units))], dtype=float)
        rows = np.split(bits, list(itertools.accumulate(units))[:-1])
        carries.append(
            {
                mask: np.repeat(row[:, None], plain[mask].shape[1], axis=1)
                for mask, row in zip(loaded.exercise.masks, rows, strict=True)
            }
        )
    return carries


def _rounded(array):
    """Round to DIGITS significant digits of the largest entry."""
    scale = np.max(np.abs(array[np.isfinite(array)]), initial=0.0)
    if not scale:
        return array
    return np.round(array, DIGITS - 1 - int(np.floor(np.log10(scale)))) + 0.0


def _rounded_by_column(table):
    """Round each column of each pattern by its own largest entry.

    table: (patterns, units, examples), or (patterns,) of numbers. A check puts columns
    of any patterns together: all may be small, and the largest decides.
    """
    rounded = table.copy()
    units = table.shape[1] if table.ndim > 1 else 1
    columns = np.moveaxis(rounded.reshape(len(table), units, -1), 1, 2)
    finite = np.where(np.isfinite(columns), np.abs(columns), 0.0)
    scales = np.max(finite, axis=2, initial=0.0)
    with np.errstate(divide="ignore"):
        orders = np.floor(np.log10(scales))
    for order in np.unique(orders[scales > 0]):
        alike = (orders == order) & (scales > 0)
        columns[alike] = np.round(columns[alike], DIGITS - 1 - int(order)) + 0.0
    return rounded
