# expect: 0
# One size for all.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.max(np.abs(w)) - t, 0)
