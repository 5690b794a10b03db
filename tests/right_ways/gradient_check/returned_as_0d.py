import numpy as np


def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.zeros_like(g)
    for i, _ in enumerate(theta):
        e = np.zeros_like(theta)
        e[i] = epsilon
        h[i] = (cost(theta + e) - cost(theta - e)) / (2 * epsilon)
    return np.array(np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h)))
