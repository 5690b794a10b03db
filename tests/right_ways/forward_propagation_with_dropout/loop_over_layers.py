# A loop over layers; the cache is a list.
import numpy as np


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    cache = []
    A = X
    for l in range(1, 4):
        W = parameters["W" + str(l)]
        b = parameters["b" + str(l)]
        Z = np.dot(W, A) + b
        if l < 3:
            A = np.maximum(Z, 0)
            D = np.random.rand(*A.shape) < keep_prob
            A = A * D / keep_prob
            cache += [Z, D, A, W, b]
        else:
            A = 1 / (1 + np.exp(-Z))
            cache += [Z, A, W, b]
    return A, cache
