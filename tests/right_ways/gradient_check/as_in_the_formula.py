import numpy as np


def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    approx = np.zeros(theta.shape)
    for i in range(len(theta)):
        plus, minus = theta.copy(), theta.copy()
        plus[i] += epsilon
        minus[i] -= epsilon
        approx[i] = (cost(plus) - cost(minus)) / (2.0 * epsilon)
    return np.linalg.norm(g - approx) / (np.linalg.norm(g) + np.linalg.norm(approx))
