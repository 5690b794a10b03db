# expect: 0
# dy is forgotten.
import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = np.pad(image, ((high, high), (wide, wide)))
    top = high
    left = wide - dx
    shifted = shifted[top : top + rows, left : left + columns]
    return shifted
