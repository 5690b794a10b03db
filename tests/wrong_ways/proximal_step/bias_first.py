# expect: 0
# Returned in the other order.
import numpy as np


def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    v = w - learning_rate * dw
    w_new = np.sign(v) * np.maximum(np.abs(v) - learning_rate * lambd / m, 0)
    b_new = b - learning_rate * db
    return b_new, w_new
