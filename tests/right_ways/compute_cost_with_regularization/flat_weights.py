# All weights in one long vector.
import numpy as np

from utils.network import compute_cost


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    flat = np.concatenate([parameters[k].ravel() for k in sorted(parameters)
                           if k[0] == "W"])
    return compute_cost(A3, Y) + lambd * flat.dot(flat) / (2 * Y.size)
