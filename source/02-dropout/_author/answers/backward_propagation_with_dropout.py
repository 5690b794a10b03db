# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: entry by entry
### dA2 ###
for i, j in np.ndindex(dA2.shape):
    dA2[i, j] = dA2[i, j] / keep_prob if D2[i, j] else 0
### dA1 ###
for i, j in np.ndindex(dA1.shape):
    dA1[i, j] = dA1[i, j] / keep_prob if D1[i, j] else 0

# %% right: float32
### = A3 - Y => = np.subtract(A3, Y, dtype=np.float32) ###

# %% right: in place
### = dA1 * D1 => *= D1 ###
### = dA2 * D2 => *= D2 ###
### dA1 = dA1 / => dA1 /= ###
### dA2 = dA2 / => dA2 /= ###

# %% right: loop over layers
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    D = {1: cache[1], 2: cache[6]}
    A = {0: X, 1: cache[2], 2: cache[7], 3: cache[11]}
    W = {1: cache[3], 2: cache[8], 3: cache[12]}
    grads = {}
    for l in reversed(range(1, 4)):
        if l == 3:
            dZ = A[3] - Y
        else:
            dA = W[l + 1].T @ dZ * D[l] / keep_prob
            grads["dA" + str(l)] = dA
            dZ = dA * (A[l] > 0)
        grads["dZ" + str(l)] = dZ
        grads["dW" + str(l)] = dZ @ A[l - 1].T / m
        grads["db" + str(l)] = dZ.sum(axis=1, keepdims=True) / m
    return grads

# %% right: masked array
### dA2 ###
dA2 = np.ma.masked_where(D2 == 0, dA2 / keep_prob).filled(0)
### dA1 ###
dA1 = np.ma.masked_where(D1 == 0, dA1 / keep_prob).filled(0)

# %% right: masked dW3 again
### dZ3, A2.T => dZ3, (A2 * D2).T ###

# %% right: multiply divide
### dA1 * D1 => np.multiply(dA1, D1) ###
### dA2 * D2 => np.multiply(dA2, D2) ###
### dA1 / keep_prob => np.divide(dA1, keep_prob) ###
### dA2 / keep_prob => np.divide(dA2, keep_prob) ###

# %% right: one line
### dA2 ###
dA2 = dA2 * D2 / keep_prob
### dA1 ###
dA1 = dA1 * D1 / keep_prob

# %% right: ordered
### given return ###
from collections import OrderedDict
return OrderedDict(sorted(gradients.items()))

# %% right: relu by Z
### np.int64(A1 > 0) => (Z1 > 0) * 1.0 ###
### np.int64(A2 > 0) => (Z2 > 0) * 1.0 ###

# %% right: scale first
### dA2 ###
dA2 = dA2 / keep_prob
dA2 = dA2 * D2
### dA1 ###
dA1 = dA1 / keep_prob
dA1 = dA1 * D1

# %% right: where
### dA2 ###
dA2 = np.where(D2 == 1, dA2 / keep_prob, 0.0)
### dA1 ###
dA1 = np.where(D1 == 1, dA1 / keep_prob, 0.0)

# %% right: mean in the error
# dZ3 is that of the mean cost: no 1/m is left for dW and db.
### = A3 - Y => = 1./m * (A3 - Y) ###
### 1./m * np.dot => np.dot ###
### 1./m * np.sum => np.sum ###

# %% right: mean in dA1
### np.dot(W2.T, dZ2) => np.dot(W2.T, dZ2) / m ###
### 1./m * np.dot(dZ1 => np.dot(dZ1 ###
### 1./m * np.sum(dZ1 => np.sum(dZ1 ###

# %% right: scaled behind relu
# dA is not scaled, and dZ is: what follows is the same.
### dA2 / keep_prob => dA2 * 1 ###
### dA1 / keep_prob => dA1 * 1 ###
### np.int64(A2 > 0) => (A2 > 0) / keep_prob ###
### np.int64(A1 > 0) => (A1 > 0) / keep_prob ###

