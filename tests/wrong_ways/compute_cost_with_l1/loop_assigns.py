# expect: 0
# The loop keeps the last weight only.
import numpy as np

from utils.network import compute_cost


def compute_cost_with_l1(A, Y, w, lambd):
    m = Y.shape[1]
    cross_entropy_cost = compute_cost(A, Y)
    for j in range(w.shape[0]):
        total = abs(w[j, 0])
    L1_cost = lambd / m * total
    cost = cross_entropy_cost + L1_cost
    return cost
