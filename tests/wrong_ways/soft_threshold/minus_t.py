# expect: 0
# t subtracted from all.
import numpy as np


def soft_threshold(w, t):
    return np.where(np.abs(w) > t, w - t, 0)
