"""The football field and the reader of MATLAB files."""

import numpy as np
import pytest
from scipy.io import savemat

from utils.data import football_draw, load_2D_dataset
from utils.network import check_data


@pytest.fixture
def classic():
    """Content of a file such as the classic one: examples in rows, labels uint8."""
    rng = np.random.RandomState(4)
    return {
        "X": rng.randn(9, 2),
        "y": rng.randint(0, 2, (9, 1)).astype(np.uint8),
        "Xval": rng.randn(5, 2),
        "yval": rng.randint(0, 2, (5, 1)).astype(np.uint8),
    }


def test_own_set_has_the_promised_sizes_and_ranges():
    """211 and 200 points in the plane, both classes common, both sets trainable."""
    train_X, train_Y, test_X, test_Y = load_2D_dataset()
    assert (train_X.shape, train_Y.shape) == ((2, 211), (1, 211))
    assert (test_X.shape, test_Y.shape) == ((2, 200), (1, 200))
    for X, Y in ((train_X, train_Y), (test_X, test_Y)):
        check_data(X, Y)
        assert Y.dtype.kind == "i"
        assert 0.35 < Y.mean() < 0.65
        assert X.min() >= -0.76
        assert X.max() <= 0.6


def test_own_set_is_always_the_same():
    """Two calls give equal arrays of their own."""
    for one, other in zip(load_2D_dataset(), load_2D_dataset(), strict=True):
        np.testing.assert_array_equal(one, other)
        assert not np.shares_memory(one, other)


def test_own_set_is_the_first_draw():
    """Nobody picked it: it is draw 0, with the first 200 of its test points."""
    train_X, train_Y, test_X, test_Y = load_2D_dataset()
    draw = football_draw(0)
    np.testing.assert_array_equal(train_X, draw[0])
    np.testing.assert_array_equal(train_Y, draw[1])
    np.testing.assert_array_equal(test_X, draw[2][:, :200])
    np.testing.assert_array_equal(test_Y, draw[3][:, :200])


def test_a_draw_is_decided_by_its_number_and_others_share_no_point():
    """The same number gives the same points; all points of two draws differ."""
    sets = football_draw(7)
    assert [array.shape for array in sets] == [(2, 211), (1, 211), (2, 4000), (1, 4000)]
    for one, other in zip(sets, football_draw(7), strict=True):
        np.testing.assert_array_equal(one, other)
    points = np.hstack([sets[0], sets[2], *football_draw(8)[::2]])
    assert len(np.unique(points[0])) == 2 * 4211


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"draw": -1}, "draw is -1; expected a whole number from 0"),
        ({"draw": 2.0}, "draw is 2.0; expected a whole number"),
        ({"draw": 1, "test": 0}, "test is 0; expected a whole number from 1 to 4000"),
        ({"draw": 1, "test": 4001}, "test is 4001"),
    ],
)
def test_a_draw_that_there_is_not_is_refused(given, message):
    """A number or a size that cannot be drawn is named, with what is expected."""
    with pytest.raises(ValueError, match=message):
        football_draw(**given)


def test_dev_points_are_split_off_the_training_points():
    """Training and dev points together are the training set; the test set stays."""
    train_X, train_Y, test_X, test_Y = load_2D_dataset()
    X, Y, dev_X, dev_Y, same_X, same_Y = load_2D_dataset(dev=60)
    assert (X.shape, dev_X.shape, dev_Y.shape) == ((2, 151), (2, 60), (1, 60))
    whole = np.vstack([np.hstack([X, dev_X]), np.hstack([Y, dev_Y])])
    before = np.vstack([train_X, train_Y])
    np.testing.assert_array_equal(
        whole[:, whole[0].argsort()], before[:, before[0].argsort()]
    )
    np.testing.assert_array_equal(same_X, test_X)
    np.testing.assert_array_equal(same_Y, test_Y)
    np.testing.assert_array_equal(dev_X, load_2D_dataset(dev=60)[2])
    assert not np.array_equal(dev_X, train_X[:, :60])
    for dev in (211, -1, 0.3):
        with pytest.raises(ValueError, match="from 0 to 210"):
            load_2D_dataset(dev=dev)


def test_matlab_file_is_transposed_and_labels_can_be_negated(tmp_path, classic):
    """Rows become columns, and uint8 labels become int, so that 0 - 1 is -1."""
    savemat(tmp_path / "data.mat", classic)
    for path in (tmp_path / "data.mat", str(tmp_path / "data.mat")):
        train_X, train_Y, test_X, test_Y = load_2D_dataset(path)
    np.testing.assert_array_equal(train_X, classic["X"].T)
    np.testing.assert_array_equal(train_Y, classic["y"].T)
    np.testing.assert_array_equal(test_X, classic["Xval"].T)
    np.testing.assert_array_equal(test_Y, classic["yval"].T)
    assert (train_Y - 1).min() == -1
    assert load_2D_dataset(path, dev=4)[0].shape == (2, 5)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("y", None, "has no y; it holds X, Xval, yval"),
        ("X", np.ones((2, 9)), r"X has shape \(2, 9\).*one example in each row"),
        ("yval", np.ones((4, 1)), r"yval has shape \(4, 1\)"),
        ("y", np.full((9, 1), 2), "X and y, transposed: Y holds the label 2"),
        ("Xval", np.full((5, 2), np.nan), "NaN or infinity in 10 places"),
    ],
)
def test_faults_of_a_matlab_file_are_named(tmp_path, classic, key, value, message):
    """A missing key, a wrong shape, a strange label or NaN is told by its key."""
    classic[key] = value
    content = {name: array for name, array in classic.items() if array is not None}
    savemat(tmp_path / "odd.mat", content)
    with pytest.raises(ValueError, match=message):
        load_2D_dataset(tmp_path / "odd.mat")


def test_files_that_are_missing_or_foreign_are_named(tmp_path):
    """No file, and a file of another kind, each say what to do."""
    with pytest.raises(FileNotFoundError, match="course's own data"):
        load_2D_dataset(tmp_path / "none.mat")
    for content in (b"", b"PK not a matlab file at all" * 20, b"x" * 4):
        (tmp_path / "text.mat").write_bytes(content)
        with pytest.raises(ValueError, match="could not be read as a MATLAB file"):
            load_2D_dataset(tmp_path / "text.mat")
