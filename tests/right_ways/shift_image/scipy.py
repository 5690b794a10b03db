from scipy.ndimage import shift


def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = shift(image, (dy, dx), order=0)
    return shifted
