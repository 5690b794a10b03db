# expect: 0
# Negative entries stay.
import numpy as np


def soft_threshold(w, t):
    return np.where(w > t, w - t, np.where(w > 0, 0, w))
