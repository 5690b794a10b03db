# expect: 0
# The loop keeps the last layer only.
import numpy as np

from utils.network import compute_cost


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    total = 0
    for l in range(1, 4):
        total = np.sum(np.square(parameters["W" + str(l)]))
    L2_regularization_cost = lambd / (2 * m) * total
    return compute_cost(A3, Y) + L2_regularization_cost
