# The cross-entropy written out, other names in the signature.
import numpy as np


def compute_cost_with_regularization(AL, labels, params, lam):
    n = labels.shape[1]
    losses = -(labels * np.log(AL) + (1 - labels) * np.log(1 - AL))
    data = np.sum(losses) / n
    penalty = sum(np.sum(np.square(v)) for k, v in params.items() if "W" in k)
    return data + lam / (2 * n) * penalty
