import numpy as np


def augment(X, Y, copies, rng, change):
    m = X.shape[1]
    moves = rng.randint(-1, 2, size=(copies * m, 2))
    Y_more = np.concatenate([Y] * (copies + 1), axis=1)
    X_copies = np.concatenate([X] * (copies + 1), axis=1)
    X_more = X_copies.copy()
    for i in range(copies * m):
        X_more[:, m + i] = change(X_copies[:, m + i].reshape(8, 8), moves[i][0], moves[i][1]).ravel()
    return X_more, Y_more
