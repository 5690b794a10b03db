# What is taken away is w, clipped to t.
import numpy as np


def soft_threshold(w, t):
    return w - np.clip(w, -t, t)
