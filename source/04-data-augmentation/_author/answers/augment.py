# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: as asked
### given m ###
m = X.shape[1]
### given dx ###
### image ###
image = X_copies[:, i].reshape(8, 8)
copy = change(image, moves[i, 0], moves[i, 1])

# %% right: concatenate a list
def augment(X, Y, copies, rng, change):
    m = X.shape[1]
    moves = rng.randint(-1, 2, size=(copies * m, 2))
    Y_more = np.concatenate([Y] * (copies + 1), axis=1)
    X_copies = np.concatenate([X] * (copies + 1), axis=1)
    X_more = X_copies.copy()
    for i in range(copies * m):
        X_more[:, m + i] = change(X_copies[:, m + i].reshape(8, 8), moves[i][0], moves[i][1]).ravel()
    return X_more, Y_more

# %% right: copy of the columns
### given m ###
m = X.shape[1]
### given dx ###
### image ###
image = X_copies[:, i].copy().reshape(8, -1)
copy = np.array(change(image, int(moves[i, 0]), int(moves[i, 1])))

# %% right: examples in rows inside
def augment(X, Y, copies, rng, change):
    m = X.shape[1]
    moves = rng.randint(-1, 2, size=(copies * m, 2))
    images = np.tile(X.T, (copies, 1)).reshape(-1, 8, 8)
    done = [change(image, dx, dy).ravel() for image, (dx, dy) in zip(images, moves)]
    X_more = np.vstack([X.T] + done).T
    Y_more = np.tile(Y, (1, 1 + copies))
    return X_more, Y_more

# %% right: float labels
### given m ###
m = X.shape[1]
### Y_copies ###
Y_copies = np.tile(Y, (1, copies))
Y_more = np.concatenate((Y, Y_copies), axis=1).astype(float)
X_copies = np.tile(X, (1, copies))
### given dx ###
### image ###
image = X_copies[:, i].reshape(8, 8)
copy = change(image, moves[i, 0], moves[i, 1])

# %% right: index array
### given m ###
m = X.shape[1]
### Y_copies ###
Y_copies = Y[:, list(range(m)) * copies]
Y_more = np.concatenate((Y, Y_copies), axis=1)
X_copies = X[:, list(range(m)) * copies]
### given dx ###
### image ###
image = X_copies[:, i].reshape(8, 8)
copy = change(image, moves[i, 0], moves[i, 1])

# %% right: list of columns
def augment(X, Y, copies, rng, change):
    m = X.shape[1]
    moves = rng.randint(-1, 2, size=(copies * m, 2))
    columns = [X[:, j] for j in range(m)]
    for i, (dx, dy) in enumerate(moves):
        columns.append(change(X[:, i % m].reshape(8, 8), dx, dy).reshape(64))
    X_more = np.stack(columns, axis=1)
    Y_more = Y[:, np.arange(m * (copies + 1)) % m]
    return X_more, Y_more

# %% right: repeat reshaped
### given m ###
m = X.shape[1]
### Y_copies ###
Y_copies = np.repeat(Y[:, None, :], copies, axis=1).reshape(1, -1)
Y_more = np.concatenate((Y, Y_copies), axis=1)
X_copies = np.repeat(X[:, None, :], copies, axis=1).reshape(64, copies * m)
### given dx ###
### image ###
image = X_copies[:, i].reshape(8, 8)
copy = change(image, moves[i, 0], moves[i, 1])

# %% wrong: labels-repeated-one-by-one
# says: each label stands beside its own copies (np.repeat), but the copies come set
#   by set: many images now have another image's label.
# keeps: X_more
### Y_copies ###
Y_copies = np.repeat(Y, copies, axis=1)  # the labels of all copies
Y_more = np.concatenate((Y, Y_copies), axis=1)  # after the originals
X_copies = np.tile(X, (1, copies))  # all copies, not changed yet

# %% wrong: images-repeated-one-by-one
# says: the copies of an image stand side by side (np.repeat); expected one copy of
#   the whole set after the other.
# keeps: Y_more
### Y_copies ###
Y_copies = np.tile(Y, (1, copies))  # the labels of all copies
Y_more = np.concatenate((Y, Y_copies), axis=1)  # after the originals
X_copies = np.repeat(X, copies, axis=1)  # all copies, not changed yet

# %% wrong: both-repeated-one-by-one
# says: images and labels fit together, but stand in another order than asked: one
#   copy of the whole set after the other.
### Y_copies ###
Y_copies = np.repeat(Y, copies, axis=1)  # the labels of all copies
Y_more = np.concatenate((Y, Y_copies), axis=1)  # after the originals
X_copies = np.repeat(X, copies, axis=1)  # all copies, not changed yet