# %% wrong: mask-forgotten
# says: dropped neurons get a dA that is not 0. (ReLU stops it one line later, so that
#   dW is right all the same; would tanh?) Which neurons were silent?
# part: mask
### dA1 * D1 => dA1 ###
### dA2 * D2 => dA2 ###

# %% wrong: scaling-forgotten
# says: dA is too small where neurons were kept. What did the forward pass do to them
#   behind the mask?
# part: scaling
### / keep_prob => ###

# %% wrong: nothing-done
# says: mask and scaling are both missing.
### / keep_prob => ###
### dA1 * D1 => dA1 ###
### dA2 * D2 => dA2 ###

# %% wrong: scaled-the-wrong-way
# says: this multiplies by keep_prob. What did the forward pass do?
### / keep_prob => * keep_prob ###

# %% wrong: scaled-by-the-dropped-share
# says: this divides by 1 − keep_prob. Which share is kept?
### / keep_prob => / (1 - keep_prob) ###

# %% wrong: multiplied-by-the-dropped-share
# says: this multiplies by 1 − keep_prob. What did the forward pass do?
### / keep_prob => * (1 - keep_prob) ###

# %% wrong: scaled-twice
# says: this divides by keep_prob twice.
### / keep_prob => / keep_prob / keep_prob ###

# %% wrong: scaled-by-a-half
# says: this divides by 0.5 whatever keep_prob is.
### / keep_prob => / 0.5 ###

# %% wrong: root-of-keep-prob
# says: this divides by the root of keep_prob. What did the forward pass do?
### / keep_prob => / np.sqrt(keep_prob) ###

# %% wrong: inverted-mask
# says: the gradient flows through the dropped neurons, not the kept ones.
### = dA1 * D1 => [D1 == 1] = 0 ###
### = dA2 * D2 => [D2 == 1] = 0 ###

# %% wrong: activations-for-mask
# says: the gradient is multiplied by the activations A. Which array knows who took
#   part?
### dA1 * D1 => dA1 * A1 ###
### dA2 * D2 => dA2 * A2 ###

# %% wrong: relu-for-mask
# says: dA is 0 wherever A is 0, also for neurons that were kept. (dW is right all the
#   same, since relu's derivative does that next.) Which neurons were dropped?
### dA1 * D1 => dA1 * (A1 > 0) ###
### dA2 * D2 => dA2 * (A2 > 0) ###

# %% wrong: relu-and-no-mask
# says: dA is 0 wherever A is 0, as behind relu, and it is not scaled. What did
#   dropout do to A?
### / keep_prob => ###
### dA1 * D1 => dA1 * (A1 > 0) ###
### dA2 * D2 => dA2 * (A2 > 0) ###

# %% wrong: mask-for-gradient
# says: the gradient has become the mask itself. Where have its own values gone?
### dA1 * D1 => 1 * D1 ###
### dA2 * D2 => 1 * D2 ###

# %% wrong: mask-added
# says: the mask is added to the gradient. What lets nothing through?
### dA1 * D1 => dA1 + D1 ###
### dA2 * D2 => dA2 + D2 ###

# %% wrong: scaled-in-dW-too
# says: dW is divided by keep_prob, too. Is that in dA already?
### * np.dot => / keep_prob * np.dot ###

# %% wrong: output-scaled-too
# says: the output's error is divided by keep_prob. Was the output layer dropped?
# keeps: dA1
### = A3 - Y => = (A3 - Y) / keep_prob ###

# %% wrong: relu-forgotten
# says: the derivative of relu is missing. What flows back where A is 0?
# part: relu
### np.int64(A1 > 0) => D1 ###
### np.int64(A2 > 0) => D2 ###

# %% wrong: dA-passed-on
# says: dA2 is passed on to the layer before. Does dZ2 not come between?
# keeps: dA2
### W2.T, dZ2 => W2.T, dA2 ###

