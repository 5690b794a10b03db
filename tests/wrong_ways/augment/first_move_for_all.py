# expect: 5
# One move.
import numpy as np


def augment(X, Y, copies, rng, change):
    m = X.shape[1]
    moves = rng.randint(-1, 2, size=(copies * m, 2))
    Y_copies = np.tile(Y, (1, copies))
    Y_more = np.concatenate((Y, Y_copies), axis=1)
    X_copies = np.tile(X, (1, copies))
    changed = np.zeros(X_copies.shape)
    for i in range(X_copies.shape[1]):
        image = X_copies[:, i].reshape(8, 8)
        copy = change(image, moves[0, 0], moves[0, 1])
        changed[:, i] = copy.ravel()
    X_more = np.concatenate((X, changed), axis=1)
    return X_more, Y_more
