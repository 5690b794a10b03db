# Gives the arguments new values.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    w, b = w - learning_rate * dw, b - learning_rate * db
    w_new = soft_threshold(w, lambd * learning_rate / m)
    b_new = b
    return w_new, b_new
