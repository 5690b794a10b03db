import numpy as np


def initialize_parameters_xavier(layer_dims, rng):
    parameters = {}
    L = len(layer_dims)
    for l in range(1, L):
        W = rng.randn(layer_dims[l], layer_dims[l - 1])
        parameters["W" + str(l)] = W * np.sqrt(2 / (layer_dims[l - 1] + layer_dims[l]))
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters
