# m from the predictions.
import numpy as np

from utils.network import compute_cost


def compute_cost_with_l1(A, Y, w, lambd):
    m = Y.shape[1]
    cross_entropy_cost = compute_cost(A, Y)
    m = A.shape[1]
    L1_cost = np.abs(w).sum() * (lambd / m)
    cost = cross_entropy_cost + L1_cost
    return cost
