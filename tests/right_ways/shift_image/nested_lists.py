import numpy as np


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    old = image.tolist()
    shifted = [
        [
            old[r - dy][c - dx] if 0 <= r - dy < rows and 0 <= c - dx < columns else 0
            for c in range(columns)
        ]
        for r in range(rows)
    ]
    return shifted
