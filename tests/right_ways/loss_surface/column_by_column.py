import numpy as np


def loss_surface(cost, theta, d1, d2, alphas, betas):
    columns = [[cost(theta + a * d1 + b * d2) for a in alphas] for b in betas]
    return np.array(columns).T
