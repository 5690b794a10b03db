# expect: 0
# A row for each layer: the rows do not fit.
import numpy as np

from utils.network import compute_cost


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]

    cross_entropy_cost = compute_cost(A3, Y)
    L2_regularization_cost = lambd / (2 * m) * (
        np.sum(W1**2, axis=0) + np.sum(W2**2, axis=0) + np.sum(W3**2, axis=0))
    cost = cross_entropy_cost + L2_regularization_cost
    return cost
