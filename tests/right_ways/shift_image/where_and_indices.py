import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    r, c = np.indices(image.shape)
    r, c = r - dy, c - dx
    inside = (r >= 0) & (r < rows) & (c >= 0) & (c < columns)
    shifted = np.where(inside, image[r % rows, c % columns], 0)
    return shifted
