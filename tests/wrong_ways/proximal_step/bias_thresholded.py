# expect: 12
# The bias thresholded as well.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    w_new = soft_threshold(w - learning_rate * dw, learning_rate * lambd / m)
    b_new = soft_threshold(b - learning_rate * db, learning_rate * lambd / m)
    return w_new, b_new
