import numpy as np


def loss_surface(cost, theta, d1, d2, alphas, betas):
    D = np.stack([d1, d2])
    return np.array([[cost(theta + np.array([a, b]) @ D) for b in betas] for a in alphas])
