# Half of the sum of absolute value and difference.
import numpy as np


def soft_threshold(w, t):
    size = np.abs(w) - t
    return np.sign(w) * (size + np.abs(size)) / 2
