"""Find the known arrays that an output, or a part of it, is made of."""

import numpy as np

from utils._factors import VARIES, factor

ASKS = "Is that meant to be there?"


def made_of(pairs, arrays, cases):
    """Return in words a multiple of one or two known arrays that `arrays` are, or "".

    arrays: one for each pair; for single numbers, sums over one array are tried.
    """
    names = known_to_all(pairs)
    single = arrays[0].size == 1
    for words, make in _sums(names) if single else _of_one(names):
        told = _if_same_shape(arrays, [make(pair.known) for pair in pairs], cases)
        if told is not None:
            return f"{told}{words}"
    for words, make in (
        () if single else _of_two(pairs[0].known, names, arrays[0].shape)
    ):
        first = make(pairs[0].known)
        if first is None or first.shape != arrays[0].shape:
            continue
        if factor(arrays[0], first) is None:
            continue
        told = _if_same_shape(arrays, [make(pair.known) for pair in pairs], cases)
        if told is not None:
            return f"{told}{words}"
    return ""


def _if_same_shape(arrays, made, cases):
    if any(m is None for m in made):
        return None
    if arrays[0].size > 1:
        made = [spread(m, a.shape) for m, a in zip(made, arrays)]
    if any(m is None or m.shape != a.shape for m, a in zip(made, arrays)):
        return None
    told = simple(cases.times(list(zip(arrays, made))))
    # In a single case, any row is a multiple of another, and a number says nothing.
    return None if told and len(arrays) == 1 and "." in told else told


def _of_one(names):
    return [(name, lambda known, name=name: known[name]) for name in names]


def _sums(names):
    """Yield what single numbers are made of: sums over one array."""
    for name in names:
        for words, change in _SUMS.items():
            yield (
                words.format(name),
                lambda known, name=name, change=change: np.asarray(change(known[name])),
            )


_SUMS = {
    "the sum of squares of {}": lambda array: np.sum(np.square(array)),
    "the sum of {}": np.sum,
    "the sum of absolute values of {}": lambda array: np.sum(np.abs(array)),
    "the mean of squares of {}": lambda array: np.mean(np.square(array)),
    "the largest square of {}": lambda array: np.max(np.square(array)),
    "the product of squares of {}": lambda array: np.prod(np.square(array)),
}


def _of_two(known, names, shape):
    """Yield (words, function of the known arrays) for products of that shape."""
    flat = [(name, known[name].shape) for name in names if known[name].ndim == 2]
    rows, columns = shape if len(shape) == 2 else (0, 0)
    for a, (m, n) in flat:
        for b, (p, q) in flat:
            if a <= b and (_wider(m, p), _wider(n, q)) == shape:
                yield f"{a} * {b}", lambda k, a=a, b=b: _entries(k[a], k[b])
            if a != b and (m, n) == (p, q) == shape:
                yield f"{a} − {b}", lambda k, a=a, b=b: _difference(k[a], k[b])
            if (m, p) == (rows, columns) and n == q:
                yield f"np.dot({a}, {b}.T)", lambda k, a=a, b=b: _dot(k[a], k[b].T)
            if (n, q) == (rows, columns) and m == p:
                yield f"np.dot({a}.T, {b})", lambda k, a=a, b=b: _dot(k[a].T, k[b])
            if (m, q) == (rows, columns) and n == p:
                yield f"np.dot({a}, {b})", lambda k, a=a, b=b: _dot(k[a], k[b])


def _wider(m, n):
    """Return the length of an axis after NumPy has spread one over the other, or 0."""
    return max(m, n) if m == n or 1 in (m, n) else 0


def _entries(a, b):
    return a * b if all(map(_wider, a.shape, b.shape)) else None


def _difference(a, b):
    return a - b if a.shape == b.shape else None


def _dot(a, b):
    return a @ b if a.shape[1] == b.shape[0] else None


def spread(array, shape):
    """Return an array spread over a larger shape as NumPy does it, or None."""
    try:
        return np.broadcast_to(array, shape)
    except ValueError:
        return None


def known_to_all(pairs):
    """Return the names of the arrays that are known in every case."""
    return [n for n in pairs[0].known if all(n in pair.known for pair in pairs)]


def simple(told):
    """Return a factor to be read before a name, or None if it says nothing."""
    if told in (None, VARIES):
        return None
    return {"1": "", "−1": "−"}.get(told, f"{told} × ")
