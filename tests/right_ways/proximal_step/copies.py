# Works on copies.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    w_new = w.copy()
    w_new -= learning_rate * dw
    w_new = soft_threshold(w_new, learning_rate * lambd / m)
    b_new = b
    b_new -= learning_rate * db
    return w_new, b_new
