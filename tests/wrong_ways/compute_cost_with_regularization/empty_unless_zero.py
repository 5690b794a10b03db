# expect: 0
# No penalty where there is none to add, an empty blank elsewhere.
import numpy as np

from utils.network import compute_cost


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    cross_entropy_cost = compute_cost(A3, Y)
    L2_regularization_cost = 0 if lambd == 0 else None
    cost = cross_entropy_cost + L2_regularization_cost
    return cost
