import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = np.eye(rows, k=-dy) @ image @ np.eye(columns, k=dx)
    return shifted
