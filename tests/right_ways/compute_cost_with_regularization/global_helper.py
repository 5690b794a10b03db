import numpy as np

from utils.network import compute_cost


def penalty(p: dict, lam: float, m: int) -> float:
    return lam * sum(np.sum(p[f'W{i}'] ** 2) for i in (1, 2, 3)) / (2 * m)


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]

    cross_entropy_cost = compute_cost(A3, Y)
    L2_regularization_cost = penalty(parameters, lambd, m)
    cost = cross_entropy_cost + L2_regularization_cost
    return cost
