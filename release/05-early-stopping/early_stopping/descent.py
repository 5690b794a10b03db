"""What lesson 05 trains with: a step in place, and two paths of linear regression.

Shapes are (units, examples) as in `utils.network`: X is (features, m), Y is (1, m),
and a linear model's weights w are (features, 1). That early stopping resembles L2
on a quadratic cost: Goodfellow, Bengio and Courville, Deep Learning (2016), 7.8.
"""

import numpy as np

from utils.deep import backward, cross_entropy, forward


def cost_on(X, Y, parameters):
    """Return the cross-entropy of a ReLU network on X (features, m) and Y (1, m)."""
    A, _ = forward(X, parameters)
    return cross_entropy(A, Y)


def step_in_place(X, Y, parameters, learning_rate):
    """Take one step of gradient descent, changing the arrays in `parameters`.

    Returns nothing: the weights change where they stand, as in most libraries.
    X is (features, m), Y is (1, m), parameters W1, b1, … of floats.
    """
    _, layers = forward(X, parameters)
    gradients = backward(Y, layers, parameters)
    for name, value in parameters.items():
        value -= learning_rate * gradients["d" + name]


def weight_norm(parameters, start=None):
    """Return the root of the sum of all squared weights; biases are left out.

    With start, other parameters of the same shapes: the distance of the weights
    from those, the root of the sum of all squared differences.
    """
    squares = (
        np.sum((value - (0 if start is None else start[name])) ** 2)
        for name, value in parameters.items()
        if name[0] == "W"
    )
    return float(np.sqrt(sum(squares)))


def squared_error(w, X, Y):
    """Return the cost Σ (wᵀx − y)² / (2m) of a linear model, a number."""
    return float(np.sum((w.T @ X - Y) ** 2) / (2 * Y.shape[1]))


def squared_error_gradient(w, X, Y):
    """Return the gradient of `squared_error` with respect to w, (features, 1)."""
    return X @ (w.T @ X - Y).T / Y.shape[1]


def descent_path(X, Y, learning_rate, num_iterations):
    """Return w after 0, 1, … num_iterations steps from 0, (features, steps + 1).

    Raises ValueError if the steps are so long that they would overshoot for ever.
    """
    steepest = np.linalg.eigvalsh(X @ X.T / Y.shape[1])[-1]
    if not 0 < learning_rate < 2 / steepest:
        raise ValueError(
            f"learning_rate is {learning_rate}; expected a number above 0 and below "
            f"{2 / steepest:.3g}, beyond which gradient descent on these data diverges."
        )
    path = [np.zeros((len(X), 1))]
    for _ in range(num_iterations):
        gradient = squared_error_gradient(path[-1], X, Y)
        path.append(path[-1] - learning_rate * gradient)
    return np.hstack(path)


def l2_path(X, Y, lambdas):
    """Return for each λ the w that minimises squared_error + λ/(2m)·Σ w².

    The result is (features, number of λ). For λ = 0 the features must not repeat
    one another: LinAlgError if they do.
    """
    unit = np.eye(len(X))
    found = [np.linalg.solve(X @ X.T + lambd * unit, X @ Y.T) for lambd in lambdas]
    return np.hstack(found)


def cholesterol_data():
    """Return X (2, 442) and Y (1, 442): diabetes data with two correlated features.

    The features are total cholesterol and LDL cholesterol, the label the progress of
    the disease after a year; each has mean 0 and standard deviation 1. Source:
    Efron and others, Least Angle Regression (2004), as shipped with scikit-learn.
    """
    from sklearn.datasets import load_diabetes  # here, as it is slow to load

    data = load_diabetes()
    columns = [data.feature_names.index(name) for name in ("s1", "s2")]
    table = np.vstack([data.data[:, columns].T, data.target])
    table = table - table.mean(axis=1, keepdims=True)
    table = table / table.std(axis=1, keepdims=True)
    return table[:2], table[2:]
