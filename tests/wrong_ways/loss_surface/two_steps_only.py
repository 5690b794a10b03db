# expect: 0
import numpy as np


def loss_surface(cost, theta, d1, d2, alphas, betas):
    one = np.array([cost(theta + a * d1) for a in alphas])
    two = np.array([cost(theta + b * d2) for b in betas])
    return one[:, None] + two[None, :]
