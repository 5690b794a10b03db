# expect: 0
# A hard threshold.
import numpy as np


def soft_threshold(w, t):
    return np.where(np.abs(w) > t, w, 0)
