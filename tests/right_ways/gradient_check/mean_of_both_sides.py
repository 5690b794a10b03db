# The mean of the two one-sided slopes is the two-sided one.
import numpy as np


def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g, here = gradient(theta), cost(theta)
    h = np.zeros(theta.size)
    for i in range(theta.size):
        e = epsilon * (np.arange(theta.size) == i)
        right = (cost(theta + e) - here) / epsilon
        left = (here - cost(theta - e)) / epsilon
        h[i] = (right + left) / 2
    return np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h))
