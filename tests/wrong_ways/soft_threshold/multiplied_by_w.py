# expect: 0
# Multiplied by w in the place of its sign.
import numpy as np


def soft_threshold(w, t):
    return w * np.maximum(np.abs(w) - t, 0)
