# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: share first
m = Y.shape[1]
share = rng.beta(alpha, alpha, size=m)
partner = rng.permutation(m)
X_mixed = X[:, partner] + share * (X - X[:, partner])
Y_mixed = Y[:, partner] + share * (Y - Y[:, partner])

# %% right: a loop over pairs
def mixup(X, Y, alpha, rng):
    m = X.shape[1]
    partner, share = rng.permutation(m), []
    X_mixed, Y_mixed = np.zeros(X.shape), np.zeros(Y.shape)
    for i, j in enumerate(partner):
        a = rng.beta(alpha, alpha)
        share.append(a)
        X_mixed[:, i] = a * X[:, i] + (1 - a) * X[:, j]
        Y_mixed[:, i] = a * Y[:, i] + (1 - a) * Y[:, j]
    return X_mixed, Y_mixed, partner, share

# %% right: examples in rows inside
def mixup(X, Y, alpha, rng):
    m = len(X.T)
    share = rng.beta(alpha, alpha, (m, 1))
    partner = rng.permutation(m)
    X_mixed = (share * X.T + (1 - share) * X.T[partner]).T
    Y_mixed = (share * Y.T + (1 - share) * Y.T[partner]).T
    return X_mixed, Y_mixed, partner, share[:, 0]

# %% right: both at once, one above the other
def mixup(X, Y, alpha, rng):
    both = np.vstack((X, Y))
    partner = np.arange(X.shape[1])
    rng.shuffle(partner)
    share = rng.beta(alpha, alpha, X.shape[1])
    mixed = both * share + both[:, partner] * (1 - share)
    return mixed[: len(X)], mixed[len(X) :], partner, share

# %% right: a matrix that mixes
def mixup(X, Y, alpha, rng):
    m = Y.shape[1]
    share = np.array([rng.beta(alpha, alpha) for _ in range(m)])
    partner = rng.choice(m, m, replace=False)
    mixer = np.diag(share)
    for i in range(m):
        mixer[partner[i], i] += 1 - share[i]
    return X @ mixer, Y @ mixer, partner, share

# %% right: np.take
partner = rng.permutation(np.arange(X.shape[1]))
share = rng.beta(alpha, alpha, len(partner))
rest = 1 - share
X_mixed = np.multiply(X, share) + np.multiply(np.take(X, partner, axis=1), rest)
Y_mixed = np.multiply(Y, share) + np.multiply(np.take(Y, partner, axis=1), rest)

# %% wrong: labels-not-mixed
# says: the labels are not mixed. What is the label of a picture that is 30 % a 3?
# keeps: partner, share, X_mixed
### share * Y + (1 - share) * Y[:, partner] => 1 * Y ###

# %% wrong: images-not-mixed
# says: only the labels are mixed. Does the picture show what its label says?
# keeps: partner, share, Y_mixed
### share * X + (1 - share) * X[:, partner] => 1 * X ###

# %% wrong: labels-the-other-way
# says: the partner's label gets the share of the example's own. Which of the two is
#   more visible in the picture?
# keeps: partner, share, X_mixed
### share * Y + (1 - share) * => (1 - share) * Y + share * ###

# %% wrong: images-the-other-way
# says: share[i] goes to the partner's image. To which does the docstring give it?
# keeps: partner, share, Y_mixed
### share * X + (1 - share) * => (1 - share) * X + share * ###

# %% wrong: both-the-other-way
# says: share[i] goes to the partner, in images and labels. To which does the docstring
#   give it?
# keeps: partner, share
### share * X + (1 - share) * => (1 - share) * X + share * ###
### share * Y + (1 - share) * => (1 - share) * Y + share * ###

# %% wrong: one-share-for-all
# says: one number is drawn, and all pairs are mixed alike. How many pairs are there?
# keeps: partner
### rng.beta(alpha, alpha, X.shape[1]) => rng.beta(alpha, alpha) ###

# %% wrong: one-share-repeated
# says: every pair has the same share. How many draws are asked for?
# keeps: partner, X_mixed, Y_mixed
### rng.beta(alpha, alpha, X.shape[1]) => rng.beta(alpha, alpha) * np.ones(X.shape[1]) ###

# %% wrong: uniform-shares
# says: the shares do not depend on alpha. From which distribution are they drawn?
# keeps: partner, X_mixed, Y_mixed
### rng.beta(alpha, alpha, X.shape[1]) => rng.rand(X.shape[1]) ###

# %% wrong: beta-of-alpha-and-1
# says: the shares lean to one side. What are the two parameters of the distribution?
# keeps: partner, X_mixed, Y_mixed
### rng.beta(alpha, alpha, X.shape[1]) => rng.beta(alpha, 1, X.shape[1]) ###

# %% wrong: always-half
# says: every share is one half. What is alpha for?
# keeps: partner, X_mixed, Y_mixed
### rng.beta(alpha, alpha, X.shape[1]) => np.full(X.shape[1], 0.5) ###

# %% wrong: larger-part-its-own
# says: shares below one half are turned into their rest, so an example always keeps the
#   larger part. Some methods do that; is it asked for here?
# keeps: partner, X_mixed, Y_mixed
### rng.beta(alpha, alpha, X.shape[1]) => 0.5 + np.abs(rng.beta(alpha, alpha, X.shape[1]) - 0.5) ###

