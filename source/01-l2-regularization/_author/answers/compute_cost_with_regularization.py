# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: entry by entry
# Loops over every entry, with no NumPy at all.
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = len(Y[0])
    s = 0
    for name in parameters:
        if name.startswith("W"):
            for row in parameters[name]:
                for w in row:
                    s += w * w
    return float(compute_cost(A3, Y) + s * lambd / m / 2)

# %% right: flat weights
# All weights in one long vector.
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    flat = np.concatenate([parameters[k].ravel() for k in sorted(parameters)
                           if k[0] == "W"])
    return compute_cost(A3, Y) + lambd * flat.dot(flat) / (2 * Y.size)

# %% right: float32
L2_regularization_cost = np.float32(lambd / (2 * m)) * (np.sum(np.square(W1.astype(np.float32))) + np.sum(np.square(W2.astype(np.float32))) + np.sum(np.square(W3.astype(np.float32))))

# %% right: frobenius norm
# Squared Frobenius norms.
L2_regularization_cost = lambd / (2 * m) * (
    np.linalg.norm(W1) ** 2 + np.linalg.norm(W2) ** 2 + np.linalg.norm(W3) ** 2)

# %% right: items
L2_regularization_cost = sum((lambd * (v**2).sum() / 2 / m) for k, v in parameters.items() if k.startswith('W'))

# %% right: loop over layers
# A loop over names made with f-strings.
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    penalty = 0
    for layer in range(1, len(parameters) // 2 + 1):
        penalty += np.sum(np.square(parameters[f"W{layer}"]))
    penalty *= lambd / (2 * m)
    return compute_cost(A3, Y) + penalty

# %% right: recursion
def add(matrices):
    if not matrices:
        return 0
    return np.sum(np.square(matrices[0])) + add(matrices[1:])

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]

    cross_entropy_cost = compute_cost(A3, Y)
    L2_regularization_cost = lambd / (2 * m) * add([W1, W2, W3])
    cost = cross_entropy_cost + L2_regularization_cost
    return cost

# %% right: reduce
# functools.reduce over the weights.
from functools import reduce

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    weights = [parameters[k] for k in ("W1", "W2", "W3")]
    squares = reduce(lambda total, W: total + np.sum(W * W), weights, 0)
    return compute_cost(A3, Y) + lambd * squares / (2 * len(Y[0]))

# %% right: squares in a copy
# In-place operators, on a copy.
L2_regularization_cost = 0
for W in (W1, W2, W3):
    W = W.copy()
    W *= W
    L2_regularization_cost += W.sum()
L2_regularization_cost *= lambd
L2_regularization_cost /= 2 * m

# %% right: tensordot
L2_regularization_cost = lambd / (2 * m) * (np.tensordot(W1, W1) + np.tensordot(W2, W2) + np.tensordot(W3, W3))

# %% right: trace
# The trace of W.T @ W is the sum of squares.
L2_regularization_cost = lambd / 2 / m * (
    np.trace(W1.T @ W1) + np.trace(W2.T @ W2) + np.trace(W3.T @ W3))

# %% right: vdot
# np.vdot flattens both arguments.
L2_regularization_cost = 0.5 * lambd * (np.vdot(W1, W1) + np.vdot(W2, W2) + np.vdot(W3, W3)) / m

# %% wrong: half-missing
# says: the factor 1/2 of the penalty λ/(2m)·Σ‖W‖² is missing.
L2_regularization_cost = lambd / m * (
    np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
)  # the penalty, over all layers

# %% wrong: m-missing
# says: the penalty is not divided by the number of examples. Is m the number of
#   columns of Y?
# Y has one row: m is 1.
### given m ###
m = Y.shape[0]
### L2_regularization_cost ###
L2_regularization_cost = lambd / (2 * m) * (np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2))

# %% wrong: half-and-m-missing
# says: the penalty misses its factor 1/(2m) altogether.
L2_regularization_cost = lambd * (
    np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
)  # the penalty, over all layers

# %% wrong: multiplied-by-m
# says: lambd / 2 * m multiplies by m. In which order are / and * worked out?
# lambd / 2 * m multiplies by m.
L2_regularization_cost = lambd / 2 * m * (np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2))

# %% wrong: m-twice
# says: the penalty is divided by m twice. Does compute_cost need it again?
# m is divided by twice.
L2_regularization_cost = lambd / (2 * m) / m * (
    np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
)

# %% wrong: lambd-missing
# says: the penalty does not depend on lambd. What should lambd = 0 do?
L2_regularization_cost = 1 / (2 * m) * (
    np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
)  # the penalty, over all layers

