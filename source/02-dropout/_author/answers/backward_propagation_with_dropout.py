# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: entry by entry
# Two loops over the entries.
### dA2 ###
for i in range(dA2.shape[0]):
    for j in range(dA2.shape[1]):
        if D2[i, j]:
            dA2[i, j] /= keep_prob
        else:
            dA2[i, j] = 0
### dA1 ###
for i in range(dA1.shape[0]):
    for j in range(dA1.shape[1]):
        if D1[i, j]:
            dA1[i, j] /= keep_prob
        else:
            dA1[i, j] = 0

# %% right: float32
### given dZ3 ###
dZ3 = np.subtract(A3, Y, dtype=np.float32)

# %% right: in place
# In-place operators.
### dA2 ###
dA2 *= D2
dA2 /= keep_prob
### dA1 ###
dA1 *= D1
dA1 /= keep_prob

# %% right: loop over layers
# A loop, the cache by position.
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
### given dW3 ###
dW3 = 1./m * np.dot(dZ3, (A2 * D2).T)

# %% right: multiply divide
# np.multiply and np.divide.
### dA2 ###
dA2 = np.divide(np.multiply(dA2, D2), keep_prob)
### dA1 ###
dA1 = np.divide(np.multiply(dA1, D1), keep_prob)

# %% right: one line
# Mask and scale in one expression.
### dA2 ###
dA2 = dA2 * D2 / keep_prob
### dA1 ###
dA1 = dA1 * D1 / keep_prob

# %% right: ordered
### given return ###
from collections import OrderedDict
return OrderedDict(sorted(gradients.items()))

# %% right: relu by Z
# The derivative of ReLU from Z.
### given dZ2 ###
dZ2 = np.multiply(dA2, (Z2 > 0) * 1.0)
### given dZ1 ###
dZ1 = np.multiply(dA1, (Z1 > 0) * 1.0)

# %% right: scale first
# The scale first, then the mask.
### dA2 ###
dA2 = dA2 / keep_prob
dA2 = dA2 * D2
### dA1 ###
dA1 = dA1 / keep_prob
dA1 = dA1 * D1

# %% right: where
# np.where with the mask.
### dA2 ###
dA2 = np.where(D2 == 1, dA2 / keep_prob, 0.0)
### dA1 ###
dA1 = np.where(D1 == 1, dA1 / keep_prob, 0.0)

# %% wrong: mask-forgotten
# says: the mask of the forward pass is missing. Which gradient does a dropped
#   neuron get?
# part: mask
### dA2 ###
dA2 = dA2  # Step 1: silence the neurons that were dropped
dA2 = dA2 / keep_prob  # Step 2: scale as in the forward pass
### dA1 ###
dA1 = dA1  # Step 1: silence the neurons that were dropped
dA1 = dA1 / keep_prob  # Step 2: scale as in the forward pass

# %% wrong: scaling-forgotten
# says: the division by keep_prob is missing: the backward pass scales as the
#   forward pass did.
# part: scaling
### dA2 ###
dA2 = dA2 * D2  # Step 1: silence the neurons that were dropped
dA2 = dA2  # Step 2: scale as in the forward pass
### dA1 ###
dA1 = dA1 * D1  # Step 1: silence the neurons that were dropped
dA1 = dA1  # Step 2: scale as in the forward pass

# %% wrong: nothing-done
# says: mask and scaling are both missing.
### dA2 ###
dA2 = dA2  # Step 1: silence the neurons that were dropped
dA2 = dA2  # Step 2: scale as in the forward pass
### dA1 ###
dA1 = dA1  # Step 1: silence the neurons that were dropped
dA1 = dA1  # Step 2: scale as in the forward pass

# %% wrong: scaled-the-wrong-way
# says: this multiplies by keep_prob; the forward pass divided by it.
### dA2 ###
dA2 = dA2 * D2  # Step 1: silence the neurons that were dropped
dA2 = dA2 * keep_prob  # Step 2: scale as in the forward pass
### dA1 ###
dA1 = dA1 * D1  # Step 1: silence the neurons that were dropped
dA1 = dA1 * keep_prob  # Step 2: scale as in the forward pass

# %% wrong: scaled-by-the-dropped-share
# says: this divides by 1 − keep_prob. Which share is kept?
### dA2 ###
dA2 = dA2 * D2  # Step 1: silence the neurons that were dropped
dA2 = dA2 / (1 - keep_prob)  # Step 2: scale as in the forward pass
### dA1 ###
dA1 = dA1 * D1  # Step 1: silence the neurons that were dropped
dA1 = dA1 / (1 - keep_prob)  # Step 2: scale as in the forward pass

# %% wrong: multiplied-by-the-dropped-share
# says: this multiplies by 1 − keep_prob. What did the forward pass do?
### dA2 ###
dA2 = dA2 * D2  # Step 1: silence the neurons that were dropped
dA2 = dA2 * (1 - keep_prob)  # Step 2: scale as in the forward pass
### dA1 ###
dA1 = dA1 * D1  # Step 1: silence the neurons that were dropped
dA1 = dA1 * (1 - keep_prob)  # Step 2: scale as in the forward pass

