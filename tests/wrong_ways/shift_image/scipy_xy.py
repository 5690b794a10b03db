# expect: 0
# ndimage wants rows first.
from scipy.ndimage import shift


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = shift(image, (dx, dy), order=0)
    return shifted
