import numpy as np


def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.array([cost(theta + e) - cost(theta - e) for e in epsilon * np.eye(theta.size)])
    h = h / (2 * epsilon)
    return np.linalg.norm(h - g) / (np.linalg.norm(h) + np.linalg.norm(g))
