import numpy as np


def loss_surface(cost, theta, d1, d2, alphas, betas):
    A, B = np.meshgrid(alphas, betas, indexing="ij")
    pairs = zip(A.ravel(), B.ravel())
    return np.array([cost(theta + a * d1 + b * d2) for a, b in pairs]).reshape(A.shape)
