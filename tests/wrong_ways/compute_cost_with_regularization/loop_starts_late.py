# expect: 0
# The loop begins with layer 2.
import numpy as np

from utils.network import compute_cost


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    weights = [parameters["W%d" % (i + 1)] for i in range(1, 3)]
    squares = 0.0
    for W in weights:
        squares = squares + (W * W).sum()
    return compute_cost(A3, Y) + lambd * squares / 2 / Y.shape[1]
