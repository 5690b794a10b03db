# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: builtin sum
L1_cost = lambd * sum(abs(w[:, 0])) / m

# %% right: flat norm
### sum(np.abs(w)) => linalg.norm(w.ravel(), ord=1) ###

# %% right: mean times size
L1_cost = lambd / m * np.abs(w).mean() * w.size

# %% right: norm of order one
L1_cost = lambd / m * np.linalg.norm(w, 1)

# %% right: root of the square
L1_cost = lambd / m * np.sqrt(w ** 2).sum()

# %% right: sign times weight
# The sign times the weight is the absolute value.
L1_cost = float(np.dot(w.T, np.sign(w))[0, 0]) * lambd / m

# %% right: two sums
L1_cost = lambd / m * (w[w > 0].sum() - w[w < 0].sum())

# %% right: with where
L1_cost = lambd / m * np.where(w < 0, -w, w).sum()

# %% right: along an axis
# The sum over the rows of one column is an array of one entry.
### np.abs(w) => np.abs(w), axis=0 ###

# %% wrong: squares
# says: the weights are squared: that is the sum in an L2 penalty. What does L1 sum?
### np.abs(w) => np.square(w) ###

# %% wrong: L2-penalty
# says: this is the L2 penalty of lesson 01, with squares and a factor 1/2. What
#   does L1 sum?
L1_cost = lambd / (2 * m) * np.sum(np.square(w))

# %% wrong: half-too-much
# says: there is a factor 1/2. It belongs to the squares of L2; does L1 have it?
### / m * np => / (2 * m) * np ###

# %% wrong: m-missing
# says: the penalty is m times too large. What stands under λ in the formula?
### / m * np => * np ###

# %% wrong: half-for-m
# says: the penalty is divided by 2 and not by m. What stands under λ?
### / m * np => / 2 * np ###

# %% wrong: multiplied-by-m
# says: the penalty grows with m. Should a weight cost more if there are more
#   examples?
### / m * np => * m * np ###

# %% wrong: divided-by-the-number-of-weights
# says: the penalty is divided by the number of weights. What does m count?
m = w.shape[0]
L1_cost = lambd / m * np.sum(np.abs(w))

# %% wrong: lambd-missing
# says: the penalty does not depend on lambd. What should lambd = 0 do?
### = lambd / => = 1 / ###

# %% wrong: signs-kept
# says: positive and negative weights cancel. What has to happen to each weight
#   before the sum?
### np.abs(w) => w ###

# %% wrong: absolute-value-of-the-sum
# says: the absolute value is taken of the sum. What do 3 and −3 cost like that?
### sum(np.abs => abs(np.sum ###

# %% wrong: mean-for-sum
# says: the absolute values are averaged. Is the penalty their mean or their sum?
### * np.sum => * np.mean ###

# %% wrong: euclidean-norm
# says: this is the length of w, the root of the sum of squares. What is its L1
#   norm?
L1_cost = lambd / m * np.linalg.norm(w)

# %% wrong: last-weight-alone
# says: only the last weight is paid for. If you use a loop: does it add, or does
#   each weight replace the one before?
for j in range(w.shape[0]):
    total = abs(w[j, 0])
L1_cost = lambd / m * total

# %% wrong: first-weight-left-out
# says: the first weight is left out. If you use a loop: where does it begin?
total = 0
for j in range(1, w.shape[0]):
    total += abs(w[j, 0])
L1_cost = lambd / m * total

# %% wrong: subtracted
# says: large weights lower this cost. Should they?
### = lambd / => = -lambd / ###

# %% wrong: penalty-forgotten
# says: a larger λ changes nothing in this cost. Where is the penalty?
# part: penalty
### + L1_cost => ###

# %% wrong: penalty-alone
# says: the cost is the penalty alone. Where did the cross-entropy go?
### cross_entropy_cost + => ###

# %% wrong: array
L1_cost = lambd / m * np.abs(w)

# %% wrong: misspelt
### = lambd / => = lambda_ / ###

# %% wrong: takes-abs-in-place
### given cross_entropy_cost ###
### L1_cost ###
np.square(w, out=w)
### given cost ###
cost = compute_cost(A, Y) + lambd / m * np.sum(w)
