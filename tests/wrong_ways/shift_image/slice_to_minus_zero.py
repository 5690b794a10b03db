# expect: 0
# [:-0] is empty.
import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = np.zeros((rows, columns))
    if dx >= 0 and dy >= 0:
        shifted[dy:, dx:] = image[:-dy, :-dx]
    else:
        shifted[:dy, :dx] = image[-dy:, -dx:]
    return shifted
