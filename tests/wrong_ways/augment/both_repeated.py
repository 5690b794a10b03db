# expect: 0
# Another order than asked for.
import numpy as np


def augment(X, Y, copies, rng, change):
    m = X.shape[1]
    moves = rng.randint(-1, 2, size=(copies * m, 2))
    Y_copies = np.repeat(Y, copies, axis=1)
    Y_more = np.concatenate((Y, Y_copies), axis=1)
    X_copies = np.repeat(X, copies, axis=1)
    changed = np.zeros(X_copies.shape)
    for i in range(X_copies.shape[1]):
        image = X_copies[:, i].reshape(8, 8)
        copy = change(image, moves[i, 0], moves[i, 1])
        changed[:, i] = copy.ravel()
    X_more = np.concatenate((X, changed), axis=1)
    return X_more, Y_more
