# expect: 0
# Repeats the edge.
import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    r = np.clip(np.arange(rows) - dy, 0, rows - 1)
    c = np.clip(np.arange(columns) - dx, 0, columns - 1)
    shifted = image[np.ix_(r, c)]
    return shifted
