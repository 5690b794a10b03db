"""What can be said of a dropout mask: its features, and what is wrong with it."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from checker.messages import Clause, clause
from checker.records import Case

SIGMAS = 6  # a right draw is called wrong about once in 10**9
ROWS_DIFFER = 3  # times the binomial's variance; about once in 10**11 for 50 rows
TELLING = 100  # entries of which some would differ between independent draws
LARGE_MASK = 2000  # entries from which statistics say something


@dataclass(frozen=True)
class Mask:
    """What can be said of a dropout mask without knowing its random stream."""

    shape: tuple[int, ...]
    levels: tuple[float, ...]  # its values if at most three, otherwise ()
    same_for_examples: bool
    same_for_units: bool
    share: float  # of entries that are not 0
    spread: float  # variance of the kept units per example, over the binomial's


def look_at_mask(mask: np.ndarray) -> Mask:
    """Return a `Mask`, the features of an array that should be a dropout mask."""
    mask = np.asarray(mask, dtype=float)
    if not mask.size:
        return Mask(mask.shape, (), False, False, 0.0, 1.0)
    levels = np.unique(np.round(mask, 6))
    kept = (mask != 0).astype(float)
    share = kept.mean()
    if mask.ndim != 2 or mask.size < 2:
        return Mask(mask.shape, tuple(levels[:3]), False, False, share, 1.0)
    binomial = len(mask) * share * (1 - share)
    return Mask(
        shape=mask.shape,
        levels=tuple(levels) if len(levels) <= 3 else (),
        same_for_examples=bool((mask == mask[:, :1]).all()),
        same_for_units=bool((mask == mask[:1]).all()),
        share=share,
        spread=kept.sum(axis=0).var() / binomial if binomial else 1.0,
    )


def alike(mask: Mask, other: Mask) -> bool:
    """True if two looks at masks are of the same kind of draw."""
    if mask.shape != other.shape:
        return False
    size = np.prod(mask.shape)
    if size < LARGE_MASK:  # in a few draws, one of two values may not come at all
        none = not len(mask.levels), not len(other.levels)
        if any(none):
            return all(none)
        zero_or_one = all(np.isin(m.levels, (0, 1)).all() for m in (mask, other))
        return zero_or_one or _within(mask, other) or _within(other, mask)
    return (
        len(mask.levels) == len(other.levels)
        and _within(mask, other)
        and mask.same_for_examples == other.same_for_examples
        and mask.same_for_units == other.same_for_units
        and abs(mask.share - other.share) <= SIGMAS * np.sqrt(0.5 / _draws(mask))
    )


def _draws(mask):
    """Return how many independent draws a mask is made of."""
    units, examples = mask.shape
    return (1 if mask.same_for_units else units) * (
        1 if mask.same_for_examples else examples
    )


def _within(mask, other):
    """True if each value of one mask is a value of the other."""
    levels = other.levels
    return all(np.isclose(value, levels, rtol=1e-3).any() for value in mask.levels)


def mask_problem(
    mask: np.ndarray,
    shape: tuple[int, ...],
    name: str,
    keep: float | Sequence[float],
) -> Clause | None:
    """Return what is wrong with a mask, or None.

    It must have the given shape and entries 0 or 1.  A mask that is large enough
    must be drawn per neuron and example and keep a share of about `keep`, the value
    of the argument `name`; or keep holds such a value for each row.
    """
    look, shape = look_at_mask(mask), tuple(shape)
    if look.shape != shape:
        return _wrong_shape(look.shape, shape, several=bool(np.ndim(keep)))
    if not set(look.levels) <= {0.0, 1.0} or not look.levels:
        return clause("{outputs} must hold only 0 and 1 (or False and True).")
    if np.ndim(keep):
        values = list(dict.fromkeys(keep))
        found = (
            _problem_of_rows(np.asarray(mask)[np.equal(keep, one)], name, one, values)
            for one in values
        )
        return next(filter(None, found), None)
    return _problem_of_rows(np.asarray(mask), name, keep)


def _problem_of_rows(mask, name, keep, others=()):
    """Return what is wrong with rows of 0 and 1 that one `keep` is for, or None.

    others: those that other rows are for.
    """
    look, shape = look_at_mask(mask), mask.shape
    given = {"name": name, "keep": f"{keep:g}"}
    if keep == 1:
        drops = "{outputs} {drops|drop} neurons although {name} is 1."
        return None if look.share == 1 else clause(drops, **given)
    size = np.prod(shape)
    far = not _may_keep(look.share, keep, size)
    if far and look.share == 0:
        none = "{outputs} {drops|drop} every neuron where {name} is {keep}."
        return clause(none, **given)
    if far and look.share == 1:
        every = "{outputs} {keeps|keep} every neuron where {name} is {keep}."
        return clause(every, **given)
    if size >= LARGE_MASK and look.same_for_examples:
        return clause(
            "{outputs} {is|are} the same for every example: each example needs its own "
            "draw."
        )
    if size >= LARGE_MASK and look.same_for_units:
        return clause(
            "{outputs} {is|are} the same for every neuron: each neuron needs its own "
            "draw."
        )
    if far:
        share = "{outputs} {keeps|keep} a share of {share} where {name} is {keep}."
        likely = size >= LARGE_MASK and any(
            _may_keep(look.share, other, size) for other in others
        )
        asks = ("Is that the share of another layer?",) if likely else ()
        return clause(share, *asks, share=f"{look.share:.2f}", **given)
    if size < LARGE_MASK:
        return None
    rows = np.var((mask != 0).mean(axis=1))
    if rows > ROWS_DIFFER * keep * (1 - keep) / shape[1]:
        return clause("{outputs} {keeps|keep} some neurons more often than others.")
    if abs(look.spread - 1) > SIGMAS * np.sqrt(2 / shape[1]):
        return clause(
            "{outputs} {is|are} not drawn independently for each neuron and example."
        )
    return None


def _may_keep(share, keep, size):
    """True if so many draws may keep a share by chance, where `keep` is due."""
    return abs(share - keep) <= SIGMAS * np.sqrt(keep * (1 - keep) / size)


def _wrong_shape(got, want, several):
    """Say who shares what, or what is lacking, in a mask of too few entries.

    several: it is made of the masks of several layers.
    """
    template = "{outputs} {has|have} shape {got}, expected {want}."
    if len(got) > len(want):
        return clause(
            template,
            "Do several arrays stand in a list that should be one array?",
            got=f"{got}",
            want=f"{want}",
        )
    if several and got[1:] == want[1:] and got[0] < want[0]:
        return clause(
            "{outputs} {has|have} only {got} of {want} rows.",
            "Is the mask of each layer in it, or only that of one?",
            got=got[0],
            want=want[0],
        )
    if len(want) == 2 and got == (want[0], 1) != want:
        template = (
            "{outputs} {has|have} shape {got}, expected {want}: one column serves all "
            "examples."
        )
    elif len(want) == 2 and got in ((1, want[1]), (want[1],)):
        template = (
            "{outputs} {has|have} shape {got}, expected {want}: one row serves all "
            "neurons."
        )
    return clause(template, got=f"{got}", want=f"{want}")


def frozen_masks(
    names: Iterable[str], cases: Sequence[Case], gots: Sequence[Mapping]
) -> list[str]:
    """Return the masks that were drawn from the same numbers under two seeds.

    names: those that are masks. gots: {output: array} for each case.
    """
    found = []
    for name in names:
        drawn = [
            (case.seed, got[name]) for case, got in zip(cases, gots) if name in got
        ]
        pairs = itertools.combinations(drawn, 2)
        if any(a != b and _same_draw(mask, other) for (a, mask), (b, other) in pairs):
            found.append(name)
    return found


def _same_draw(mask, other):
    """True if two masks come from the same random numbers, whatever share they keep.

    An entry that is kept where its number is below a limit is kept under any higher
    one, too; a draw from the other side of the limit leaves no entry dropped twice.
    By chance, neither happens where many entries could have broken it.
    """
    if mask.shape != other.shape or mask.ndim != 2:
        return False
    kept, kept_there = mask != 0, other != 0
    rows, rows_there = kept.mean(axis=1), kept_there.mean(axis=1)
    ways = (
        (rows * (1 - rows_there), kept & ~kept_there),
        (rows_there * (1 - rows), kept_there & ~kept),
        ((1 - rows) * (1 - rows_there), ~kept & ~kept_there),
    )
    length = mask.shape[1]
    return any(length * p.sum() > TELLING and not seen.any() for p, seen in ways)
