# expect: 0
# m from the rows of Y, which is 1.
import numpy as np

from utils.network import compute_cost


def compute_cost_with_l1(A, Y, w, lambd):
    m = Y.shape[1]
    cross_entropy_cost = compute_cost(A, Y)
    m = Y.shape[0]
    L1_cost = lambd / m * np.sum(np.abs(w))
    cost = cross_entropy_cost + L1_cost
    return cost