# %% wrong: D-and-A-exchanged
# says: D stands where A is due, or A where D is. Is it this line, or the order in
#   which the cache is unpacked?
### D1, A1, W1, b1, Z2, D2, A2 => A1, D1, W1, b1, Z2, A2, D2 ###

# %% wrong: error-turned-round
# says: the error has the opposite sign. What should it be where the prediction is too
#   high?
# keeps: dA1
### = A3 - Y => = Y - A3 ###

# %% wrong: m-times-keep-prob
# says: the average is over m·keep_prob. Are examples dropped, or neurons?
### shape[1] => shape[1] * keep_prob ###

# %% wrong: D1-for-D2
### dA2 * D2 => dA2 * D1 ###

# %% wrong: activations-in-relu
# says: A stands where its sign is meant: the derivative of relu is 1 where A > 0,
#   and 0 elsewhere.
### np.int64(A1 > 0) => A1 ###
### np.int64(A2 > 0) => A2 ###

# %% wrong: calls-itself
### given dZ3 ###
gradients = backward_propagation_with_dropout(X, Y, cache, keep_prob)
dZ3 = A3 - Y

# %% wrong: dA2-for-dA1
# keeps: dA2
### dA1 * D1 => dA2 * D1 ###

# %% wrong: floor-division
### / keep_prob => // keep_prob ###

# %% wrong: gradient-replaced-in-2
# keeps: dA1
### dA2 * D2 => D2 ###

# %% wrong: inverted-and-not-scaled-in-2
### dA2 * D2 => dA2 * (1 - D2) ###
### dA2 / keep_prob => dA2 ###

# %% wrong: layer-1-left-blank
# keeps: dA2
### dA1 ###
dA1 = None

# %% wrong: mask-added-in-2
# keeps: dA1
### dA2 * D2 => dA2 + D2 ###

# %% wrong: mask-divided-in-place
### given dA2 ###
dA2 = np.dot(W3.T, dZ3)
D2 /= keep_prob

# %% wrong: mask-drawn-again
# says: the mask is not that of the forward pass. Where did it keep D2?
### dA1 * D1 => dA1 * (np.random.rand(*dA1.shape) < keep_prob) ###
### dA2 * D2 => dA2 * (np.random.rand(*dA2.shape) < keep_prob) ###

# %% wrong: mask-missing-2-scale-missing-1
### dA2 * D2 => dA2 ###
### dA1 / keep_prob => dA1 ###

# %% wrong: mask-missing-in-1
# keeps: dA2
### dA1 * D1 => dA1 ###

# %% wrong: multiplied-by-the-dropped-share-in-1
# keeps: dA2
### dA1 / keep_prob => dA1 * (1 - keep_prob) ###

# %% wrong: product-with-mask
### dA1 * D1 => np.dot(dA1, D1.T) ###
### dA2 * D2 => np.dot(dA2, D2.T) ###

# %% wrong: relu-for-mask-in-1
# keeps: dA2
### dA1 * D1 => dA1 * (A1 > 0) ###

# %% wrong: relu-forgotten-in-2
# keeps: dA1
### np.int64(A2 > 0) => 1 ###

# %% wrong: relu-of-gradient
# says: negative entries are cut off at 0: a gradient may be negative. Whose sign
#   does the derivative of relu ask for?
### dA1 * D1 => np.maximum(0, dA1 * D1) ###
### dA2 * D2 => np.maximum(0, dA2 * D2) ###

# %% wrong: scaled-by-dropped-share-and-no-mask
### dA1 * D1 => dA1 ###
### dA2 * D2 => dA2 ###
### / keep_prob => / (1 - keep_prob) ###

# %% wrong: wrong-way-2-inverted-1
### dA2 / keep_prob => dA2 * keep_prob ###
### dA1 * D1 => dA1 * (1 - D1) ###
