# Adds a negative step.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    step = -learning_rate
    w_new = soft_threshold(w + step * dw, -step * lambd / m)
    b_new = b + step * db
    return w_new, b_new
