# expect: 0
# t subtracted from all, and no zeros.
import numpy as np


def soft_threshold(w, t):
    return w - t
