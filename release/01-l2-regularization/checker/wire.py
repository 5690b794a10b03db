"""Plain Python and NumPy values as text or as an npz file, never as pickle.

A *tree* is made of None, bool, int, float, str, lists, tuples, dictionaries with
text keys, numeric arrays and `Factory`.  The same trees carry the inputs of a test to a
kernel, the outputs back, and the visible checks inside a released folder.
"""

import base64
import io
import json
import math

import numpy as np

from checker.inputs import Factory

_DTYPES = {  # what may travel: bool, int, unsigned, float
    np.dtype(kind).newbyteorder(order).str
    for kind in "?bhilqBHILQefd"
    for order in "<>"
}


class WireError(ValueError):
    """A text or file that is not a tree written by this module."""


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


def _join(node, arrays):
    """The inverse of `_split`; raises WireError for anything else."""
    if node is None or isinstance(node, (bool, int, float, str)):
        return node
    if not isinstance(node, dict) or len(node) != 1:
        raise WireError("not a tree: expected one tag")
    ((kind, value),) = node.items()
    if kind == "array":
        if type(value) is not int or not 0 <= value < len(arrays):
            raise WireError("not a tree: an array is missing")
        return arrays[value]
    if not isinstance(value, list):
        raise WireError(f"not a tree: {kind!r} without a list")
    if kind == "dict":
        try:
            return {str(k): _join(v, arrays) for k, v in value}
        except (TypeError, ValueError) as error:
            raise WireError(f"not a tree: {error}") from None
    if kind == "factory" and len(value) == 2 and isinstance(value[0], str):
        return Factory(value[0], tuple(_join(value[1], arrays)))
    if kind == "tuple":
        return tuple(_join(v, arrays) for v in value)
    if kind == "list":
        return [_join(v, arrays) for v in value]
    raise WireError("not a tree: unknown tag")


def _pack(array):
    """Return an array as [dtype, shape, its bytes in base64]."""
    data = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")
    return [array.dtype.str, list(array.shape), data]


def _unpack(packed):
    """The inverse of `_pack`; sizes are checked before memory is taken."""
    name, shape, data = packed
    if not isinstance(name, str) or name not in _DTYPES:
        raise WireError(f"an array of {name!r}: numbers of at most 8 bytes only")
    if not all(type(n) is int and n >= 0 for n in shape) or len(shape) > 32:
        raise WireError("an array whose shape is none")
    raw, dtype = base64.b64decode(data, validate=True), np.dtype(name)
    if len(raw) != math.prod(shape) * dtype.itemsize:
        raise WireError("an array whose size and shape disagree")
    array = np.frombuffer(raw, np.uint8 if dtype.kind == "b" else dtype)
    if dtype.kind == "b":
        array = array != 0  # a byte that is neither 0 nor 1 would be an odd truth
    return array.reshape(shape).copy()


def dumps(tree):
    """Return `tree` as one line of JSON text; arrays as their bytes."""
    arrays = []
    node = _split(tree, arrays)
    return json.dumps({"tree": node, "arrays": [_pack(a) for a in arrays]})


def loads(text):
    """Return the tree in `text`; WireError if it is anything else."""
    try:
        message = json.loads(text)
        arrays = [_unpack(item) for item in message["arrays"]]
        return _join(message["tree"], arrays)
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
    return _join(node, arrays)
