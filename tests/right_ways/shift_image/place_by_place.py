import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = np.zeros((rows, columns))
    for r in range(rows):
        for c in range(columns):
            if 0 <= r - dy < rows and 0 <= c - dx < columns:
                shifted[r, c] = image[r - dy, c - dx]
    return shifted
