import numpy as np


def loss_surface(cost, theta, d1, d2, alphas, betas):
    surface = np.zeros((len(alphas), len(betas)))
    for i in range(len(alphas)):
        for j in range(len(betas)):
            surface[i, j] = cost(theta + alphas[i] * d1 + betas[j] * d2)
    return surface
