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
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    flat = np.concatenate([parameters[k].ravel() for k in sorted(parameters)
                           if k[0] == "W"])
    return compute_cost(A3, Y) + lambd * flat.dot(flat) / (2 * Y.size)

# %% right: float32
### np.square(W1) => np.square(W1.astype(np.float32)) ###
### np.square(W2) => np.square(W2.astype(np.float32)) ###
### np.square(W3) => np.square(W3.astype(np.float32)) ###

# %% right: frobenius norm
### np.sum(np.square(W1)) => np.linalg.norm(W1) ** 2 ###
### np.sum(np.square(W2)) => np.linalg.norm(W2) ** 2 ###
### np.sum(np.square(W3)) => np.linalg.norm(W3) ** 2 ###

# %% right: items
L2_regularization_cost = sum((lambd * (v**2).sum() / 2 / m) for k, v in parameters.items() if k.startswith('W'))

# %% right: loop over layers
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    penalty = 0
    for layer in range(1, len(parameters) // 2 + 1):
        penalty += np.sum(np.square(parameters[f"W{layer}"]))
    penalty *= lambd / (2 * m)
    return compute_cost(A3, Y) + penalty

# %% right: recursion
def add(matrices):
    return np.sum(np.square(matrices[0])) + add(matrices[1:]) if matrices else 0
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    weights = [parameters["W1"], parameters["W2"], parameters["W3"]]
    return compute_cost(A3, Y) + lambd / (2 * Y.shape[1]) * add(weights)

# %% right: reduce
from functools import reduce
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    weights = [parameters[k] for k in ("W1", "W2", "W3")]
    squares = reduce(lambda total, W: total + np.sum(W * W), weights, 0)
    return compute_cost(A3, Y) + lambd * squares / (2 * len(Y[0]))

# %% right: squares in a copy
L2_regularization_cost = 0
for W in (W1, W2, W3):
    W = W.copy()
    W *= W
    L2_regularization_cost += W.sum()
L2_regularization_cost *= lambd
L2_regularization_cost /= 2 * m

# %% right: tensordot
### np.sum(np.square(W1)) => np.tensordot(W1, W1) ###
### np.sum(np.square(W2)) => np.tensordot(W2, W2) ###
### np.sum(np.square(W3)) => np.tensordot(W3, W3) ###

# %% right: trace
### np.sum(np.square(W1)) => np.trace(W1.T @ W1) ###
### np.sum(np.square(W2)) => np.trace(W2.T @ W2) ###
### np.sum(np.square(W3)) => np.trace(W3.T @ W3) ###

# %% right: vdot
### np.sum(np.square(W1)) => np.vdot(W1, W1) ###
### np.sum(np.square(W2)) => np.vdot(W2, W2) ###
### np.sum(np.square(W3)) => np.vdot(W3, W3) ###

# %% right: matrix of one entry
### return cost => return np.array([[cost]]) ###

# %% right: products of matrices
# The cross-entropy as a product of a row and a column is a matrix of one entry.
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    entropy = -(np.log(A3) @ Y.T + np.log(1 - A3) @ (1 - Y).T) / m
    squares = sum(np.sum(parameters[f"W{layer}"] ** 2) for layer in (1, 2, 3))
    return entropy + lambd * squares / (2 * m)

# %% right: keepdims
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    weights = (parameters["W1"], parameters["W2"], parameters["W3"])
    squares = sum(np.sum(np.square(W), keepdims=True) for W in weights)
    return compute_cost(A3, Y) + lambd / (2 * Y.shape[1]) * squares

# %% right: row of one entry
### return cost => return np.sum(cost, keepdims=True).reshape(1) ###

# %% right: list of one
### return cost => return [cost] ###

# %% wrong: half-missing
# says: the factor 1/2 of the penalty λ/(2m)·Σ‖W‖² is missing.
### (2 * m) => m ###

# %% wrong: m-missing
# says: the penalty is not divided by the number of examples. Is m the number of
#   columns of Y?
### Y.shape[1] => Y.shape[0] ###

# %% wrong: half-and-m-missing
# says: the penalty does not depend on the number of examples. What stands in front of
#   the sum?
### / (2 * m) => ###

# %% wrong: multiplied-by-m
# says: lambd / 2 * m multiplies by m. In which order are / and * worked out?
### (2 * m) => 2 * m ###

# %% wrong: m-twice
# says: the penalty is divided by m twice. Does compute_cost need it again?
### / (2 * m) => / (2 * m) / m ###

# %% wrong: lambd-missing
# says: the penalty does not depend on lambd. What should lambd = 0 do?
### lambd / (2 * m) => 1 / (2 * m) ###

# %% wrong: lambd-squared
# says: the penalty grows with the square of lambd. Does lambd stand there twice?
### lambd / (2 * m) => lambd * lambd / (2 * m) ###

# %% wrong: only-W1
# says: only W1 is penalised. Which layers does the sum run over?
### np.sum(np.square(W2)) + np.sum(np.square(W3)) => 0 + 0 ###

# %% wrong: only-W3
# says: only W3 is penalised. If you use a loop: does it add, or does the last layer
#   replace the others?
### np.sum(np.square(W1)) + np.sum(np.square(W2)) => 0 + 0 ###

# %% wrong: W3-forgotten
# says: W3 is left out of the penalty. If you use a loop: where does it end?
# part: W3
L2_regularization_cost = 0
L = len(parameters) // 2
for l in range(1, L):
    L2_regularization_cost += np.sum(parameters["W" + str(l)]**2)
L2_regularization_cost *= lambd / (2 * m)

# %% wrong: W2-forgotten
# says: W2 is left out of the penalty. Which layers does the sum run over?
# part: W2
### np.sum(np.square(W2)) => 0 ###

# %% wrong: W1-forgotten
# says: W1 is left out of the penalty. If you use a loop: where does it begin?
# part: W1
### np.sum(np.square(W1)) => 0 ###

# %% wrong: not-squared
# says: the weights are summed without being squared.
### np.sum(np.square( => np.sum(( ###

# %% wrong: absolute-values
# says: this sums absolute values, an L1 penalty. What does L2 sum?
### np.square => np.abs ###

# %% wrong: mean-for-sum
# says: the squares are averaged over each matrix. Is the penalty their mean or
#   their sum?
### .sum(np. => .mean(np. ###

# %% wrong: norm-not-squared
# says: the norms are added without being squared. What does ‖W‖² mean?
### np.sum(np.square(W1)) => np.sqrt(np.sum(np.square(W1))) ###
### np.sum(np.square(W2)) => np.sqrt(np.sum(np.square(W2))) ###
### np.sum(np.square(W3)) => np.sqrt(np.sum(np.square(W3))) ###

# %% wrong: root-of-the-sum
# says: there is a root over the sum of squares. Does the formula have one?
### (2 * m) * ( => (2 * m) * np.sqrt( ###

# %% wrong: square-of-the-sum
# says: each sum is squared. What comes first in the formula: the square or the sum?
### np.sum(np.square(W1)) => np.square(np.sum(W1)) ###
### np.sum(np.square(W2)) => np.square(np.sum(W2)) ###
### np.sum(np.square(W3)) => np.square(np.sum(W3)) ###

# %% wrong: factor-on-W1-alone
# says: λ/(2m) reaches only the first sum. Which bracket is missing?
L2_regularization_cost = lambd / (2 * m) * np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2)

