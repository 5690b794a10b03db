# expect: 0
# A relu moved by t.
import numpy as np


def soft_threshold(w, t):
    return np.maximum(w - t, 0)
