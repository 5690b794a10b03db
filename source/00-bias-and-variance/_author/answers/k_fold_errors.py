# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: a loop with np.delete
errors = []
for fold in np.array_split(order, k):
    w = ridge(np.delete(X, fold, axis=1), np.delete(Y, fold, axis=1), lambd)
    errors.append(mean_squared_error(w, X[:, fold], Y[:, fold]))
errors = np.array(errors)

# %% right: a list
errors = []
for fold in np.array_split(order, k):
    others = np.setdiff1d(order, fold)
    w = ridge(X[:, others], Y[:, others], lambd)
    errors += [mean_squared_error(w, X[:, fold], Y[:, fold])]

# %% right: joined pieces
folds = np.array_split(order, k)
errors = np.zeros(k)
for i in range(k):
    train = np.concatenate(folds[:i] + folds[i + 1:])
    w = ridge(X[:, train], Y[:, train], lambd)
    errors[i] = mean_squared_error(w, X[:, folds[i]], Y[:, folds[i]])

# %% right: a boolean mask
errors = np.empty(k)
for i, fold in enumerate(np.array_split(order, k)):
    held_out = np.zeros(X.shape[1], dtype=bool)
    held_out[fold] = True
    w = ridge(X[:, ~held_out], Y[:, ~held_out], lambd)
    errors[i] = mean_squared_error(w, X[:, held_out], Y[:, held_out])

# %% right: shuffled first
X_new, Y_new = X[:, order], Y[:, order]
parts_X = np.array_split(X_new, k, axis=1)
parts_Y = np.array_split(Y_new, k, axis=1)
errors = []
for i in range(k):
    w = ridge(np.hstack(parts_X[:i] + parts_X[i + 1:]),
              np.hstack(parts_Y[:i] + parts_Y[i + 1:]), lambd)
    errors.append(mean_squared_error(w, parts_X[i], parts_Y[i]))

