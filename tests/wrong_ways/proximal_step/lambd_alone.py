# expect: 4
# lambd for a threshold.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    w_new = soft_threshold(w - learning_rate * dw, lambd)
    b_new = b - learning_rate * db
    return w_new, b_new
