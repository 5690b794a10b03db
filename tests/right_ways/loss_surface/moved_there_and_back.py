# Works on one copy, and takes each step back.
import numpy as np


def loss_surface(cost, theta, d1, d2, alphas, betas):
    here, surface = theta.copy(), np.empty((len(alphas), len(betas)))
    for i, a in enumerate(alphas):
        here += a * d1
        for j, b in enumerate(betas):
            here += b * d2
            surface[i, j] = cost(here)
            here -= b * d2
        here -= a * d1
    return surface
