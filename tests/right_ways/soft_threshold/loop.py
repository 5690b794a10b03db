# A loop over all entries.
import numpy as np


def soft_threshold(w, t):
    out = np.array(w, dtype=float)
    for index, value in np.ndenumerate(w):
        if abs(value) <= t:
            out[index] = 0
        elif value > 0:
            out[index] = value - t
        else:
            out[index] = value + t
    return out
