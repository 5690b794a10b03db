"""This course's side of each comparison: weights that minimise our own costs.

Every cost is (1/m) Σ losses + λ/(2m) Σ w², with examples in columns as everywhere in
the course. scikit-learn wants them in rows. The minimisers are general ones, and share
no code with the library's models.
"""

import numpy as np

from utils.deep import cross_entropy, forward
from utils.network import sigmoid


def tumours(m):
    """Return X (2, m), Y (1, m) and T (1, m) of m tumours, at most 569.

    X: mean radius and mean texture; Y: 1 if benign; T: mean smoothness, a number to
    predict. X and T have mean 0 and standard deviation 1. Source: Breast Cancer
    Wisconsin (Diagnostic), UCI (1993), as shipped with scikit-learn.
    """
    from sklearn.datasets import load_breast_cancer  # here, as it is slow to load

    data = load_breast_cancer()
    table = data.data[:m, [0, 1, 4]].T
    table = table - table.mean(axis=1, keepdims=True)
    table = table / table.std(axis=1, keepdims=True)
    return table[:2], data.target[None, :m], table[2:]


def ridge_weights(X, T, lambd):
    """Return w (features,) that minimises squared errors, halved, with our penalty."""
    return np.linalg.solve(X @ X.T + lambd * np.eye(len(X)), X @ T[0])


def logistic_weights(X, Y, lambd):
    """Return w (features,) that minimises cross-entropy with our penalty, no bias."""
    from scipy.optimize import minimize

    m = Y.shape[1]

    def slope(w):
        return X @ (sigmoid(w @ X) - Y[0]) / m + lambd / m * w

    def cost(w):
        losses = np.logaddexp(0, w @ X) - Y[0] * (w @ X)
        return losses.mean() + lambd / (2 * m) * w @ w

    return minimize(cost, np.zeros(len(X)), jac=slope, tol=1e-12).x


def hinge_weights(X, Y, lambd):
    """Return w (features,) that minimises the hinge loss with our penalty.

    The hinge loss is max(0, 1 − s·(w·x + b)), where s is +1 or −1 for Y 1 or 0; b is
    free. Each loss is a variable of its own, above both parts of its maximum, and so
    the cost is smooth.
    """
    from scipy.optimize import minimize

    features, m = X.shape
    signs = 2 * Y[0] - 1
    rows = np.hstack([(signs * X).T, signs[:, None], np.eye(m)])
    start = np.hstack([np.zeros(features + 1), np.ones(m)])
    price = np.hstack([np.zeros(features + 1), np.full(m, 1 / m)])
    weigh = lambd / m * (np.arange(features + 1 + m) < features)
    found = minimize(
        lambda v: price @ v + v @ (weigh * v) / 2,
        start,
        jac=lambda v: price + weigh * v,
        bounds=[(None, None)] * (features + 1) + [(0, None)] * m,
        constraints={
            "type": "ineq",
            "fun": lambda v: rows @ v - 1,
            "jac": lambda v: rows,
        },
        method="SLSQP",
        options={"maxiter": 500, "ftol": 1e-14},
    )
    return found.x[:features]


def network_cost(X, Y, coefs, intercepts, lambd):
    """Return our cost of a ReLU network whose weights scikit-learn holds.

    coefs: a list of (inputs, units); intercepts: a list of (units,).
    """
    parameters = {}
    for layer, (weights, biases) in enumerate(zip(coefs, intercepts), start=1):
        parameters[f"W{layer}"] = weights.T
        parameters[f"b{layer}"] = biases[:, None]
    A, _ = forward(X, parameters)
    return cross_entropy(A, Y, parameters, lambd)
