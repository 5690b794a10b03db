# expect: 0
# A hard threshold, by multiplying.
import numpy as np


def soft_threshold(w, t):
    return w * (np.abs(w) >= t)
