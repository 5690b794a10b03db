# One Generator with a seed; both masks drawn first.
import numpy as np

from utils.network import relu, sigmoid


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    rng = np.random.default_rng(7)
    p = parameters
    D2 = rng.random((p["W2"].shape[0], X.shape[1])) < keep_prob
    D1 = rng.random((p["W1"].shape[0], X.shape[1])) < keep_prob
    Z1 = p["W1"] @ X + p["b1"]
    A1 = relu(Z1) * D1 / keep_prob
    Z2 = p["W2"] @ A1 + p["b2"]
    A2 = relu(Z2) * D2 / keep_prob
    Z3 = p["W3"] @ A2 + p["b3"]
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, p["W1"], p["b1"], Z2, D2, A2, p["W2"], p["b2"],
                Z3, A3, p["W3"], p["b3"])
