# expect: 0
# Makes the caller's weights positive, too.
import numpy as np

from utils.network import compute_cost


def compute_cost_with_l1(A, Y, w, lambd):
    m = Y.shape[1]
    np.square(w, out=w)
    cost = compute_cost(A, Y) + lambd / m * np.sum(w)
    return cost
