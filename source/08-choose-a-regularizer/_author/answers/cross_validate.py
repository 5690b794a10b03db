# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: a loop
def cross_validate(fit, X, Y, fold):
    right = np.zeros(Y.shape[1])
    for k in np.unique(fold):
        out = fold == k
        predict = fit(X[:, ~out], Y[:, ~out])
        right[out] = predict(X[:, out]) == Y[0, out]
    return right


# %% right: one example at a time
def cross_validate(fit, X, Y, fold):
    right = []
    for i in range(X.shape[1]):
        train = [j for j in range(X.shape[1]) if fold[j] != fold[i]]
        right.append(fit(X[:, train], Y[:, train])(X[:, [i]])[0] == Y[0, i])
    return np.array(right)


# %% right: a mask that is filled
right = np.zeros(len(fold), dtype=bool)
for k in set(fold.tolist()):
    held_out = fold == k
    learned = fit(X[:, ~held_out], Y[:, ~held_out])
    right[held_out] = np.ravel(learned(X[:, held_out])) == np.ravel(Y[:, held_out])

# %% right: np.where
right = np.empty(fold.size)
for k in np.unique(fold):
    test, train = np.where(fold == k)[0], np.where(fold != k)[0]
    right[test] = (fit(X[:, train], Y[:, train])(X[:, test]) == Y[0, test]).astype(float)

# %% right: predictions first
predicted = np.zeros(Y.shape[1])
for k in range(int(fold.max()) + 1):
    if (fold == k).any():
        train = fold != k
        predicted[fold == k] = fit(X[:, train], Y[:, train])(X)[fold == k]
right = predicted == Y[0]

# %% right: np.delete and np.concatenate
places, marks = [], []
for k in np.unique(fold):
    held_out = np.flatnonzero(fold == k)
    predict = fit(np.delete(X, held_out, axis=1), np.delete(Y, held_out, axis=1))
    places.append(held_out)
    marks.append(predict(X[:, held_out]) == Y[0][held_out])
right = np.concatenate(marks)[np.argsort(np.concatenate(places))]

# %% wrong: trained on everything
# says: is the held-out fold among the examples that were trained on? What a learner
#  knows by heart is no test for it.
right = fit(X, Y)(X) == Y[0]

# %% wrong: trained on the fold alone
# says: which examples are trained on, and which are held out? Here it seems to be the
#  other way round: a fold was learned and then asked about.
right = sum(
    (fold == k) & (fit(X[:, fold == k], Y[:, fold == k])(X) == Y[0])
    for k in np.unique(fold)
)

# %% wrong: others asked about
# says: how often was each example counted? Each one belongs to one fold, and is asked
#  about once.
right = sum(
    (fold != k) * (fit(X[:, fold == k], Y[:, fold == k])(X) == Y[0])
    for k in np.unique(fold)
)

# %% wrong: predictions returned
# says: these are predictions. Which of them are right?
right = sum(
    (fold == k) * fit(X[:, fold != k], Y[:, fold != k])(X) for k in np.unique(fold)
)

# %% wrong: in the order of the folds
# says: the answers stand in the order of the folds. At which place does each example
#  belong?
right = np.concatenate([
    fit(X[:, fold != k], Y[:, fold != k])(X[:, fold == k]) == Y[0, fold == k]
    for k in np.unique(fold)
])

# %% wrong: wrong ones marked
# says: 1 stands where the prediction is wrong, not where it is right.
right = sum(
    (fold == k) & (fit(X[:, fold != k], Y[:, fold != k])(X) != Y[0])
    for k in np.unique(fold)
)

# %% wrong: one fold forgotten
# says: was each fold held out once? Some examples seem never to have been asked about.
right = sum(
    (fold == k) & (fit(X[:, fold != k], Y[:, fold != k])(X) == Y[0])
    for k in np.unique(fold)[1:]
)

# %% wrong: last fold left out
# says: the examples of the last fold are never asked about. Where does the loop over the
#  folds end?
right = sum(
    (fold == k) & (fit(X[:, fold != k], Y[:, fold != k])(X) == Y[0])
    for k in np.unique(fold)[:-1]
)
