import numpy as np


def augment(X, Y, copies, rng, change):
    m = X.shape[1]
    moves = rng.randint(-1, 2, size=(copies * m, 2))
    X_more, Y_more = X, Y
    for k in range(copies):
        block = np.zeros((64, m))
        for j in range(m):
            block[:, j] = change(X[:, j].reshape((8, 8)), *moves[k * m + j]).ravel()
        X_more = np.concatenate([X_more, block], axis=1)
        Y_more = np.concatenate([Y_more, Y], axis=1)
    return X_more, Y_more
