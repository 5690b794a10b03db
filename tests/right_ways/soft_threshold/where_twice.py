# Three cases.
import numpy as np


def soft_threshold(w, t):
    return np.where(w > t, w - t, np.where(w < -t, w + t, 0))
