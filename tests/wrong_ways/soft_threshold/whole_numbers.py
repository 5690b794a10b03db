# expect: 0
# Rounded to whole numbers.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0).astype(int)
