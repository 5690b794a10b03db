# expect: 0
# Only moves to the right and down are cleared.
import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = np.roll(image, (dy, dx), axis=(0, 1))
    shifted[:, : max(dx, 0)] = 0
    shifted[: max(dy, 0)] = 0
    return shifted
