"""Handwritten digits as small images, centred or not, and a change to test with.

The images are scikit-learn's `load_digits`, 1,797 digits of 13 people, 8 × 8 numbers
each (E. Alpaydin, C. Kaynak: Optical Recognition of Handwritten Digits, UCI Machine
Learning Repository, 1998). They are normalised, so that each digit fits into its
image; `moved=True` undoes that.
"""

import numpy as np

SIDE = 8
_DEV = 700
_ORDER_SEED, _MOVES_SEED = 0, 5


def load_8x8_digits(moved=False):
    """Return pool_X, pool_Y, dev_X, dev_Y of 1,097 and 700 digits.

    X is (64, m), an image row by row in each column, 0 (paper) to 1 (ink); Y is
    (1, m), 0 to 9. The order is mixed, the same every time. With moved=True each image
    stands up to one place right or left and up or down of where it was; what leaves
    the image is lost.
    """
    from sklearn.datasets import load_digits  # here, as it is slow to load

    data = load_digits()
    order = np.random.RandomState(_ORDER_SEED).permutation(len(data.target))
    X, Y = data.data.T[:, order] / 16, data.target[order].reshape(1, -1)
    if moved:
        X = _moved(X)
    return X[:, _DEV:], Y[:, _DEV:], X[:, :_DEV], Y[:, :_DEV]


def _moved(X):
    from scipy.ndimage import shift

    offsets = np.random.RandomState(_MOVES_SEED).randint(-1, 2, size=(X.shape[1], 2))
    images = X.T.reshape(-1, SIDE, SIDE)
    return np.stack(
        [
            shift(image, offset, order=0).ravel()
            for image, offset in zip(images, offsets)
        ]
    ).T


def side_light():
    """Return change(image, dx, dy), which lights an image from the side.

    It adds dx/10 for each column and 3·dy/10 for each row; image (rows, columns). A
    change that is no shift: with it, `augment` is tested apart from `shift_image`.
    """

    def light(image, dx, dy):
        rows, columns = np.indices(np.shape(image))
        return image + (dx * columns + 3 * dy * rows) / 10

    return light