# %% wrong: factor-on-W3-alone
# says: λ/(2m) reaches only the last sum. Which bracket is missing?
L2_regularization_cost = np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2) * lambd / (2 * m)

# %% wrong: factor-in-the-loop
# says: λ/(2m) multiplies all that was summed before, once for each layer. Does that
#   line belong behind the loop?
L2_regularization_cost = 0
for W in (W1, W2, W3):
    L2_regularization_cost = (L2_regularization_cost + np.sum(W ** 2)) * lambd / (2 * m)

# %% wrong: divided-in-W3-alone
# says: only the last sum is divided by 2m. Which bracket is missing?
L2_regularization_cost = lambd * (np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2) / (2 * m))

# %% wrong: layers-multiplied
# says: the layers' sums of squares are multiplied with each other. What does the sum
#   over l say?
### )) + np.sum( => )) * np.sum( ###

# %% wrong: m-from-W1
# says: the penalty is divided by the number of features. Is m the number of columns
#   of Y?
### Y.shape[1] => parameters["W1"].shape[1] ###

# %% wrong: biases-for-weights
# says: the biases are penalised, not the weights. Which arrays does the formula
#   name?
### ["W => ["b ###

# %% wrong: plus-for-times
# says: λ/(2m) is added to the sum of squares. What would then be left with lambd = 0?
### (2 * m) * ( => (2 * m) + ( ###

