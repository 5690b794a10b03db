import numpy as np


def loss_surface(cost, theta, d1, d2, alphas, betas):
    a = np.asarray(alphas)[:, None, None]
    b = np.asarray(betas)[None, :, None]
    return np.apply_along_axis(cost, 2, theta + a * d1 + b * d2)
