# A loop over the weights.
import numpy as np

from utils.network import compute_cost


def compute_cost_with_l1(A, Y, w, lambd):
    m = Y.shape[1]
    cross_entropy_cost = compute_cost(A, Y)
    L1_cost = 0
    for j in range(w.shape[0]):
        L1_cost += abs(w[j, 0])
    L1_cost = L1_cost * lambd / m
    cost = cross_entropy_cost + L1_cost
    return cost
