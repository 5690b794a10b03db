# A factor between 0 and 1.
import numpy as np


def soft_threshold(w, t):
    return w * np.maximum(1 - t / np.abs(w), 0)
