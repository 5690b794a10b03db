import numpy as np


def augment(X, Y, copies, rng, change):
    m = X.shape[1]
    moves = rng.randint(-1, 2, size=(copies * m, 2))
    Y_copies = np.tile(Y, (1, copies))
    Y_more = np.hstack([Y, Y_copies])
    X_copies = np.tile(X, (1, copies))
    changed = np.zeros(X_copies.shape)
    for i in range(X_copies.shape[1]):
        image = X_copies[:, i].reshape(8, 8)
        copy = change(image, moves[i, 0], moves[i, 1])
        changed[:, i] = copy.ravel()
    X_more = np.hstack([X, changed])
    return X_more, Y_more