# %% wrong: next-one-as-partner
# says: the partner is always the next example, and not drawn. Would two passes make
#   different pairs?
# keeps: share, X_mixed, Y_mixed
### rng.permutation(X.shape[1]) => np.roll(np.arange(X.shape[1]), -1) ###

# %% wrong: last-one-first
# says: the partners are the examples in reversed order, and not drawn.
# keeps: share, X_mixed, Y_mixed
### rng.permutation(X.shape[1]) => np.arange(X.shape[1])[::-1] ###

# %% wrong: partners-drawn-with-replacement
# says: some examples are partners twice, others never. From which draw does partner
#   come?
# keeps: X_mixed, Y_mixed
### rng.permutation(X.shape[1]) => rng.randint(X.shape[1], size=X.shape[1]) ###

# %% wrong: with-itself
# says: every example is its own partner, so nothing is mixed.
# keeps: share, X_mixed, Y_mixed
### rng.permutation(X.shape[1]) => np.arange(X.shape[1]) ###

# %% wrong: global-generator
# says: the numbers are drawn, but not from rng. Would the same rng give the same pairs
#   again?
# keeps: X_mixed, Y_mixed
### rng.permutation => np.random.permutation ###
### rng.beta => np.random.beta ###

# %% wrong: labels-of-other-partners
# says: images and labels are mixed with different partners. How often are they drawn?
# keeps: partner, share, X_mixed
### Y[:, partner] => Y[:, rng.permutation(len(share))] ###

# %% wrong: labels-with-other-shares
# says: images and labels are mixed with different shares. How often are they drawn?
# keeps: partner, share, X_mixed
partner = rng.permutation(X.shape[1])
share = rng.beta(alpha, alpha, X.shape[1])
X_mixed = share * X + (1 - share) * X[:, partner]
other = rng.beta(alpha, alpha, len(share))
Y_mixed = other * Y + (1 - other) * Y[:, partner]

# %% wrong: labels-rounded
# says: each label is a single digit again. What becomes of the smaller share?
# keeps: partner, share, X_mixed
### share * Y + (1 - share) * Y[:, partner] => np.where(share < 0.5, Y[:, partner], Y) ###

# %% wrong: added
# says: the images are added. How dark is a picture made of twice the ink?
# keeps: partner, share, Y_mixed
### share * X + (1 - share) * => X + ###

# %% wrong: partner-in-full
# says: the partner is added in full, so its picture and its label count too much. What
#   do the two shares of a pair sum to?
# keeps: partner, share
### (1 - share) * => 1 * ###

# %% wrong: share-of-each-pixel
# keeps: partner, Y_mixed
share = rng.beta(alpha, alpha, X.shape)
partner = rng.permutation(X.shape[1])
X_mixed = share * X + (1 - share) * X[:, partner]
share = share.mean(axis=0)
Y_mixed = share * Y + (1 - share) * Y[:, partner]

# %% wrong: rows-mixed
# keeps: share
partner = rng.permutation(X.shape[0])
share = rng.beta(alpha, alpha, X.shape[1])
X_mixed = share * X + (1 - share) * X[partner]
Y_mixed = 1 * Y

# %% wrong: in-place
# keeps: partner, share, Y_mixed
partner = rng.permutation(X.shape[1])
share = rng.beta(alpha, alpha, X.shape[1])
X *= share
X += (1 - share) * X[:, partner]
X_mixed = X
Y_mixed = share * Y + (1 - share) * Y[:, partner]

# %% wrong: two-returned
### given return ###
return X_mixed, Y_mixed

# %% wrong: share-for-both
# says: both of a pair are multiplied by share. What do the two shares of a pair sum to?
# keeps: partner, share
### (1 - share) * => share * ###

# %% wrong: rest-for-both
# says: both of a pair are multiplied by what share leaves over. Which of the two keeps
#   the share itself?
# keeps: partner, share
### share * X + => (1 - share) * X + ###
### share * Y + => (1 - share) * Y + ###

# %% wrong: half-and-half
# says: all pairs are mixed half and half, whatever was drawn. Where does share enter?
# keeps: partner, share
### share * X + (1 - share) * => 0.5 * X + 0.5 * ###
### share * Y + (1 - share) * => 0.5 * Y + 0.5 * ###

# %% wrong: mixed-by-alpha
# says: the pairs are mixed by alpha itself. What is drawn with it?
# keeps: partner, share
### share * X + (1 - share) * => alpha * X + (1 - alpha) * ###
### share * Y + (1 - share) * => alpha * Y + (1 - alpha) * ###

# %% wrong: rest-of-the-partners-share
# says: the partner is multiplied by the rest of its own share, not of the pair's. What
#   do the two shares of a pair sum to?
# keeps: partner, share
### (1 - share) * => (1 - share[partner]) * ###

# %% wrong: partners-turned-round
# says: each example is mixed with the one whose partner it is. Which one does
#   partner[i] name?
# keeps: partner, share
### X[:, partner] => X[:, np.argsort(partner)] ###
### Y[:, partner] => Y[:, np.argsort(partner)] ###

# %% wrong: images-subtracted
# says: the partner is subtracted. What do the two shares of a pair sum to?
# keeps: partner, share
### share * X + => share * X - ###
### share * Y + => share * Y - ###