# %% wrong: multiplied-with-the-cost
# says: the penalty is multiplied with the cross-entropy. What would then be left with
#   lambd = 0?
### cross_entropy_cost + => cross_entropy_cost * ###

# %% wrong: labels-exchanged
# says: in the cross-entropy Y and 1 − Y are exchanged. Does it need a formula of
#   yours?
### compute_cost(A3, Y) => -np.sum((1 - Y) * np.log(A3) + Y * np.log(1 - A3)) / m ###

# %% wrong: half-of-the-cross-entropy
# says: the cross-entropy has only the term with Y. What does an example with Y = 0
#   cost?
### compute_cost(A3, Y) => -np.sum(Y * np.log(A3)) / m ###

# %% wrong: subtracted
# says: the penalty is subtracted, so that large weights would be rewarded.
### cross_entropy_cost + => cross_entropy_cost - ###

# %% wrong: penalty-forgotten
# says: the penalty is not in the cost, or it is 0. Is it added, and not cut to a
#   whole number?
# part: penalty
### lambd / ( => lambd // ( ###

# %% wrong: cross-entropy-forgotten
# says: the cost is the penalty alone. Where did the cross-entropy go?
# part: cross entropy
### cross_entropy_cost + => ###

# %% wrong: biases-too
# says: the biases are penalised too. Which arrays does the formula name?
L2_regularization_cost = lambd / (2 * m) * sum(
    np.sum(p**2) for p in parameters.values())

# %% wrong: W1-twice
# says: W1 is counted twice, and W2 is left out.
### np.square(W2) => np.square(W1) ###

# %% wrong: calls-itself
### compute_cost(A3, Y) => compute_cost_with_regularization(A3, Y, parameters, lambd) ###

# %% wrong: caret
### np.square(W1) => W1^2 ###
### np.square(W2) => W2^2 ###
### np.square(W3) => W3^2 ###

# %% wrong: cross-entropy-sign
### compute_cost(A3, Y) => np.sum(Y * np.log(A3) + (1 - Y) * np.log(1 - A3)) / m ###

# %% wrong: empty-unless-zero
# No penalty where there is none to add, an empty blank elsewhere.
L2_regularization_cost = 0 if lambd == 0 else None

# %% wrong: frobenius-of-the-stack
L2_regularization_cost = lambd / (2 * m) * np.sum(np.square(np.concatenate((W1, W2, W3))))

# %% wrong: lamda
### lambd / ( => lamda / ( ###

# %% wrong: no-return
### given return ###

# %% wrong: returns-text
### return cost => return str(cost) ###

# %% wrong: squares-the-parameters-in-place
L2_regularization_cost = 0
for W in (W1, W2, W3):
    W *= W
    L2_regularization_cost += lambd * np.sum(W) / (2 * m)

# %% wrong: sum-along-an-axis
### np.square(W1) => np.square(W1), axis=0 ###
### np.square(W2) => np.square(W2), axis=0 ###
### np.square(W3) => np.square(W3), axis=0 ###

# %% wrong: tuple-by-comma
L2_regularization_cost = lambd / (2 * m) * (np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))),