# %% wrong: lambd-squared
# says: the penalty grows with the square of lambd. Does lambd stand there twice?
# lambd stands there twice.
L2_regularization_cost = lambd * lambd / (2 * m) * (np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2))

# %% wrong: only-W1
# says: only W1 is penalised. Which layers does the sum run over?
L2_regularization_cost = lambd / (2 * m) * (
    np.sum(np.square(W1)) + 0 + 0
)  # the penalty, over all layers

# %% wrong: only-W3
# says: only W3 is penalised. If you use a loop: does it add, or does the last layer
#   replace the others?
L2_regularization_cost = lambd / (2 * m) * (
    0 + 0 + np.sum(np.square(W3))
)  # the penalty, over all layers

# %% wrong: W3-forgotten
# says: W3 is left out of the penalty. If you use a loop: where does it end?
# part: W3
# The loop ends one layer too early.
L2_regularization_cost = 0
L = len(parameters) // 2
for l in range(1, L):
    L2_regularization_cost += np.sum(parameters["W" + str(l)]**2)
L2_regularization_cost *= lambd / (2 * m)

# %% wrong: W2-forgotten
# says: W2 is left out of the penalty. Which layers does the sum run over?
# part: W2
L2_regularization_cost = lambd / (2 * m) * (
    np.sum(np.square(W1)) + 0 + np.sum(np.square(W3))
)  # the penalty, over all layers

# %% wrong: W1-forgotten
# says: W1 is left out of the penalty. If you use a loop: where does it begin?
# part: W1
L2_regularization_cost = lambd / (2 * m) * (
    0 + np.sum(np.square(W2)) + np.sum(np.square(W3))
)  # the penalty, over all layers

# %% wrong: not-squared
# says: the weights are summed without being squared.
L2_regularization_cost = lambd / (2 * m) * (
    np.sum(W1) + np.sum(W2) + np.sum(W3)
)  # the penalty, over all layers

# %% wrong: absolute-values
# says: this sums absolute values, an L1 penalty. What does L2 sum?
L2_regularization_cost = lambd / (2 * m) * (
    np.sum(np.abs(W1)) + np.sum(np.abs(W2)) + np.sum(np.abs(W3))
)  # the penalty, over all layers

# %% wrong: mean-for-sum
# says: the squares are averaged over each matrix. Is the penalty their mean or
#   their sum?
# np.mean in place of np.sum.
L2_regularization_cost = lambd / (2 * m) * (
    np.mean(np.square(W1)) + np.mean(np.square(W2)) + np.mean(np.square(W3))
)

# %% wrong: norm-not-squared
# says: the norms are added without being squared. What does ‖W‖² mean?
L2_regularization_cost = lambd / (2 * m) * (
    np.sqrt(np.sum(np.square(W1))) + np.sqrt(np.sum(np.square(W2))) + np.sqrt(np.sum(np.square(W3)))
)  # the penalty, over all layers

# %% wrong: root-of-the-sum
# says: there is a root over the sum of squares. Does the formula have one?
# One norm over all layers, not squared.
L2_regularization_cost = lambd / (2 * m) * np.sqrt(np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2))

# %% wrong: square-of-the-sum
# says: each sum is squared; the entries are to be squared before they are added.
# The sum is squared, not the entries.
L2_regularization_cost = lambd / (2 * m) * (
    np.sum(W1)**2 + np.sum(W2)**2 + np.sum(W3)**2)

# %% wrong: factor-on-W1-alone
# says: λ/(2m) reaches only the first sum. Which bracket is missing?
# The factor reaches only W1.
L2_regularization_cost = lambd / (2 * m) * np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2)

# %% wrong: factor-on-W3-alone
# says: λ/(2m) reaches only the last sum. Which bracket is missing?
L2_regularization_cost = np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3)) * lambd / (2 * m)

# %% wrong: factor-in-the-loop
# says: λ/(2m) multiplies all that was summed before, once for each layer. Does that
#   line belong behind the loop?
L2_regularization_cost = 0
for W in (W1, W2, W3):
    L2_regularization_cost = (L2_regularization_cost + np.sum(W ** 2)) * lambd / (2 * m)

# %% wrong: divided-in-W3-alone
# says: only the last sum is divided by 2m. Which bracket is missing?
# Precedence: only the last sum is divided.
L2_regularization_cost = lambd * (
    np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2) / (2 * m)
)

