import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = np.roll(image, (dy, dx), axis=(0, 1))
    if dy > 0:
        shifted[:dy] = 0
    if dy < 0:
        shifted[dy:] = 0
    if dx > 0:
        shifted[:, :dx] = 0
    if dx < 0:
        shifted[:, dx:] = 0
    return shifted
