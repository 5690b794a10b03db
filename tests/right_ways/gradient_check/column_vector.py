# A column, as some textbooks write it; flat again for cost.
import numpy as np


def gradient_check(cost, gradient, theta, epsilon=1e-7):
    column = theta.reshape(-1, 1)
    grad = gradient(theta).reshape(-1, 1)
    gradapprox = np.zeros((theta.size, 1))
    for i in range(theta.size):
        plus = np.copy(column)
        plus[i, 0] = plus[i, 0] + epsilon
        minus = np.copy(column)
        minus[i, 0] = minus[i, 0] - epsilon
        gradapprox[i] = (cost(plus.ravel()) - cost(minus.ravel())) / (2 * epsilon)
    numerator = np.linalg.norm(grad - gradapprox)
    denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
    return numerator / denominator
