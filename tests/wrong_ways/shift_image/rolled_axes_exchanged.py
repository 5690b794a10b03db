# expect: 0
# Rolled, and the axes are exchanged.
import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = np.roll(image, (dx, dy), axis=(0, 1))
    return shifted