# %% wrong: scaled-twice
# says: this divides by keep_prob twice.
### dA2 ###
dA2 = dA2 * D2  # Step 1: silence the neurons that were dropped
dA2 = dA2 / keep_prob / keep_prob  # Step 2: scale as in the forward pass
### dA1 ###
dA1 = dA1 * D1  # Step 1: silence the neurons that were dropped
dA1 = dA1 / keep_prob / keep_prob  # Step 2: scale as in the forward pass

# %% wrong: scaled-by-a-half
# says: this divides by 0.5 whatever keep_prob is.
# 0.5 for keep_prob.
### dA2 ###
dA2 = dA2 * D2
dA2 = dA2 / 0.5
### dA1 ###
dA1 = dA1 * D1
dA1 = dA1 / 0.5

# %% wrong: root-of-keep-prob
# says: this divides by the root of keep_prob. What did the forward pass do?
### dA2 ###
dA2 = dA2 * D2  # Step 1: silence the neurons that were dropped
dA2 = dA2 / np.sqrt(keep_prob)  # Step 2: scale as in the forward pass
### dA1 ###
dA1 = dA1 * D1  # Step 1: silence the neurons that were dropped
dA1 = dA1 / np.sqrt(keep_prob)  # Step 2: scale as in the forward pass

# %% wrong: inverted-mask
# says: the gradient flows through the dropped neurons, not the kept ones.
### dA2 ###
dA2[D2 == 1] = 0
dA2 = dA2 / keep_prob
### dA1 ###
dA1[D1 == 1] = 0
dA1 = dA1 / keep_prob

# %% wrong: activations-for-mask
# says: the gradient is multiplied by the activations A; the mask is D.
### dA2 ###
dA2 = dA2 * A2  # Step 1: silence the neurons that were dropped
dA2 = dA2 / keep_prob  # Step 2: scale as in the forward pass
### dA1 ###
dA1 = dA1 * A1  # Step 1: silence the neurons that were dropped
dA1 = dA1 / keep_prob  # Step 2: scale as in the forward pass

# %% wrong: relu-for-mask
# says: the gradient is kept where A > 0, that is relu's derivative, which comes
#   later. Which neurons were dropped?
### dA2 ###
dA2 = dA2 * (A2 > 0)  # Step 1: silence the neurons that were dropped
dA2 = dA2 / keep_prob  # Step 2: scale as in the forward pass
### dA1 ###
dA1 = dA1 * (A1 > 0)  # Step 1: silence the neurons that were dropped
dA1 = dA1 / keep_prob  # Step 2: scale as in the forward pass

# %% wrong: relu-and-no-mask
# says: dA has relu's derivative, but neither mask nor scale. What did dropout do to
#   A?
### dA2 ###
dA2 = dA2 * (A2 > 0)  # Step 1: silence the neurons that were dropped
dA2 = dA2  # Step 2: scale as in the forward pass
### dA1 ###
dA1 = dA1 * (A1 > 0)  # Step 1: silence the neurons that were dropped
dA1 = dA1  # Step 2: scale as in the forward pass

# %% wrong: mask-for-gradient
# says: the gradient has become the mask itself. With what is it to be multiplied?
### dA2 ###
dA2 = 1 * D2  # Step 1: silence the neurons that were dropped
dA2 = dA2 / keep_prob  # Step 2: scale as in the forward pass
### dA1 ###
dA1 = 1 * D1  # Step 1: silence the neurons that were dropped
dA1 = dA1 / keep_prob  # Step 2: scale as in the forward pass

# %% wrong: mask-added
# says: the mask is added to the gradient. What lets nothing through?
### dA2 ###
dA2 = dA2 + D2  # Step 1: silence the neurons that were dropped
dA2 = dA2 / keep_prob  # Step 2: scale as in the forward pass
### dA1 ###
dA1 = dA1 + D1  # Step 1: silence the neurons that were dropped
dA1 = dA1 / keep_prob  # Step 2: scale as in the forward pass

# %% wrong: scaled-in-dW-too
# says: dW is divided by keep_prob, too. Is that in dA already?
### given dW3 ###
dW3 = 1./m/keep_prob * np.dot(dZ3, A2.T)
### given dW2 ###
dW2 = 1./m/keep_prob * np.dot(dZ2, A1.T)
### given dW1 ###
dW1 = 1./m/keep_prob * np.dot(dZ1, X.T)

# %% wrong: output-scaled-too
# says: the output's error is divided by keep_prob. Was the output layer dropped?
# keeps: dA1
# dZ3 is divided by keep_prob; layer 1 follows.
### given dZ3 ###
dZ3 = (A3 - Y) / keep_prob

# %% wrong: relu-forgotten
# says: the derivative of relu is missing. What flows back where A is 0?
# part: relu
### given dZ2 ###
dZ2 = np.multiply(dA2, D2)
### given dZ1 ###
dZ1 = np.multiply(dA1, D1)

# %% wrong: dA-passed-on
# says: dA2 is passed on to the layer before. Does dZ2 not come between?
# keeps: dA2
### given dA1 ###
dA1 = np.dot(W2.T, dA2)

