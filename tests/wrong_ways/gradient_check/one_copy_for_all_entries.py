# expect: 0
import numpy as np


def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.zeros(theta.size)
    plus, minus = theta.copy(), theta.copy()
    for i in range(theta.size):
        plus[i] += epsilon
        minus[i] -= epsilon
        h[i] = (cost(plus) - cost(minus)) / (2 * epsilon)
    return np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h))
