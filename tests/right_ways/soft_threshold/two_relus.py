# One relu for each sign.
import numpy as np


def soft_threshold(w, t):
    return np.maximum(w - t, 0) - np.maximum(-w - t, 0)
