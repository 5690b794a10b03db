# expect: 0
# The shape is lost.
import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = np.pad(image, ((high, high), (wide, wide)))
    top = high - dy
    left = wide - dx
    shifted = shifted[top : top + rows, left : left + columns]
    shifted = shifted.ravel()
    return shifted
