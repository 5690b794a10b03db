# expect: 0
# Python's max does not work entry by entry.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * max(np.abs(w) - t, 0)
