# A helper for each gradient of a layer.
import numpy as np


def backward_propagation_with_regularization(X, Y, cache, lambd):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    m = Y.shape[1]

    def of_weights(dZ, A_before, W):
        return np.matmul(dZ, A_before.T) / m + np.multiply(lambd / m, W)

    def of_bias(dZ):
        return np.divide(np.sum(dZ, axis=1, keepdims=True), m)

    dZ3 = A3 - Y
    dA2 = np.matmul(W3.T, dZ3)
    dZ2 = np.multiply(dA2, A2 > 0)
    dA1 = np.matmul(W2.T, dZ2)
    dZ1 = np.multiply(dA1, A1 > 0)
    return {"dZ3": dZ3, "dW3": of_weights(dZ3, A2, W3), "db3": of_bias(dZ3),
            "dA2": dA2, "dZ2": dZ2, "dW2": of_weights(dZ2, A1, W2),
            "db2": of_bias(dZ2), "dA1": dA1, "dZ1": dZ1,
            "dW1": of_weights(dZ1, X, W1), "db1": of_bias(dZ1)}
