# expect: 5
import numpy as np


def initialize_parameters_he(layer_dims, rng):
    parameters = {}
    for layer in range(1, len(layer_dims)):
        fan_in, fan_out = layer_dims[layer - 1], layer_dims[layer]
        draws = rng.randn(fan_out, fan_in)
        std = np.sqrt(2 / fan_in)
        b = np.full((fan_out, 1), 0.01)
        parameters[f"W{layer}"] = std * draws
        parameters[f"b{layer}"] = b
    return parameters
