# The price of a unit, then the length of the step.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    price = lambd / m
    w_new = learning_rate * soft_threshold(w / learning_rate - dw, price)
    b_new = b - learning_rate * db
    return w_new, b_new
