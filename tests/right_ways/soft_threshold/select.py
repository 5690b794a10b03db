# np.select.
import numpy as np


def soft_threshold(w, t):
    return np.select([w > t, w < -t], [w - t, w + t], 0.0)
