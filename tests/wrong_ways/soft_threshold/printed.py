# expect: 0
# Printed and not returned.
import numpy as np


def soft_threshold(w, t):
    print(np.sign(w) * np.maximum(np.abs(w) - t, 0))
