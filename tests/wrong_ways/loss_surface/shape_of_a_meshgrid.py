# expect: 0
import numpy as np


def loss_surface(cost, theta, d1, d2, alphas, betas):
    A, B = np.meshgrid(alphas, betas)
    Z = [cost(theta + a * d1 + b * d2) for a, b in zip(A.ravel(), B.ravel())]
    return np.reshape(Z, A.shape)
