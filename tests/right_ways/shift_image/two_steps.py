import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = image.copy()
    for _ in range(high):
        blank = np.zeros((1, columns))
        shifted = np.vstack((blank, shifted[:-1])) if dy > 0 else np.vstack((shifted[1:], blank))
    for _ in range(wide):
        blank = np.zeros((rows, 1))
        shifted = np.hstack((blank, shifted[:, :-1])) if dx > 0 else np.hstack((shifted[:, 1:], blank))
    return shifted
