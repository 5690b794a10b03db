# A mask of 0 and 1.
import numpy as np


def soft_threshold(w, t):
    return (np.abs(w) > t) * (w - t * np.sign(w))
