# expect: 5
# The loop is still empty.
import numpy as np


def augment(X, Y, copies, rng, change):
    m = X.shape[1]
    moves = rng.randint(-1, 2, size=(copies * m, 2))
    Y_copies = np.tile(Y, (1, copies))
    Y_more = np.concatenate((Y, Y_copies), axis=1)
    X_copies = np.tile(X, (1, copies))
    changed = np.zeros(X_copies.shape)
    for i in range(X_copies.shape[1]):
        image = None
        copy = None
        changed[:, i] = copy.ravel()
    X_more = None
    return X_more, Y_more
