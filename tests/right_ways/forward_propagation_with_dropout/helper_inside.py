# A helper that drops, other names in the signature.
import numpy as np

from utils.network import relu, sigmoid


def forward_propagation_with_dropout(inputs, params, p=0.5):
    def drop(A):
        mask = np.logical_not(np.random.rand(*A.shape) >= p)
        return mask, A * mask / p

    W1, b1, W2, b2, W3, b3 = [params[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3")]
    Z1 = W1.dot(inputs) + b1
    D1, A1 = drop(relu(Z1))
    Z2 = W2.dot(A1) + b2
    D2, A2 = drop(relu(Z2))
    Z3 = W3.dot(A2) + b3
    A3 = sigmoid(Z3)
    return [A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)]
