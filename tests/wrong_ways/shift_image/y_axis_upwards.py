# expect: 0
# As in a coordinate system of mathematics.
import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = np.pad(image, ((high, high), (wide, wide)))
    top = high + dy
    left = wide - dx
    shifted = shifted[top : top + rows, left : left + columns]
    return shifted