# %% wrong: D-and-A-exchanged
# says: D and A stand in each other's place. In which order did the forward pass
#   pack the cache?
### given Z1 ###
(Z1, A1, D1, W1, b1, Z2, A2, D2, W2, b2, Z3, A3, W3, b3) = cache

# %% wrong: error-turned-round
# says: the error is turned round: it is the prediction minus the label.
# keeps: dA1
### given dZ3 ###
dZ3 = Y - A3

# %% wrong: m-times-keep-prob
# says: the average is over m·keep_prob. Are examples dropped, or neurons?
# All averages are over m * keep_prob.
### given m ###
m = X.shape[1] * keep_prob

# %% wrong: D1-for-D2
### dA2 ###
dA2 = dA2 * D1
dA2 = dA2 / keep_prob

# %% wrong: activations-in-relu
# says: A stands where its sign is meant: the derivative of relu is 1 where A > 0,
#   and 0 elsewhere.
### given dZ2 ###
dZ2 = np.multiply(dA2, A2)
### given dZ1 ###
dZ1 = np.multiply(dA1, A1)

# %% wrong: calls-itself
### given dZ3 ###
gradients = backward_propagation_with_dropout(X, Y, cache, keep_prob)
dZ3 = A3 - Y

# %% wrong: dA2-for-dA1
# keeps: dA2
# Copied from layer 2: the shapes do not fit.
### dA1 ###
dA1 = dA2 * D1
dA1 = dA1 / keep_prob

# %% wrong: floor-division
### dA2 ###
dA2 = dA2 * D2
dA2 = dA2 // keep_prob
### dA1 ###
dA1 = dA1 * D1
dA1 = dA1 // keep_prob

# %% wrong: gradient-replaced-in-2
# keeps: dA1
# dA2 is the scaled mask alone.
### dA2 ###
dA2 = D2
dA2 = dA2 / keep_prob

# %% wrong: inverted-and-not-scaled-in-2
# Two mistakes in one blank.
### dA2 ###
dA2 = dA2 * (1 - D2)

# %% wrong: layer-1-left-blank
# keeps: dA2
# dA1 is None.
### dA1 ###
dA1 = None
dA1 = None

# %% wrong: mask-added-in-2
# keeps: dA1
# dA2 + D2.
### dA2 ###
dA2 = dA2 + D2
dA2 = dA2 / keep_prob

# %% wrong: mask-divided-in-place
### given dA2 ###
dA2 = np.dot(W3.T, dZ3)
D2 /= keep_prob

# %% wrong: mask-drawn-again
# says: the mask is not that of the forward pass. Where did it keep D2?
# A fresh draw instead of the mask of the forward pass.
### dA2 ###
dA2 = dA2 * (np.random.rand(*dA2.shape) < keep_prob)
dA2 = dA2 / keep_prob
### dA1 ###
dA1 = dA1 * (np.random.rand(*dA1.shape) < keep_prob)
dA1 = dA1 / keep_prob

# %% wrong: mask-missing-2-scale-missing-1
### dA2 ###
dA2 = dA2 / keep_prob
### dA1 ###
dA1 = dA1 * D1

# %% wrong: mask-missing-in-1
# keeps: dA2
# dA1 is only scaled.
### dA1 ###
dA1 = dA1 / keep_prob

# %% wrong: multiplied-by-the-dropped-share-in-1
# keeps: dA2
# dA1 is multiplied by 1 - keep_prob.
### dA1 ###
dA1 = dA1 * D1
dA1 = dA1 * (1 - keep_prob)

# %% wrong: product-with-mask
# np.dot with the mask: shapes stop layer 2.
### dA2 ###
dA2 = np.dot(dA2, D2.T)
dA2 = dA2 / keep_prob
### dA1 ###
dA1 = np.dot(dA1, D1.T)
dA1 = dA1 / keep_prob

# %% wrong: relu-for-mask-in-1
# keeps: dA2
# A1 > 0 is taken for the mask.
### dA1 ###
dA1 = dA1 * (A1 > 0)
dA1 = dA1 / keep_prob

# %% wrong: relu-forgotten-in-2
# keeps: dA1
# dZ2 is dA2.
### given dZ2 ###
dZ2 = np.multiply(dA2, 1)

# %% wrong: relu-of-gradient
# says: negative entries are cut off at 0: a gradient may be negative. Whose sign
#   does the derivative of relu ask for?
### dA2 ###
dA2 = np.maximum(0, dA2 * D2)
dA2 = dA2 / keep_prob
### dA1 ###
dA1 = np.maximum(0, dA1 * D1)
dA1 = dA1 / keep_prob

# %% wrong: scaled-by-dropped-share-and-no-mask
### dA2 ###
dA2 = dA2 / (1 - keep_prob)
### dA1 ###
dA1 = dA1 / (1 - keep_prob)

# %% wrong: wrong-way-2-inverted-1
### dA2 ###
dA2 = dA2 * D2
dA2 = dA2 * keep_prob
### dA1 ###
dA1 = dA1 * (1 - D1)
dA1 = dA1 / keep_prob
