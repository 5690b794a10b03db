# expect: 0
import numpy as np


def loss_surface(cost, theta, d1, d2, alphas, betas):
    surface = np.zeros((len(alphas), len(betas)))
    for i, a in enumerate(alphas):
        for j, b in enumerate(betas):
            surface[i, j] = cost(theta + a * d2 + b * d1)
    return surface
