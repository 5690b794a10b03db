# expect: 0
# The minimum for the maximum.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.minimum(np.abs(w) - t, 0)