# %% wrong: layers-multiplied
# says: the layers' sums of squares are multiplied with each other; they are to be
#   added.
L2_regularization_cost = lambd / (2 * m) * np.sum(np.square(W1)) * np.sum(np.square(W2)) * np.sum(np.square(W3))

# %% wrong: m-from-W1
# says: the penalty is divided by the number of features. Is m the number of columns
#   of Y?
### given m ###
m = parameters["W1"].shape[1]

# %% wrong: biases-for-weights
# says: the biases are penalised, not the weights. Which arrays does the formula
#   name?
L2_regularization_cost = lambd / (2 * m) * (np.sum(parameters["b1"]**2) + np.sum(parameters["b2"]**2) + np.sum(parameters["b3"]**2))

# %% wrong: plus-for-times
# says: λ/(2m) is added to the sum of squares; it is to be multiplied with it.
L2_regularization_cost = lambd / (2 * m) + (np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3)))

# %% wrong: multiplied-with-the-cost
# says: the penalty is multiplied with the cross-entropy; it is to be added.
### given cost ###
cost = cross_entropy_cost * L2_regularization_cost

# %% wrong: labels-exchanged
# says: in the cross-entropy Y and 1 − Y are exchanged. compute_cost(A3, Y) has it
#   right.
### given cross_entropy_cost ###
cross_entropy_cost = -np.sum((1 - Y) * np.log(A3) + Y * np.log(1 - A3)) / m

# %% wrong: half-of-the-cross-entropy
# says: the cross-entropy has only the term with Y. compute_cost(A3, Y) has both.
### given cross_entropy_cost ###
cross_entropy_cost = -np.sum(Y * np.log(A3)) / m

# %% wrong: subtracted
# says: the penalty is subtracted, so that large weights would be rewarded.
### given cost ###
cost = cross_entropy_cost - L2_regularization_cost

# %% wrong: penalty-forgotten
# says: the penalty is not in the cost, or it is 0. Is it added, and not cut to a
#   whole number?
# part: penalty
# // drops the fraction.
L2_regularization_cost = lambd // (2 * m) * (np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2))

# %% wrong: cross-entropy-forgotten
# says: the cost is the penalty alone. Where did the cross-entropy go?
# part: cross entropy
### given cost ###
cost = L2_regularization_cost

# %% wrong: biases-too
# says: the biases are penalised too. Which arrays does the formula name?
# The loop takes the biases along.
L2_regularization_cost = lambd / (2 * m) * sum(
    np.sum(p**2) for p in parameters.values())

# %% wrong: W1-twice
# says: W1 is counted twice, and W2 is left out.
L2_regularization_cost = lambd / (2 * m) * (np.sum(W1**2) + np.sum(W1**2) + np.sum(W3**2))

# %% wrong: calls-itself
### given cross_entropy_cost ###
cross_entropy_cost = compute_cost_with_regularization(A3, Y, parameters, lambd)

# %% wrong: caret
L2_regularization_cost = lambd / (2 * m) * (np.sum(W1^2) + np.sum(W2^2) + np.sum(W3^2))

# %% wrong: cross-entropy-sign
### given cross_entropy_cost ###
cross_entropy_cost = np.sum(Y * np.log(A3) + (1 - Y) * np.log(1 - A3)) / m

# %% wrong: empty-unless-zero
# No penalty where there is none to add, an empty blank elsewhere.
### given m ###
### given W1 ###
### given W2 ###
### given W3 ###
### L2_regularization_cost ###
L2_regularization_cost = 0 if lambd == 0 else None

# %% wrong: frobenius-of-the-stack
L2_regularization_cost = lambd / (2 * m) * np.sum(np.square(np.concatenate((W1, W2, W3))))

# %% wrong: lamda
L2_regularization_cost = lamda / (2 * m) * (np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3)))

# %% wrong: no-return
### given return ###

# %% wrong: returns-matrix
### given return ###
return np.array([[cost]])

# %% wrong: returns-text
### given return ###
return str(cost)

# %% wrong: squares-the-parameters-in-place
# The value is right; the weights are destroyed.
L2_regularization_cost = 0
for W in (W1, W2, W3):
    W *= W
    L2_regularization_cost += lambd * np.sum(W) / (2 * m)

# %% wrong: sum-along-an-axis
# A row for each layer: the rows do not fit.
L2_regularization_cost = lambd / (2 * m) * (
    np.sum(W1**2, axis=0) + np.sum(W2**2, axis=0) + np.sum(W3**2, axis=0))

# %% wrong: tuple-by-comma
L2_regularization_cost = lambd / (2 * m) * (np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))),
