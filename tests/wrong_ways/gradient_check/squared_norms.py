# expect: 0
import numpy as np


def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.zeros(theta.size)
    for i in range(theta.size):
        plus, minus = theta.copy(), theta.copy()
        plus[i] += epsilon
        minus[i] -= epsilon
        h[i] = (cost(plus) - cost(minus)) / (2 * epsilon)
    return np.sum((g - h) ** 2) / (np.sum(g**2) + np.sum(h**2))
