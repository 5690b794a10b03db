# expect: 0
# Interpolates, and keeps the edge.
from scipy.ndimage import shift


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = shift(image, (dy, dx), mode="nearest")
    return shifted
