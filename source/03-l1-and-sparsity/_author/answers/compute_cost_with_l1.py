# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: builtin sum
# Python's own sum and abs.
L1_cost = lambd * sum(abs(w[:, 0])) / m

# %% right: flat norm
# The norm of a flat vector.
L1_cost = (lambd / m) * np.linalg.norm(w.ravel(), ord=1)

# %% right: mean times size
# A mean, made a sum again.
L1_cost = lambd / m * np.abs(w).mean() * w.size

# %% right: norm of order one
# NumPy's own norm of order one.
L1_cost = lambd / m * np.linalg.norm(w, 1)

# %% right: root of the square
# The root of each square.
L1_cost = lambd / m * np.sqrt(w ** 2).sum()

# %% right: sign times weight
# The sign times the weight is the absolute value.
L1_cost = float(np.dot(w.T, np.sign(w))[0, 0]) * lambd / m

# %% right: two sums
# Positive and negative weights apart.
L1_cost = lambd / m * (w[w > 0].sum() - w[w < 0].sum())

# %% right: with where
# np.where for the two signs.
L1_cost = lambd / m * np.where(w < 0, -w, w).sum()

# %% wrong: squares
# says: the weights are squared: that is the sum in an L2 penalty. What does L1 sum?
# The sum of L2.
L1_cost = lambd / m * np.sum(np.square(w))

# %% wrong: L2-penalty
# says: this is the L2 penalty of lesson 01, with squares and the factor 1/2.
# The penalty of lesson 01.
L1_cost = lambd / (2 * m) * np.sum(np.square(w))

# %% wrong: half-too-much
# says: there is a factor 1/2. It belongs to the squares of L2; does L1 have it?
# The half of L2 kept.
L1_cost = lambd / (2 * m) * np.sum(np.abs(w))

# %% wrong: m-missing
# says: the penalty is not divided by m, the number of examples.
# Not divided by m.
L1_cost = lambd * np.sum(np.abs(w))

# %% wrong: half-for-m
# says: the penalty is divided by 2 and not by m. What stands under λ?
L1_cost = lambd / 2 * np.sum(np.abs(w))  # the penalty

# %% wrong: multiplied-by-m
# says: the penalty is multiplied by m; it is to be divided.
L1_cost = lambd * m * np.sum(np.abs(w))  # the penalty

# %% wrong: divided-by-the-number-of-weights
# says: the penalty is divided by the number of weights. What does m count?
# m is the number of weights.
m = w.shape[0]
L1_cost = lambd / m * np.sum(np.abs(w))

# %% wrong: lambd-missing
# says: the penalty does not depend on lambd. What should lambd = 0 do?
L1_cost = 1 / m * np.sum(np.abs(w))  # the penalty

# %% wrong: signs-kept
# says: positive and negative weights cancel. What has to happen to each weight
#   before the sum?
# No absolute values.
L1_cost = lambd / m * np.sum(w)

# %% wrong: absolute-value-of-the-sum
# says: the absolute value is taken of the sum; take it of each weight first.
# The absolute value of the sum.
L1_cost = lambd / m * np.abs(np.sum(w))

# %% wrong: mean-for-sum
# says: the absolute values are averaged. Is the penalty their mean or their sum?
# A mean for the sum.
L1_cost = lambd / m * np.mean(np.abs(w))

# %% wrong: euclidean-norm
# says: this is the length of w, the root of the sum of squares. What is its L1
#   norm?
# The wrong norm: order two.
L1_cost = lambd / m * np.linalg.norm(w)

# %% wrong: last-weight-alone
# says: only the last weight is paid for. If you use a loop: does it add, or does
#   each weight replace the one before?
# The loop keeps the last weight only.
for j in range(w.shape[0]):
    total = abs(w[j, 0])
L1_cost = lambd / m * total

# %% wrong: first-weight-left-out
# says: the first weight is left out. If you use a loop: where does it begin?
# The loop leaves out the first weight.
total = 0
for j in range(1, w.shape[0]):
    total += abs(w[j, 0])
L1_cost = lambd / m * total

# %% wrong: subtracted
# says: the penalty is subtracted, so that large weights would be rewarded.
# The penalty has a minus.
L1_cost = -lambd / m * np.sum(np.abs(w))

# %% wrong: penalty-forgotten
# says: the penalty is not in the cost.
# part: penalty
### given cost ###
cost = cross_entropy_cost

# %% wrong: penalty-alone
# says: the cost is the penalty alone. Where did the cross-entropy go?
### given cost ###
cost = L1_cost

# %% wrong: along-an-axis
# Summed along an axis: a row of one.
L1_cost = lambd / m * np.sum(np.abs(w), axis=0)

# %% wrong: array
# Not summed at all.
L1_cost = lambd / m * np.abs(w)

# %% wrong: misspelt
# A misspelt name.
L1_cost = lambda_ / m * np.sum(np.abs(w))

# %% wrong: takes-abs-in-place
# Makes the caller's weights positive, too.
### given cross_entropy_cost ###
### L1_cost ###
np.square(w, out=w)
### given cost ###
cost = compute_cost(A, Y) + lambd / m * np.sum(w)
