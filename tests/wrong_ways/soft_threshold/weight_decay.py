# expect: 0
# The division of L2.
import numpy as np


def soft_threshold(w, t):
    return w / (1 + t)
