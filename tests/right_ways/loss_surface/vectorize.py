import numpy as np


def loss_surface(cost, theta, d1, d2, alphas, betas):
    height = np.vectorize(lambda a, b: cost(theta + a * d1 + b * d2), otypes=[float])
    return height(np.reshape(alphas, (-1, 1)), np.reshape(betas, (1, -1)))
