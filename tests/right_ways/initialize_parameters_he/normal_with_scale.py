import numpy as np


def initialize_parameters_he(layer_dims, rng):
    parameters = {}
    for i, (n, k) in enumerate(zip(layer_dims, layer_dims[1:]), 1):
        parameters[f"W{i}"] = rng.normal(0, np.sqrt(2 / n), (k, n))
        parameters[f"b{i}"] = np.zeros((k, 1))
    return parameters
