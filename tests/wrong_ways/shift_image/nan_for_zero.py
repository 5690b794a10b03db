# expect: 0
# NaN is no paper.
import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = np.pad(image.astype(float), ((high, high), (wide, wide)), constant_values=np.nan)
    top = high - dy
    left = wide - dx
    shifted = shifted[top : top + rows, left : left + columns]
    return shifted
