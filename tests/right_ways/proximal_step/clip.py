# Without soft_threshold.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    v = w - learning_rate * dw
    t = learning_rate * lambd / m
    w_new = v - np.clip(v, -t, t)
    b_new = b - learning_rate * db
    return w_new, b_new
