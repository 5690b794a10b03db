# expect: 12
# The bias not yet done.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    w_new = soft_threshold(w - learning_rate * dw, learning_rate * lambd / m)
    b_new = None
    return w_new, b_new
