import numpy as np

from utils.network import compute_cost


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]

    cross_entropy_cost = compute_cost(A3, Y)
    L2_regularization_cost = lambd / (2 * m) * (np.tensordot(W1, W1) + np.tensordot(W2, W2) + np.tensordot(W3, W3))
    cost = cross_entropy_cost + L2_regularization_cost
    return cost
