# Moves each entry in place and back again.
import numpy as np


def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.empty_like(theta)
    for i in range(theta.size):
        theta[i] += epsilon
        up = cost(theta)
        theta[i] -= 2 * epsilon
        down = cost(theta)
        theta[i] += epsilon
        h[i] = (up - down) / (2 * epsilon)
    return np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h))
