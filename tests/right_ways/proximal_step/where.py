# np.where.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    v = w - learning_rate * dw
    t = learning_rate * lambd / m
    w_new = np.where(np.abs(v) > t, v - t * np.sign(v), 0)
    b_new = b - learning_rate * db
    return w_new, b_new
