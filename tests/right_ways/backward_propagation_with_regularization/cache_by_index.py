# The cache by position.
import numpy as np


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = float(X.shape[1])
    grads = dict()
    grads["dZ3"] = cache[9] - Y
    grads["dW3"] = grads["dZ3"].dot(cache[5].T) / m + lambd * cache[10] / m
    grads["db3"] = grads["dZ3"].sum(1, keepdims=True) / m
    grads["dA2"] = cache[10].T.dot(grads["dZ3"])
    grads["dZ2"] = np.where(cache[5] > 0, grads["dA2"], 0)
    grads["dW2"] = grads["dZ2"].dot(cache[1].T) / m + lambd * cache[6] / m
    grads["db2"] = grads["dZ2"].sum(1, keepdims=True) / m
    grads["dA1"] = cache[6].T.dot(grads["dZ2"])
    grads["dZ1"] = np.where(cache[1] > 0, grads["dA1"], 0)
    grads["dW1"] = grads["dZ1"].dot(X.T) / m + lambd * cache[2] / m
    grads["db1"] = grads["dZ1"].sum(1, keepdims=True) / m
    return grads
