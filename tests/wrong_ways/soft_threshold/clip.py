# expect: 0
# Clipped to t.
import numpy as np


def soft_threshold(w, t):
    return np.clip(w, -t, t)
