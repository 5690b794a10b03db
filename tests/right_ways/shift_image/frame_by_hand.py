import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    framed = np.zeros((rows + 2 * high, columns + 2 * wide))
    framed[high : high + rows, wide : wide + columns] = image
    shifted = framed[high - dy : high - dy + rows, wide - dx : wide - dx + columns]
    return shifted
