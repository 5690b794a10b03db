# expect: 5
import numpy as np

from utils.deep import forward
from utils.signals import slope


def gradient_norms(X, Y, parameters, activation="relu"):
    m, L = Y.shape[1], len(parameters) // 2
    A, layers = forward(X, parameters, activation)
    norms = []
    dZ = A - Y
    for layer in range(L, 0, -1):
        W = parameters[f"W{layer}"]
        A_before = layers[layer - 1][0]
        dW = dZ @ A_before.T / m
        norm = np.sqrt(np.sum(dW**2))
        norms.insert(0, float(norm))
        if layer > 1:
            dZ = W.T @ dZ * slope(W.T @ dZ, activation)
    return norms
