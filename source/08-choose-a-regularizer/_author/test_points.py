"""The tools of lesson 08: predictions as a text, luck, shaken copies, its file."""

import numpy as np
import pytest
from choice import points
from choice.points import jittered, pack, unpack

POINTS = points.load_points()


@pytest.mark.parametrize("m", [1, 7, 8, 400])
def test_predictions_survive_as_a_text(m):
    """pack and unpack are inverse, also where m is no multiple of eight."""
    made = np.random.RandomState(m).randint(0, 2, (1, m))
    assert np.array_equal(unpack(pack(made), m), made)
    assert np.array_equal(unpack(pack(made[0] > 0).upper(), m), made)
    slow = "".join(map(str, made[0])) + "0" * (-m % 8)
    assert pack(made) == f"{int(slow, 2):0{len(slow) // 4}x}"


def test_what_is_no_text_of_predictions_is_named():
    """Nothing is None; a text cut off, odd signs and other values are named."""
    assert unpack(None, 8) is unpack("", 8) is unpack(" \n", 8) is None
    for text, said in (("0f0", "3 digits"), ("0g", "0-9 and a-f"), (12, "quotes")):
        with pytest.raises(ValueError, match=said):
            unpack(text, 8)
    with pytest.raises(ValueError, match="A > 0.5"):
        pack([0.2, 0.7])


def test_luck_is_that_of_guessers_one_by_one():
    """A slow loop over tosses agrees; √(2 ln k) bounds it; new points know no luck."""
    dev, new = points.luckiest_guessers(50, 20, np.random.RandomState(3), 4000)
    rng = np.random.RandomState(4)
    slow = np.mean(
        [max(np.mean(rng.rand(50) < 0.5) for _ in range(20)) for _ in range(800)]
    )
    assert dev[-1] == pytest.approx(slow, abs=0.008)
    assert (np.diff(dev) >= 0).all()
    assert new == pytest.approx(0.5, abs=0.01)
    error = points.standard_error(0.5, 50)
    assert (dev[1:] <= 0.5 + np.sqrt(2 * np.log(np.arange(2, 21))) * error).all()


def test_shaken_copies_stand_behind_the_originals():
    """Originals unchanged and first, labels repeated, noise of the size asked for."""
    X, Y = jittered(
        POINTS["train_X"], POINTS["train_Y"], 3, 0.5, np.random.RandomState(2)
    )
    assert X.shape == (12, 800)
    assert np.array_equal(X[:, :200], POINTS["train_X"])
    assert np.array_equal(Y.reshape(4, 200), np.repeat(POINTS["train_Y"], 4, axis=0))
    assert np.std(X[:, 200:400] - X[:, :200]) == pytest.approx(0.5, abs=0.03)


def test_points_are_found_from_any_folder(tmp_path, monkeypatch):
    """Wherever the notebook runs; where the file is gone, an error says what to do."""
    monkeypatch.chdir(tmp_path)
    assert points.load_points()["new_X"].shape == (12, 400)
    with pytest.raises(FileNotFoundError, match=r"points\.npz.*download the lesson"):
        points.load_points(tmp_path / "points.npz")
