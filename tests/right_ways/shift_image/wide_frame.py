import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    framed = np.pad(image, 50)
    shifted = framed[50 - dy : 50 - dy + rows, 50 - dx : 50 - dx + columns]
    return shifted
