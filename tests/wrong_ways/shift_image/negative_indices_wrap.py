# expect: 0
# image[-1] is the last row.
import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = np.zeros((rows, columns))
    for r in range(rows):
        for c in range(columns):
            if r - dy < rows and c - dx < columns:
                shifted[r, c] = image[r - dy, c - dx]
    return shifted
