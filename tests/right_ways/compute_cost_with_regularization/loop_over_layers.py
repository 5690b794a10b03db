# A loop over names made with f-strings.
import numpy as np

from utils.network import compute_cost


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    penalty = 0
    for layer in range(1, len(parameters) // 2 + 1):
        penalty += np.sum(np.square(parameters[f"W{layer}"]))
    penalty *= lambd / (2 * m)
    return compute_cost(A3, Y) + penalty
