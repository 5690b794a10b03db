# expect: 0
# No maximum with 0.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * (np.abs(w) - t)