# %% wrong: originals-left-out
# says: the originals are left out; they are the best examples you have.
### Y_copies ###
Y_copies = np.tile(Y, (1, copies))  # the labels of all copies
Y_more = Y_copies  # after the originals
X_copies = np.tile(X, (1, copies))  # all copies, not changed yet
### X_more ###
X_more = changed  # after the originals

# %% wrong: originals-last
# says: the originals come last; expected first.
# keeps: Y_more
### Y_copies ###
Y_copies = np.tile(Y, (1, copies))  # the labels of all copies
Y_more = np.concatenate((Y_copies, Y), axis=1)  # after the originals
X_copies = np.tile(X, (1, copies))  # all copies, not changed yet
### X_more ###
X_more = np.concatenate((changed, X), axis=1)  # after the originals

# %% wrong: one-copy-only
# says: there is one copy of the set, however many are asked for.
### Y_copies ###
Y_copies = np.tile(Y, (1, min(copies, 1)))  # the labels of all copies
Y_more = np.concatenate((Y, Y_copies), axis=1)  # after the originals
X_copies = np.tile(X, (1, min(copies, 1)))  # all copies, not changed yet

# %% wrong: one-copy-too-few
# says: there is one copy too few: the originals do not count as a copy.
### Y_copies ###
Y_copies = np.tile(Y, (1, max(copies - 1, 0)))  # the labels of all copies
Y_more = np.concatenate((Y, Y_copies), axis=1)  # after the originals
X_copies = np.tile(X, (1, max(copies - 1, 0)))  # all copies, not changed yet

# %% wrong: same-move-for-all
# says: all copies are changed by the same move, the first one; copy i has its own,
#   dx and dy.
# keeps: Y_more
### image ###
image = X_copies[:, i].reshape(8, 8)  # column i as an image
copy = change(image, moves[0, 0], moves[0, 1])  # changed

# %% wrong: one-move-for-each-original
# says: all copies of an image are changed alike, so they are no different examples;
#   copy i has its own dx and dy.
# keeps: Y_more
### image ###
image = X_copies[:, i].reshape(8, 8)  # column i as an image
copy = change(image, moves[i % m, 0], moves[i % m, 1])  # changed

# %% wrong: dx-and-dy-exchanged
# says: dx and dy are exchanged: change(image, dx, dy) wants dx first.
# keeps: Y_more
### image ###
image = X_copies[:, i].reshape(8, 8)  # column i as an image
copy = change(image, dy, dx)  # changed

# %% wrong: copies-not-changed
# says: the copies are exact copies. Where is `change` called?
# keeps: Y_more
### image ###
image = X_copies[:, i].reshape(8, 8)  # column i as an image
copy = 1 * image  # changed

# %% wrong: change-not-used
# says: the copies are shifted whatever `change` is; call the function that was
#   handed over under that name.
# keeps: Y_more
### image ###
image = X_copies[:, i].reshape(8, 8)  # column i as an image
copy = np.eye(8, k=-dy) @ image @ np.eye(8, k=dx)  # changed

# %% wrong: image-transposed
# says: the image is transposed: a column of X holds it row by row.
# keeps: Y_more
### image ###
image = X_copies[:, i].reshape(8, 8).T  # column i as an image
copy = change(image, dx, dy)  # changed

# %% wrong: first-image-only
# says: every copy is made of the first image.
# keeps: Y_more
### image ###
image = X_copies[:, 0].reshape(8, 8)  # column i as an image
copy = change(image, dx, dy)  # changed

# %% wrong: examples-in-rows
# says: the examples stand in rows; in this course each is a column.
### Y_copies ###
Y_copies = np.tile(Y, (1, copies))  # the labels of all copies
Y_more = np.concatenate((Y, Y_copies), axis=1).T  # after the originals
X_copies = np.tile(X, (1, copies))  # all copies, not changed yet
### X_more ###
X_more = np.concatenate((X, changed), axis=1).T  # after the originals

# %% wrong: below-each-other
# axis=0.
def augment(X, Y, copies, rng, change):
    m = X.shape[1]
    moves = rng.randint(-1, 2, size=(copies * m, 2))
    Y_copies = np.tile(Y, (1, copies))
    Y_more = np.concatenate((Y, Y_copies), axis=0)
    X_copies = np.tile(X, (1, copies))
    changed = np.zeros(X_copies.shape)
    for i in range(X_copies.shape[1]):
        image = X_copies[:, i].reshape(8, 8)
        copy = change(image, moves[i, 0], moves[i, 1])
        changed[:, i] = copy.ravel()
    X_more = np.concatenate((X, changed), axis=0)
    return X_more, Y_more

