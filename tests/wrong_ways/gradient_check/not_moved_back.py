# expect: 0
import numpy as np


def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.zeros(theta.size)
    for i in range(theta.size):
        theta[i] += epsilon
        up = cost(theta)
        theta[i] -= 2 * epsilon
        h[i] = (up - cost(theta)) / (2 * epsilon)
    return np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h))
