# Names of one's own.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    v = w - learning_rate * dw
    t = lambd / m * learning_rate
    w_new = soft_threshold(v, t)
    b_new = b - learning_rate * db
    return w_new, b_new
