"""Plain Python and NumPy values as bytes or as an npz file, never as pickle.

A *tree* is made of None, bool, int, float, str, lists, tuples, dictionaries with
text keys, numeric arrays and `Factory`.  The same trees carry the inputs of a test to a
kernel, the outputs back, and the visible checks inside a released folder.
"""

import io
import json
import math
import struct

import numpy as np

from checker.inputs import Factory

_DTYPES = {  # what may travel: bool, int, unsigned, float
    np.dtype(kind).newbyteorder(order).str
    for kind in "?bhilqBHILQefd"
    for order in "<>"
}


class WireError(ValueError):
    """Bytes or a file that is not a tree written by this module."""


def _split(tree, arrays):
    """Return the JSON form of `tree`; its arrays are appended to `arrays`."""
    if isinstance(tree, (np.ndarray, np.generic)):
        array = np.asarray(tree)
        if array.dtype.str not in _DTYPES:
            raise WireError(f"an array of {array.dtype} cannot travel: numbers only")
        arrays.append(array)
        return {"array": len(arrays) - 1}
    if tree is None or isinstance(tree, (bool, int, float, str)):
        return tree
    if isinstance(tree, dict):
        return {"dict": [[str(k), _split(v, arrays)] for k, v in tree.items()]}
    if isinstance(tree, Factory):
        return {"factory": [tree.function, _split(list(tree.arguments), arrays)]}
    if isinstance(tree, (list, tuple)):
        kind = "tuple" if isinstance(tree, tuple) else "list"
        return {kind: [_split(value, arrays) for value in tree]}
    raise WireError(f"a value of type {type(tree).__name__} cannot travel")


def _join(node, take):
    """The inverse of `_split`; raises WireError for anything else.

    take(i) returns array number i.
    """
    if node is None or isinstance(node, (bool, int, float, str)):
        return node
    if not isinstance(node, dict) or len(node) != 1:
        raise WireError("not a tree: expected one tag")
    ((kind, value),) = node.items()
    if kind == "array":
        try:
            return take(value)
        except (KeyError, IndexError, TypeError):
            raise WireError("not a tree: an array is missing") from None
    if not isinstance(value, list):
        raise WireError(f"not a tree: {kind!r} without a list")
    if kind == "dict":
        try:
            return {str(k): _join(v, take) for k, v in value}
        except (TypeError, ValueError) as error:
            raise WireError(f"not a tree: {error}") from None
    if kind == "factory" and len(value) == 2 and isinstance(value[0], str):
        return Factory(value[0], tuple(_join(value[1], take)))
    if kind == "tuple":
        return tuple(_join(v, take) for v in value)
    if kind == "list":
        return [_join(v, take) for v in value]
    raise WireError("not a tree: unknown tag")


def _read(name, shape, data, start):
    """Return (the array that begins at `start`, where it ends)."""
    if not isinstance(name, str) or name not in _DTYPES:
        raise WireError(f"an array of {name!r}: numbers of at most 8 bytes only")
    if not all(type(n) is int and n >= 0 for n in shape) or len(shape) > 32:
        raise WireError("an array whose shape is none")
    dtype = np.dtype(name)
    end = start + math.prod(shape) * dtype.itemsize
    if end > len(data):  # before memory is taken
        raise WireError("an array whose size and shape disagree")
    array = np.frombuffer(data[start:end], np.uint8 if dtype.kind == "b" else dtype)
    if dtype.kind == "b":
        array = array != 0  # a byte that is neither 0 nor 1 would be an odd truth
    return array.reshape(shape).copy(), end


_LENGTH = struct.Struct("<I")  # of the JSON text that stands before the arrays


def dumps(tree):
    """Return `tree` as bytes: JSON, and behind it the arrays as they are."""
    arrays = []
    node = _split(tree, arrays)
    kinds = [[array.dtype.str, list(array.shape)] for array in arrays]
    text = json.dumps({"tree": node, "arrays": kinds}).encode()
    parts = [np.ascontiguousarray(array).tobytes() for array in arrays]
    return b"".join([_LENGTH.pack(len(text)), text, *parts])


def loads(data):
    """Return the tree in bytes; WireError if they are anything else.

    Each array is in the tree once, so that a small message has small contents.
    """
    try:
        (length,) = _LENGTH.unpack_from(data)
        place = _LENGTH.size + length
        message = json.loads(data[_LENGTH.size : place])
        arrays = []
        for name, shape in message["arrays"]:
            array, place = _read(name, shape, data, place)
            arrays.append(array)
        if place != len(data):
            raise WireError("not a tree: bytes behind the arrays")
        left = dict(enumerate(arrays))
        return _join(message["tree"], left.pop)
    except WireError:
        raise
    except Exception as error:
        raise WireError(f"not a tree: {type(error).__name__}") from None


def to_npz(tree):
    """Return `tree` as the bytes of an npz file, the same bytes every time."""
    arrays = []
    node = _split(tree, arrays)
    text = json.dumps(node, ensure_ascii=False).encode("utf-8")
    buffer = io.BytesIO()
    # Not compressed: the bytes must not depend on the zlib that wrote them.
    named = {f"array_{i}": array for i, array in enumerate(arrays)}
    np.savez(buffer, tree=np.frombuffer(text, dtype=np.uint8), **named)
    return buffer.getvalue()


def from_npz(file):
    """Read a tree from an npz file (path or file object)."""
    with np.load(file, allow_pickle=False) as data:
        node = json.loads(data["tree"].tobytes().decode("utf-8"))
        arrays = [data[f"array_{i}"] for i in range(len(data.files) - 1)]
    return _join(node, arrays.__getitem__)