# %% wrong: draws-again
# says: the moves are drawn anew. Which row of moves is meant for copy i?
# keeps: Y_more
# Other moves than those given.
### given m ###
m = X.shape[1]
### given dx ###
### image ###
image = X_copies[:, i].reshape(8, 8)
copy = change(image, *rng.randint(-1, 2, size=2))

# %% wrong: image-blank-left
# keeps: Y_more
# The loop is still empty.
### given m ###
m = X.shape[1]
### given dx ###
### image ###
image = None
copy = None
### X_more ###
X_more = None

# %% wrong: labels-flat
# keeps: X_more
# A vector of labels.
### given m ###
m = X.shape[1]
### Y_copies ###
Y_copies = np.tile(Y, (1, copies))
Y_more = np.concatenate((Y[0], Y_copies[0]))
X_copies = np.tile(X, (1, copies))
### given dx ###
### image ###
image = X_copies[:, i].reshape(8, 8)
copy = change(image, moves[i, 0], moves[i, 1])

# %% wrong: labels-left
# keeps: X_more
# The labels are still empty.
### given m ###
m = X.shape[1]
### Y_copies ###
Y_copies = None
Y_more = None
X_copies = np.tile(X, (1, copies))
### given dx ###
### image ###
image = X_copies[:, i].reshape(8, 8)
copy = change(image, moves[i, 0], moves[i, 1])

# %% wrong: labels-of-copies-only
# keeps: X_more
# No originals among the labels.
### given m ###
m = X.shape[1]
### Y_copies ###
Y_copies = np.tile(Y, (1, copies))
Y_more = Y_copies
X_copies = np.tile(X, (1, copies))
### given dx ###
### image ###
image = X_copies[:, i].reshape(8, 8)
copy = change(image, moves[i, 0], moves[i, 1])

# %% wrong: labels-shuffled
# says: the labels are in another order than the images. Copy i shows image i: which
#   label is its?
# keeps: X_more
# Labels no longer below their images.
### given m ###
m = X.shape[1]
### Y_copies ###
Y_copies = np.tile(Y, (1, copies))
Y_more = rng.permutation(np.tile(Y, (1, copies + 1))[0])[None, :]
X_copies = np.tile(X, (1, copies))
### given dx ###
### image ###
image = X_copies[:, i].reshape(8, 8)
copy = change(image, moves[i, 0], moves[i, 1])

# %% wrong: labels-zero
# keeps: X_more
# Copies have no label.
### given m ###
m = X.shape[1]
### Y_copies ###
Y_copies = np.zeros((1, copies * m))
Y_more = np.concatenate((Y, Y_copies), axis=1)
X_copies = np.tile(X, (1, copies))
### given dx ###
### image ###
image = X_copies[:, i].reshape(8, 8)
copy = change(image, moves[i, 0], moves[i, 1])

# %% wrong: one-copy
# copies is not used.
### given m ###
m = X.shape[1]
### Y_copies ###
Y_copies = Y
Y_more = np.concatenate((Y, Y_copies), axis=1)
X_copies = X
### given dx ###
### image ###
image = X_copies[:, i].reshape(8, 8)
copy = change(image, moves[i, 0], moves[i, 1])

# %% wrong: original-tiled-too
# keeps: Y_more
# More copies than moves.
### given m ###
m = X.shape[1]
### Y_copies ###
Y_copies = np.tile(Y, (1, copies))
Y_more = np.concatenate((Y, Y_copies), axis=1)
X_copies = np.tile(X, (1, copies + 1))
### given dx ###
### image ###
image = X_copies[:, i].reshape(8, 8)
copy = change(image, moves[i, 0], moves[i, 1])

# %% wrong: originals-left-out-of-X
# keeps: Y_more
# No originals among the images.
### given m ###
m = X.shape[1]
### given dx ###
### image ###
image = X_copies[:, i].reshape(8, 8)
copy = change(image, moves[i, 0], moves[i, 1])
### X_more ###
X_more = changed

# %% wrong: rows-of-X
# says: an image is a column of X, not a row. Which index picks a column?
# keeps: Y_more
# Row i of X is no image.
### given m ###
m = X.shape[1]
### given dx ###
### image ###
image = np.resize(X_copies[i], (8, 8))
copy = change(image, moves[i, 0], moves[i, 1])

# %% wrong: tiled-downwards
# keeps: Y_more
# (copies, 1) for (1, copies).
### given m ###
m = X.shape[1]
### Y_copies ###
Y_copies = np.tile(Y, (1, copies))
Y_more = np.concatenate((Y, Y_copies), axis=1)
X_copies = np.tile(X, (copies, 1))
### given dx ###
### image ###
image = X_copies[:, i].reshape(8, 8)
copy = change(image, moves[i, 0], moves[i, 1])
