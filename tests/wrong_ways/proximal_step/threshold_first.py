# expect: 4
# The threshold before the step.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    w_new = soft_threshold(w, learning_rate * lambd / m) - learning_rate * dw
    b_new = b - learning_rate * db
    return w_new, b_new
