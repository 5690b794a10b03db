import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    up, left = max(dy, 0), max(dx, 0)
    down, right = max(-dy, 0), max(-dx, 0)
    shifted = np.pad(image, ((up, down), (left, right)))[down : down + rows, right : right + columns]
    return shifted
