import numpy as np


def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = []
    for i in range(theta.size):
        step = np.zeros_like(theta)
        step[i] = epsilon
        h.append(0.5 * (cost(theta + step) - cost(theta - step)) / epsilon)
    d = g - np.array(h)
    return np.sqrt(d @ d) / (np.sqrt(g @ g) + np.sqrt(np.dot(h, h)))
