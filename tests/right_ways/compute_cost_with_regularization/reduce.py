# functools.reduce over the weights.
from functools import reduce

import numpy as np

from utils.network import compute_cost


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    weights = [parameters[k] for k in ("W1", "W2", "W3")]
    squares = reduce(lambda total, W: total + np.sum(W * W), weights, 0)
    return compute_cost(A3, Y) + lambd * squares / (2 * len(Y[0]))
