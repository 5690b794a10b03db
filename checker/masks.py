"""What can be said of a dropout mask: its features, and what is wrong with it."""

from dataclasses import dataclass

import numpy as np

SIGMAS = 6  # a right draw is called wrong about once in 10**9
ROWS_DIFFER = 3  # times the binomial's variance; about once in 10**11 for 50 rows
LARGE_MASK = 2000  # entries from which statistics say something


@dataclass(frozen=True)
class Mask:
    """What can be said of a dropout mask without knowing its random stream."""

    shape: tuple
    levels: tuple  # its values if at most three, otherwise ()
    same_for_examples: bool
    same_for_units: bool
    share: float  # of entries that are not 0
    spread: float  # variance of the kept units per example, over the binomial's


def look_at_mask(mask):
    """Return a `Mask`, the features of an array that should be a dropout mask."""
    mask = np.asarray(mask, dtype=float)
    if not mask.size:
        return Mask(mask.shape, (), False, False, 0.0, 1.0)
    levels = np.unique(np.round(mask, 6))
    kept = (mask != 0).astype(float)
    if mask.ndim != 2 or mask.size < 2:
        return Mask(mask.shape, tuple(levels[:3]), False, False, kept.mean(), 1.0)
    share = kept.mean()
    binomial = len(mask) * share * (1 - share)
    return Mask(
        shape=mask.shape,
        levels=tuple(levels) if len(levels) <= 3 else (),
        same_for_examples=bool((mask == mask[:, :1]).all()),
        same_for_units=bool((mask == mask[:1]).all()),
        share=share,
        spread=kept.sum(axis=0).var() / binomial if binomial else 1.0,
    )


def alike(mask, other):
    """True if two looks at masks are of the same kind of draw."""
    if mask.shape != other.shape or len(mask.levels) != len(other.levels):
        return False
    if not np.allclose(mask.levels, other.levels, rtol=1e-3):
        return False
    size = np.prod(mask.shape)
    if size < LARGE_MASK:
        return True
    return (
        mask.same_for_examples == other.same_for_examples
        and mask.same_for_units == other.same_for_units
        and abs(mask.share - other.share) <= SIGMAS * np.sqrt(0.5 / size)
    )


def mask_problem(mask, shape, keep_prob):
    """Say what is wrong with a mask, or return "".

    It must have the given shape and entries 0 or 1.  A mask that is large enough
    must be drawn per neuron and example and keep a share of about `keep_prob`.
    """
    look = look_at_mask(mask)
    if look.shape != tuple(shape):
        return f"has shape {look.shape}, expected {tuple(shape)}"
    if not set(look.levels) <= {0.0, 1.0} or not look.levels:
        return "must hold only 0 and 1 (or False and True)"
    size = np.prod(shape)
    if keep_prob == 1:
        return "" if look.share == 1 else "drops neurons although keep_prob is 1"
    allowed = SIGMAS * np.sqrt(keep_prob * (1 - keep_prob) / size)
    far = abs(look.share - keep_prob) > allowed
    share = f"keeps a share of {look.share:.2f} where keep_prob is {keep_prob:g}"
    if far and look.share in (0, 1):
        does = "drops every neuron" if look.share == 0 else "keeps every neuron"
        return f"{does} where keep_prob is {keep_prob:g}"
    if size < LARGE_MASK:
        return share if far else ""
    if look.same_for_examples:
        return "is the same for every example: each example needs its own draw"
    if look.same_for_units:
        return "is the same for every neuron: each neuron needs its own draw"
    if far:
        return share
    rows = np.var((np.asarray(mask) != 0).mean(axis=1))
    if rows > ROWS_DIFFER * keep_prob * (1 - keep_prob) / shape[1]:
        return "keeps some neurons more often than others"
    if abs(look.spread - 1) > SIGMAS * np.sqrt(2 / shape[1]):
        return "is not drawn independently for each neuron and example"
    return ""
