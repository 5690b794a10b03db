# expect: 0
# The penalty of lesson 01.
import numpy as np

from utils.network import compute_cost


def compute_cost_with_l1(A, Y, w, lambd):
    m = Y.shape[1]
    cross_entropy_cost = compute_cost(A, Y)
    L1_cost = lambd / (2 * m) * np.sum(np.square(w))
    cost = cross_entropy_cost + L1_cost
    return cost
