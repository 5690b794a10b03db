"""Values travel as bytes and come back the same, and nothing else comes in."""

import io
import json
import struct

import numpy as np
import pytest

from checker.wire import WireError, dumps, from_npz, loads, to_npz

TREE = {
    "cache": (np.arange(6.0).reshape(2, 3), np.array([[True, False]])),
    "list": [1, 2.5, None, "λ", True],
    "scalar": np.float64(0.25),
    "empty": np.zeros((0, 3)),
    "fortran": np.asfortranarray(np.arange(6).reshape(2, 3)),
}


def assert_same(left, right):
    assert type(left) is type(right) or isinstance(left, np.generic)
    if isinstance(left, dict):
        assert list(left) == list(right)
        for key in left:
            assert_same(left[key], right[key])
    elif isinstance(left, (list, tuple)):
        assert len(left) == len(right)
        for a, b in zip(left, right):
            assert_same(a, b)
    elif isinstance(left, (np.ndarray, np.generic)):
        assert np.asarray(left).dtype == right.dtype
        np.testing.assert_array_equal(left, right)
    else:
        assert left == right


def test_bytes_keep_values_types_and_shapes():
    """A tree comes back from bytes as it was, dtype and shape included."""
    assert_same(TREE, loads(dumps(TREE)))


def test_npz_keeps_values_and_is_always_the_same_bytes():
    """A tree comes back from npz, and the same tree gives the same bytes."""
    data = to_npz(TREE)
    assert data == to_npz(TREE)
    assert_same(TREE, from_npz(io.BytesIO(data)))


@pytest.mark.parametrize("value", [object(), np.array([object()]), {1, 2}, 1j])
def test_what_is_no_number_does_not_travel(value):
    """Objects are refused when writing, so that no pickle is ever needed."""
    with pytest.raises(WireError):
        dumps({"value": value})


def one_array(*kind):
    return json.dumps({"tree": {"array": 0}, "arrays": [kind]})


EIGHT_BYTES = bytes(8)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"tree": {"array": 3}, "arrays": []}',
        '{"tree": {"array": -1}, "arrays": ["x"]}',
        '{"tree": {"code": "print()"}, "arrays": []}',
        '{"tree": {"dict": [1, 2]}, "arrays": []}',
        '{"tree": ' + '{"list": [' * 3000 + "]}" * 3000 + ', "arrays": []}',
        one_array("|O", [1]),
        one_array("<c8", [1]),
        one_array("<f8,<f8", [1]),
        one_array("<f8", [10**12]),
        one_array("<f8", [-1, -1]),
        one_array("<f8", [1.0]),
        one_array("<f8", [1] * 40),
        one_array("<f8", [2]),  # more than the bytes that are there
        one_array("<f8", [0]),  # fewer
        one_array("<f8", [1], 1),
        one_array(5, 5),
        '{"tree": {"list": [{"array": 0}, {"array": 0}]}, "arrays": [["<f8", [1]]]}',
    ],
)
def test_forged_texts_are_refused_with_one_error(text):
    """Whatever a child sends is either a tree of numbers or a WireError."""
    data = text.encode()
    with pytest.raises(WireError):
        loads(struct.pack("<I", len(data)) + data + EIGHT_BYTES)


@pytest.mark.parametrize("data", [b"", b"\0", b"\xff" * 4, b"\xff" * 40, bytes(4)])
def test_bytes_without_a_text_are_refused(data):
    """A length that is missing, or longer than the bytes behind it."""
    with pytest.raises(WireError):
        loads(data)
