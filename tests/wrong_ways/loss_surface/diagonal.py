# expect: 0
import numpy as np


def loss_surface(cost, theta, d1, d2, alphas, betas):
    return np.array([cost(theta + a * d1 + b * d2) for a, b in zip(alphas, betas)])