# %% right: slices by hand
m = X.shape[1]
sizes = [m // k + (i < m % k) for i in range(k)]
errors, start = [], 0
for size in sizes:
    dev = order[start:start + size]
    train = np.r_[order[:start], order[start + size:]]
    w = ridge(X[:, train], Y[:, train], lambd)
    errors.append(mean_squared_error(w, X[:, dev], Y[:, dev]))
    start += size

# %% right: divmod
def k_fold_errors(X, Y, k, lambd, order):
    size, more = divmod(len(order), k)
    ends = [i * size + min(i, more) for i in range(k + 1)]
    errors = []
    for a, b in zip(ends, ends[1:]):
        dev, train = order[a:b], np.append(order[:a], order[b:])
        w = ridge(X[:, train], Y[:, train], lambd)
        errors.append(mean_squared_error(w, X[:, dev], Y[:, dev]))
    return np.array(errors)

# %% right: own error
errors = []
for fold in np.array_split(order, k):
    others = [i for i in order if i not in fold]
    w = ridge(X[:, others], Y[:, others], lambd)
    errors.append(((w.T @ X[:, fold] - Y[:, fold]) ** 2).mean())

# %% right: own ridge
errors = []
for fold in np.array_split(order, k):
    A, B = np.delete(X, fold, axis=1), np.delete(Y, fold, axis=1)
    D = np.diag([0.0] + [1.0] * (len(X) - 1))
    w = np.linalg.solve(A @ A.T + lambd * D, A @ B.T)
    errors.append(np.mean((w.T @ X[:, fold] - Y[:, fold]) ** 2))

# %% right: an inner function
def k_fold_errors(X, Y, k, lambd, order):
    def one(dev):
        train = np.isin(np.arange(X.shape[1]), dev, invert=True)
        w = ridge(X[:, train], Y[:, train], lambd)
        return mean_squared_error(w, X[:, dev], Y[:, dev])

    return [one(dev) for dev in np.array_split(order, k)]

# %% right: sets
errors = []
everybody = set(range(X.shape[1]))
for fold in np.array_split(order, k):
    rest = sorted(everybody - set(fold))
    w = ridge(X[:, rest], Y[:, rest], lambd)
    errors.append(mean_squared_error(w, X[:, fold], Y[:, fold]))

# %% right: weights of 0 and 1
# ridge sees the held-out examples as zeros, which change nothing.
errors = []
for fold in np.array_split(order, k):
    kept = np.ones(X.shape[1])
    kept[fold] = 0
    w = ridge(X * kept, Y * kept, lambd)
    errors.append(mean_squared_error(w, X[:, fold], Y[:, fold]))

# %% right: one label for each example
errors = []
places = np.empty(len(order), dtype=int)
for i, fold in enumerate(np.array_split(order, k)):
    places[fold] = i
for i in range(k):
    w = ridge(X[:, places != i], Y[:, places != i], lambd)
    errors.append(mean_squared_error(w, X[:, places == i], Y[:, places == i]))

# %% right: scikit-learn's folds
def k_fold_errors(X, Y, k, lambd, order):
    from sklearn.model_selection import KFold

    errors = []
    for train, dev in KFold(k).split(order):
        w = ridge(X[:, order[train]], Y[:, order[train]], lambd)
        errors.append(mean_squared_error(w, X[:, order[dev]], Y[:, order[dev]]))
    return errors

# %% right: taken with np.take
errors = [
    mean_squared_error(
        ridge(np.take(X, np.setdiff1d(order, fold), 1),
              np.take(Y, np.setdiff1d(order, fold), 1), lambd),
        np.take(X, fold, 1), np.take(Y, fold, 1))
    for fold in np.array_split(order, k)
]

# %% wrong: training-error
# says: the error is measured on the examples that were trained on. Which ones were
#   held out?
errors = []
for fold in np.array_split(order, k):
    A, B = np.delete(X, fold, axis=1), np.delete(Y, fold, axis=1)
    errors.append(mean_squared_error(ridge(A, B, lambd), A, B))
errors = np.array(errors)

# %% wrong: trained-on-all
# says: the fold is still in the training set, so that nothing is held out. What does
#   an error on known examples say?
w = ridge(X, Y, lambd)
errors = [mean_squared_error(w, X[:, f], Y[:, f]) for f in np.array_split(order, k)]

# %% wrong: trained-on-the-fold
# says: the model is trained on the fold and measured on all others. Which of the two
#   should be the larger set?
errors = []
for fold in np.array_split(order, k):
    w = ridge(X[:, fold], Y[:, fold], lambd)
    errors.append(mean_squared_error(
        w, np.delete(X, fold, axis=1), np.delete(Y, fold, axis=1)))
errors = np.array(errors)

# %% wrong: trained-and-measured-on-the-fold
# says: each fold is trained on and measured on itself. Which examples did this
#   model never see?
errors = []
for fold in np.array_split(order, k):
    w = ridge(X[:, fold], Y[:, fold], lambd)
    errors.append(mean_squared_error(w, X[:, fold], Y[:, fold]))
errors = np.array(errors)

# %% wrong: measured-on-all
# says: the error is measured on all examples, and most of them were trained on.
errors = []
for fold in np.array_split(order, k):
    w = ridge(np.delete(X, fold, axis=1), np.delete(Y, fold, axis=1), lambd)
    errors.append(mean_squared_error(w, X, Y))
errors = np.array(errors)

# %% wrong: order-ignored
# says: the folds are cut from the examples as they stand. What is `order` for?
### np.array_split(order, k) => np.array_split(np.arange(X.shape[1]), k) ###

# %% wrong: shuffled-again
# says: the examples are shuffled once more. Could two values of λ still be compared on
#   the same folds?
### np.array_split(order, k) => np.array_split(np.random.permutation(order), k) ###

# %% wrong: order-undone
# says: the order is undone: this sorts it. Which examples belong into fold 0?
### np.array_split(order, k) => np.array_split(np.argsort(order), k) ###

# %% wrong: every-kth
# says: the folds take every k-th example of `order`. Which examples hold fold 0, if
#   it is the first piece?
### np.array_split(order, k) => [order[i::k] for i in range(k)] ###

# %% wrong: remainder-dropped
# says: where m / k leaves a remainder, some examples are in no fold. What becomes of
#   the last ones in `order`?
### np.array_split(order, k) => [order[i * (len(order) // k):(i + 1) * (len(order) // k)] for i in range(k)] ###

# %% wrong: remainder-in-the-last
# says: the last fold takes the whole remainder. Which folds hold one example more?
### np.array_split(order, k) => np.split(order, [i * (len(order) // k) for i in range(1, k)]) ###

# %% wrong: folds-rounded-up
# says: every fold but the last holds m / k, rounded up, and the last one what is left.
#   Which folds hold one example more?
### np.array_split(order, k) => [order[i * -(-len(order) // k) : (i + 1) * -(-len(order) // k)] for i in range(k)] ###

# %% wrong: folds-of-size-k
### np.array_split(order, k) => [order[i:i + k] for i in range(0, len(order), k)] ###

# %% wrong: lambd-forgotten
# says: no penalty reaches ridge. What has to be handed over to it?
### , axis=1), lambd) => , axis=1), 0) ###

# %% wrong: lambd-divided
# says: lambd is divided by the number of examples. Does the formula for w do that?
### , axis=1), lambd) => , axis=1), lambd / X.shape[1]) ###

# %% wrong: averaged
# says: this is the mean of the errors. How many numbers are asked for?
errors = np.mean([
    mean_squared_error(
        ridge(np.delete(X, fold, 1), np.delete(Y, fold, 1), lambd),
        X[:, fold], Y[:, fold])
    for fold in np.array_split(order, k)
])


# %% wrong: summed-errors
# says: the squared errors of a fold are added up and not averaged.
errors = []
for fold in np.array_split(order, k):
    w = ridge(np.delete(X, fold, axis=1), np.delete(Y, fold, axis=1), lambd)
    errors.append(np.sum((w.T @ X[:, fold] - Y[:, fold]) ** 2))
errors = np.array(errors)

# %% wrong: halved-error
# says: each error is half of the mean square. Which function measures it here?
### X[:, fold], Y[:, fold]) => X[:, fold], Y[:, fold]) / 2 ###

# %% wrong: root
# says: these are roots of mean squared errors.
### X[:, fold], Y[:, fold]) => X[:, fold], Y[:, fold]) ** 0.5 ###

# %% wrong: absolute-errors
# says: these are mean sizes of errors, not mean squares.
errors = []
for fold in np.array_split(order, k):
    w = ridge(np.delete(X, fold, axis=1), np.delete(Y, fold, axis=1), lambd)
    errors.append(np.mean(np.abs(w.T @ X[:, fold] - Y[:, fold])))
errors = np.array(errors)

# %% wrong: first-fold-alone
# says: the last model is measured on every fold. Where in the loop does each fold get
#   its own?
for fold in np.array_split(order, k):
    w = ridge(np.delete(X, fold, axis=1), np.delete(Y, fold, axis=1), lambd)
errors = [mean_squared_error(w, X[:, f], Y[:, f]) for f in np.array_split(order, k)]

# %% wrong: the-next-fold-left-in
# says: only the fold before is trained on. Which of the others are missing?
folds = np.array_split(order, k)
errors = []
for i in range(k):
    w = ridge(X[:, folds[i - 1]], Y[:, folds[i - 1]], lambd)
    errors.append(mean_squared_error(w, X[:, folds[i]], Y[:, folds[i]]))
errors = np.array(errors)

# %% wrong: backwards
# says: the folds are in reverse order. Which one comes first?
### np.array_split(order, k) => np.array_split(order, k)[::-1] ###

# %% wrong: rows-for-examples
### np.delete(X, fold, axis=1) => np.delete(X, fold, axis=0) ###

# %% wrong: rows-of-X
### X[:, fold], Y[:, fold] => X[fold], Y[fold] ###

# %% wrong: one-fold-short
### np.array_split(order, k) => np.array_split(order, k)[:-1] ###
