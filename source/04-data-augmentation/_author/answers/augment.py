# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

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
### = change(image, dx, dy) => = np.array(change(image, int(moves[i, 0]), int(moves[i, 1]))) ###
### reshape(8, 8) => copy().reshape(8, -1) ###

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
### Y_copies), axis=1 => Y_copies), axis=1).astype(float ###

# %% right: index array
### np.tile(X, (1, copies)) => X[:, list(range(m)) * copies] ###
### np.tile(Y, (1, copies)) => Y[:, list(range(m)) * copies] ###

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
### Y_copies ###
Y_copies = np.repeat(Y[:, None, :], copies, axis=1).reshape(1, -1)
Y_more = np.concatenate((Y, Y_copies), axis=1)
X_copies = np.repeat(X[:, None, :], copies, axis=1).reshape(64, copies * m)

# %% wrong: labels-repeated-one-by-one
# says: each label stands beside its own copies (np.repeat), but the copies come set
#   by set: many images now have another image's label.
# keeps: X_more
### tile(Y, (1, copies)) => repeat(Y, copies, axis=1) ###

# %% wrong: images-repeated-one-by-one
# says: the copies of an image stand side by side (np.repeat); expected one copy of
#   the whole set after the other.
# keeps: Y_more
### tile(X, (1, copies)) => repeat(X, copies, axis=1) ###

# %% wrong: both-repeated-one-by-one
# says: images and labels fit together, but stand in another order than asked: one
#   copy of the whole set after the other.
### (1, copies) => copies, axis=1 ###
### = np.tile => = np.repeat ###

# %% wrong: labels-of-the-copies-are-0
# says: all copies have the label 0. What does a moved image show?
# keeps: X_more
### np.tile(Y, (1, copies)) => np.zeros((1, copies * m)) ###

# %% wrong: originals-left-out
# says: the originals are left out. How many examples should there be?
### np.concatenate((X, changed), axis=1) => changed ###
### np.concatenate((Y, Y_copies), axis=1) => Y_copies ###

# %% wrong: originals-last
# says: the originals come last. In which order are they asked for?
# keeps: Y_more
### X, changed => changed, X ###
### Y, Y_copies => Y_copies, Y ###

# %% wrong: one-copy-only
# says: there is one copy of the set, however many are asked for.
### 1, copies => 1, min(copies, 1) ###

# %% wrong: one-copy-too-few
# says: there is one copy too few. Do the originals count as a copy?
### 1, copies => 1, max(copies - 1, 0) ###

# %% wrong: same-move-for-all
# says: all copies are changed by the same move, the first one; copy i has its own,
#   dx and dy.
# keeps: Y_more
### = change(image, dx, dy) => = change(image, moves[0, 0], moves[0, 1]) ###

# %% wrong: one-move-for-each-original
# says: all copies of an image are changed alike, so they are no different examples;
#   copy i has its own dx and dy.
# keeps: Y_more
### = change(image, dx, dy) => = change(image, moves[i % m, 0], moves[i % m, 1]) ###

# %% wrong: dx-and-dy-exchanged
# says: dx and dy are exchanged. In which order does `change` take them?
# keeps: Y_more
### = change(image, dx, dy) => = change(image, dy, dx) ###

# %% wrong: copies-not-changed
# says: the copies are exact copies. Where is `change` called?
# keeps: Y_more
### = change(image, dx, dy) => = 1 * image ###

# %% wrong: change-not-used
# says: the copies are shifted whatever `change` is. Which function did the caller
#   hand over?
# keeps: Y_more
### image, dx, dy => 8, k=-dy) @ image @ np.eye(8, k=dx ###
### = change => = np.eye ###

# %% wrong: image-transposed
# says: the image is transposed. In which order does a column of X hold it?
# keeps: Y_more
### reshape(8, 8) => reshape(8, 8).T ###

# %% wrong: first-image-only
# says: every copy is made of the first image.
# keeps: Y_more
### [:, i]. => [:, 0]. ###

# %% wrong: examples-in-rows
# says: the examples stand in rows. Where does X hold one?
### , axis=1) => , axis=1).T ###

# %% wrong: below-each-other
### axis=1 => axis=0 ###

# %% wrong: draws-again
# says: the moves are drawn anew. Which row of moves is meant for copy i?
# keeps: Y_more
### = change(image, dx, dy) => = change(image, *rng.randint(-1, 2, size=2)) ###

# %% wrong: image-blank-left
# keeps: Y_more
### = change(image, dx, dy) => = None ###
### X_copies[:, i].reshape(8, 8) => None ###
### np.concatenate((X, changed), axis=1) => None ###

# %% wrong: labels-flat
# keeps: X_more
### (Y, Y_copies), axis=1 => (Y[0], Y_copies[0]) ###

# %% wrong: labels-left
# keeps: X_more
### np.tile(Y, (1, copies)) => None ###
### np.concatenate((Y, Y_copies), axis=1) => None ###

# %% wrong: labels-of-copies-only
# keeps: X_more
### np.concatenate((Y, Y_copies), axis=1) => Y_copies ###

# %% wrong: labels-shuffled
# says: the labels are in another order than the images. Copy i shows image i: which
#   label is its?
# keeps: X_more
### Y_copies ###
Y_copies = np.tile(Y, (1, copies))
Y_more = rng.permutation(np.tile(Y, (1, copies + 1))[0])[None, :]
X_copies = np.tile(X, (1, copies))

# %% wrong: labels-zero
# keeps: X_more
### tile(Y, (1, copies)) => zeros((1, copies * m)) ###

# %% wrong: one-copy
### np.tile(X, (1, copies)) => X ###
### np.tile(Y, (1, copies)) => Y ###

# %% wrong: original-tiled-too
# keeps: Y_more
### X, (1, copies) => X, (1, copies + 1) ###

# %% wrong: originals-left-out-of-X
# keeps: Y_more
### np.concatenate((X, changed), axis=1) => changed ###

# %% wrong: rows-of-X
# says: an image is a column of X, not a row. Which index picks a column?
# keeps: Y_more
### X_copies[:, i].reshape(8, 8) => np.resize(X_copies[i], (8, 8)) ###

# %% wrong: tiled-downwards
# keeps: Y_more
### X, (1, copies) => X, (copies, 1) ###

# %% wrong: global-generator
# keeps: Y_more
### rng.randint => np.random.randint ###
