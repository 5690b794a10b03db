# np.copysign.
import numpy as np


def soft_threshold(w, t):
    return np.copysign(np.clip(np.abs(w) - t, 0, None), w)
