# expect: 0
# A share is taken away.
import numpy as np


def soft_threshold(w, t):
    return w * (1 - t)
