import numpy as np


def gradient_check(cost, gradient, theta, epsilon=1e-7):
    h = np.zeros(theta.size)
    for i in range(theta.size):
        old = theta[i]
        theta[i] = old + epsilon
        h[i] = cost(theta)
        theta[i] = old - epsilon
        h[i] -= cost(theta)
        theta[i] = old
    h /= 2 * epsilon
    g = gradient(theta)
    return float(np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h)))
