# A function of a number, vectorised.
import numpy as np


def soft_threshold(w, t):
    def one(x):
        return (1 if x > 0 else -1) * max(abs(x) - t, 0.0)

    return np.vectorize(one, otypes=[float])(w)
