# The sign times the weight is the absolute value.
import numpy as np

from utils.network import compute_cost


def compute_cost_with_l1(A, Y, w, lambd):
    m = Y.shape[1]
    cross_entropy_cost = compute_cost(A, Y)
    L1_cost = float(np.dot(w.T, np.sign(w))[0, 0]) * lambd / m
    cost = cross_entropy_cost + L1_cost
    return cost
