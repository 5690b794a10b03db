# expect: 0
# It comes in again on the other side.
import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = np.roll(image, (dy, dx), axis=(0, 1))
    return shifted
