import numpy as np


def augment(X, Y, copies, rng, change):
    m = X.shape[1]
    moves = rng.randint(-1, 2, size=(copies * m, 2))
    X_more = np.zeros((64, m * (copies + 1)))
    Y_more = np.zeros((1, m * (copies + 1)), dtype=int)
    X_more[:, :m], Y_more[:, :m] = X, Y
    for k in range(copies):
        for j in range(m):
            dx, dy = moves[k * m + j]
            X_more[:, (k + 1) * m + j] = change(X[:, j].reshape(8, 8), dx, dy).flatten()
            Y_more[0, (k + 1) * m + j] = Y[0, j]
    return X_more, Y_more
