import numpy as np


def loss_surface(cost, theta, d1, d2, alphas, betas):
    A, B = np.meshgrid(alphas, betas)
    Z = np.zeros(A.shape)
    for k in np.ndindex(A.shape):
        Z[k] = cost(theta + A[k] * d1 + B[k] * d2)
    return Z.T
