import numpy as np

from utils.deep import backward, forward


def gradient_norms(X, Y, parameters, activation="relu"):
    L = len(parameters) // 2
    _, layers = forward(X, parameters, activation)
    gradients = backward(Y, layers, parameters, activation)
    return [np.linalg.norm(gradients[f"dW{l}"]) for l in range(1, L + 1)]
