# A loop over the weights.
import numpy as np


def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    w_new = np.zeros(w.shape)
    for j in range(len(w)):
        v = w[j, 0] - learning_rate * dw[j, 0]
        t = learning_rate * lambd / m
        if v > t:
            w_new[j, 0] = v - t
        elif v < -t:
            w_new[j, 0] = v + t
    b_new = b - learning_rate * db
    return w_new, b_new
