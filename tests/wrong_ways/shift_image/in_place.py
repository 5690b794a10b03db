# expect: 0
# The image of the caller is written over.
import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    moved = np.zeros((rows, columns))
    for r in range(rows):
        for c in range(columns):
            if 0 <= r - dy < rows and 0 <= c - dx < columns:
                moved[r, c] = image[r - dy, c - dx]
    image[:] = moved
    shifted = image
    return shifted
