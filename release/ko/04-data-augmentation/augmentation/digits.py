"""Handwritten digits as small images, split by the hand that wrote them.

The images are scikit-learn's `load_digits`, 1,797 digits, 8 × 8 numbers each
(E. Alpaydin, C. Kaynak: Optical Recognition of Handwritten Digits, UCI Machine Learning
Repository, 1998). They are normalised, so that each digit fits into its image;
`moved=True` undoes that.

Who wrote a digit is not stored, but the order tells: everybody copied the same form of
130 digits, 0 1 2 … 9 three times and then a mixed rest. In the list of labels this
sequence begins 14 times, each time with a few digits missing at most (the second copy
lacks four of them). The description names 13 people, so one may have filled two forms.
scikit-learn's MOOC uses nearly the same borders (Sample grouping,
inria.github.io/scikit-learn-mooc); it has 915 where the sequence begins at 906.
"""

from typing import NamedTuple

import numpy as np

SIDE = 8
FORMS = (0, 130, 256, 386, 516, 646, 776, 906, 1029, 1157, 1287, 1415, 1545, 1667)
TEST_FORMS = (11, 12, 13)  # the last three: nothing is chosen on them
_DEV_FORMS = 3
_MOVES_SEED = 5


class Digits(NamedTuple):
    """X: (64, m), an image row by row in each column. Y: (1, m). form: (m,)."""

    X: np.ndarray
    Y: np.ndarray
    form: np.ndarray


class Split(NamedTuple):
    """A pool to train on, and a dev set by other hands; as in `Digits`."""

    pool_X: np.ndarray
    pool_Y: np.ndarray
    dev_X: np.ndarray
    dev_Y: np.ndarray


def load_8x8_digits(moved: bool = False) -> Digits:
    """Return the 1,797 digits in their order, 0 (paper) to 1 (ink).

    form is the number of the form on which a digit stands, 0 to 13. With moved=True
    each image stands up to one place right or left and up or down of where it was;
    what leaves the image is lost.
    """
    from sklearn.datasets import load_digits  # here, as it is slow to load

    data = load_digits()
    X, Y = data.data.T / 16, data.target.reshape(1, -1)
    if moved:
        X = _moved(X)
    form = np.searchsorted(FORMS, np.arange(Y.size), side="right") - 1
    return Digits(X, Y, form)


def _moved(X):
    from scipy.ndimage import shift

    moves = np.random.RandomState(_MOVES_SEED).randint(-1, 2, size=(X.shape[1], 2))
    images = X.T.reshape(-1, SIDE, SIDE)
    done = [shift(image, (dy, dx), order=0) for image, (dx, dy) in zip(images, moves)]
    return np.array(done).reshape(X.shape[1], -1).T


def split_by_form(digits: Digits, draw: int) -> Split:
    """Return the split of one draw: three forms for the dev set, eight for the pool.

    draw: the seed of the split. The pool is mixed, so its first M columns are a random
    training set. The forms of the test set are left out.
    """
    rng = np.random.RandomState(draw)
    held = rng.permutation(np.setdiff1d(np.unique(digits.form), TEST_FORMS))
    dev = np.isin(digits.form, held[:_DEV_FORMS])
    pool = rng.permutation(np.flatnonzero(np.isin(digits.form, held[_DEV_FORMS:])))
    X, Y, _ = digits
    return Split(X[:, pool], Y[:, pool], X[:, dev], Y[:, dev])


def test_set(digits: Digits) -> tuple[np.ndarray, np.ndarray]:
    """Return X (64, m) and Y (1, m) of the forms that nothing is chosen on."""
    chosen = np.isin(digits.form, TEST_FORMS)
    return digits.X[:, chosen], digits.Y[:, chosen]


test_set.__test__ = False  # for pytest: a function of the lesson, no test


def side_light():
    """Return change(image, dx, dy), which lights an image from the side.

    It adds dx/10 for each column and 3·dy/10 for each row; image (rows, columns). A
    change that is no shift: with it, `augment` is tested apart from `shift_image`.
    """

    def light(image, dx, dy):
        rows, columns = np.indices(np.shape(image))
        return image + (dx * columns + 3 * dy * rows) / 10

    return light


class OwnStreams(np.random.RandomState):
    """A RandomState whose permutations have a stream of random numbers of their own.

    So the other draws do not depend on whether they come before or after one: with it
    `mixup` is tested, for which any order of its two draws is right.
    """

    def __init__(self, seed: int):
        super().__init__(seed)
        self._orders = np.random.RandomState(seed + 1000)

    def permutation(self, x):
        """Return the numbers 0 to x - 1, or a copy of x, in random order."""
        return self._orders.permutation(x)

    def shuffle(self, x):
        """Bring x into random order, in place."""
        self._orders.shuffle(x)

    def get_state(self, legacy=True):
        """Return the state; not in the old form, that of the orders is added."""
        state = super().get_state(legacy)
        return state if legacy else {**state, "orders": self._orders.get_state(False)}
