# expect: 5
import numpy as np


def initialize_parameters_xavier(layer_dims, rng):
    parameters = {}
    for layer in range(1, len(layer_dims)):
        fan_in, fan_out = layer_dims[layer - 1], layer_dims[layer]
        parameters[f"W{layer}"] = rng.rand(fan_out, fan_in) * np.sqrt(
            2 / (fan_in + fan_out)
        )
        parameters[f"b{layer}"] = np.zeros((fan_out, 1))
    return parameters
