# expect: 0
# The sign is lost.
import numpy as np


def soft_threshold(w, t):
    return np.maximum(np.abs(w) - t, 0)
