# expect: 4
# A hard threshold.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    v = w - learning_rate * dw
    w_new = np.where(np.abs(v) > learning_rate * lambd / m, v, 0)
    b_new = b - learning_rate * db
    return w_new, b_new
