import numpy as np


def loss_surface(cost, theta, d1, d2, alphas, betas):
    rows = []
    for a in alphas:
        start = theta + a * d1
        rows.append([cost(start + b * d2) for b in betas])
    return np.array(rows)
