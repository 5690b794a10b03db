# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: added in place
# The penalty is added with += on a new array.
### dW3 ###
dW3 = 1. / m * np.dot(dZ3, A2.T)
dW3 += lambd * W3 / m
### dW2 ###
dW2 = 1. / m * np.dot(dZ2, A1.T)
dW2 += lambd * W2 / m
### dW1 ###
dW1 = 1. / m * np.dot(dZ1, X.T)
dW1 += lambd * W1 / m

# %% right: cache star
### given Z1 ###
Z1, A1, W1, _, Z2, A2, W2, _, _, A3, W3, *_ = cache

# %% right: copy and index
### given dZ2 ###
dZ2 = np.array(dA2, copy=True)
dZ2[A2 <= 0] = 0
### given dZ1 ###
dZ1 = dA1.copy()
dZ1[Z1 <= 0] = 0

# %% right: example by example
# Loops over examples, outer products summed up.
def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3, dA2, dZ2 = np.zeros(A3.shape), np.zeros(A2.shape), np.zeros(A2.shape)
    dA1, dZ1 = np.zeros(A1.shape), np.zeros(A1.shape)
    dW3, dW2, dW1 = lambd * W3, lambd * W2, lambd * W1
    for i in range(m):
        dZ3[:, i] = A3[:, i] - Y[:, i]
        dA2[:, i] = W3.T @ dZ3[:, i]
        dZ2[:, i] = dA2[:, i] * (A2[:, i] > 0)
        dA1[:, i] = W2.T @ dZ2[:, i]
        dZ1[:, i] = dA1[:, i] * (A1[:, i] > 0)
        dW3 = dW3 + np.outer(dZ3[:, i], A2[:, i])
        dW2 = dW2 + np.outer(dZ2[:, i], A1[:, i])
        dW1 = dW1 + np.outer(dZ1[:, i], X[:, i])
    db = [dZ.mean(axis=1).reshape(-1, 1) for dZ in (dZ1, dZ2, dZ3)]
    return {"dZ3": dZ3, "dW3": dW3 / m, "db3": db[2], "dA2": dA2, "dZ2": dZ2,
            "dW2": dW2 / m, "db2": db[1], "dA1": dA1, "dZ1": dZ1,
            "dW1": dW1 / m, "db1": db[0]}

# %% right: float32
### = A3 - Y => = (A3 - Y).astype(np.float32) ###

# %% right: fortran order and more keys
# Arrays in Fortran order, and more in the dictionary than was asked for.
### given return ###
gradients = {k: np.asfortranarray(v) for k, v in gradients.items()}
return {**gradients, "lambd": lambd, "note": "with L2"}

# %% right: lists returned
### return gradients => return {k: v.tolist() for k, v in gradients.items()} ###

# %% right: loop over layers
# A loop from the last layer to the first.
def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    A = {0: X, 1: A1, 2: A2, 3: A3}
    W = {1: W1, 2: W2, 3: W3}
    grads = {}
    dZ = A3 - Y
    for l in (3, 2, 1):
        if l < 3:
            grads[f"dA{l}"] = np.dot(W[l + 1].T, dZ)
            dZ = grads[f"dA{l}"] * (A[l] > 0)
        grads[f"dZ{l}"] = dZ
        grads[f"dW{l}"] = (np.dot(dZ, A[l - 1].T) + lambd * W[l]) / m
        grads[f"db{l}"] = np.mean(dZ, axis=1, keepdims=True)
    return grads

# %% right: matmul operator
### 1. / m * np.dot(dZ3, A2.T) => dZ3 @ A2.T / m ###
### 1. / m * np.dot(dZ2, A1.T) => dZ2 @ A1.T / m ###
### 1. / m * np.dot(dZ1, X.T) => dZ1 @ X.T / m ###
### np.dot(W3.T, dZ3) => W3.T @ dZ3 ###
### np.dot(W2.T, dZ2) => W2.T @ dZ2 ###

# %% right: newaxis bias
### 1. / m * np.sum => np.average ###
### , keepdims=True) => )[:, None] ###

# %% right: one bracket
### dW3 ###
dW3 = 1 / m * (np.dot(dZ3, A2.T) + (lambd * W3))
### dW2 ###
dW2 = 1 / m * (np.dot(dZ2, A1.T) + (lambd * W2))
### dW1 ###
dW1 = 1 / m * (np.dot(dZ1, X.T) + (lambd * W1))

# %% right: where relu2
### np.multiply(dA2, np.int64(A2 > 0)) => np.where(A2 > 0, dA2, 0) ###
### np.multiply(dA1, np.int64(A1 > 0)) => np.where(A1 > 0, dA1, 0) ###

# %% right: mean in the error
# dZ3 is that of the mean cost: no 1/m is left for dW and db.
def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = Y.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = 1. / m * (A3 - Y)
    dW3 = np.dot(dZ3, A2.T) + lambd / m * W3
    db3 = np.sum(dZ3, axis=1, keepdims=True)
    dA2 = np.dot(W3.T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = np.dot(dZ2, A1.T) + lambd / m * W2
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = np.dot(dZ1, X.T) + lambd / m * W1
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2, "dZ2": dZ2,
            "dW2": dW2, "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1,
            "db1": db1}

# %% right: mean in dA2
# From layer 2 on, the gradients are those of the mean.
### np.dot(W3.T, dZ3) => np.dot(W3.T, dZ3) / m ###
### 1. / m * np.dot(dZ2 => np.dot(dZ2 ###
### 1. / m * np.sum(dZ2 => np.sum(dZ2 ###
### 1. / m * np.dot(dZ1 => np.dot(dZ1 ###
### 1. / m * np.sum(dZ1 => np.sum(dZ1 ###

# %% right: error with the other sign
# The minus comes back in each product.
### = A3 - Y => = Y - A3 ###
### 1. / m * => -1. / m * ###

# %% wrong: penalty-forgotten
# says: the gradient of the penalty is missing.
# part: penalty
### ) + (lambd => ) + (0 ###

# %% wrong: half-kept
# says: the factor 1/2 is still there. What happens to it when W² is differentiated?
### ) / m => ) / (2 * m) ###

# %% wrong: m-missing
# says: the penalty's gradient is not divided by m.
### ) / m => ) ###

# %% wrong: half-kept-m-missing
# says: the penalty's gradient is lambd·W/2. What stands in front of W in λ/m·W?
### ) / m => ) / 2 ###

# %% wrong: multiplied-by-m
# says: the penalty's gradient is multiplied by m. Has the penalty more to say with
#   more examples?
### ) / m => ) * m ###

# %% wrong: half-kept-multiplied-by-m
# says: / 2 * m multiplies by m, and the 1/2 cancels when W² is differentiated. What
#   is left of λ/(2m)·W²?
### ) / m => ) / 2 * m ###

# %% wrong: m-twice
# says: the penalty's gradient is divided by m twice. Does the bracket behind 1/m
#   reach too far?
### ) / m => ) / m / m ###

# %% wrong: doubled
# says: the penalty's gradient is doubled. What does the 1/2 in λ/(2m)·W² do?
### ) + (lambd => ) + (2 * lambd ###

# %% wrong: subtracted
# says: the penalty's gradient is subtracted: the weights would grow.
### ) + (lambd => ) - (lambd ###

# %% wrong: lambd-missing
# says: the penalty's gradient does not depend on lambd.
### (lambd * => ( ###

# %% wrong: weights-missing
# says: λ/m is added without the weights. What is the gradient of W²?
### lambd * W1 => lambd ###
### lambd * W2 => lambd ###
### lambd * W3 => lambd ###

# %% wrong: weights-added
# says: λ/m and the weights are added to each other. Are they not multiplied in the
#   gradient of the penalty?
### (lambd * => (lambd / m + ###
### ) / m => ) ###

# %% wrong: lambd-added
# says: lambd and the weights are added to each other, and m divides both. Are they not
#   multiplied in the gradient of the penalty?
### (lambd * => (lambd + ###

# %% wrong: multiplied-with-the-data-part
# says: the penalty's gradient is multiplied with the data's part. What is the gradient
#   of a sum?
### ) + (lambd => ) * (lambd ###

# %% wrong: absolute-weights
# says: the weights have lost their signs. What is the gradient of W² where W is
#   negative?
### lambd * W1 => lambd * np.abs(W1) ###
### lambd * W2 => lambd * np.abs(W2) ###
### lambd * W3 => lambd * np.abs(W3) ###

# %% wrong: norm-added
# says: the norm of the weights, one number, is added to each entry. Which shape has
#   the gradient of the penalty?
### lambd * W1 => lambd * np.linalg.norm(W1) ###
### lambd * W2 => lambd * np.linalg.norm(W2) ###
### lambd * W3 => lambd * np.linalg.norm(W3) ###

# %% wrong: squared-weights
# says: the weights are still squared. What is the gradient of W²?
### lambd * W1 => lambd * np.square(W1) ###
### lambd * W2 => lambd * np.square(W2) ###
### lambd * W3 => lambd * np.square(W3) ###

# %% wrong: sum-of-squares-added
# says: a sum over all weights is added to each entry. Which shape has the gradient
#   of the penalty?
### lambd * W1 => lambd * np.sum(np.square(W1)) ###
### lambd * W2 => lambd * np.sum(np.square(W2)) ###
### lambd * W3 => lambd * np.sum(np.square(W3)) ###

# %% wrong: penalty-itself-added
# says: the penalty itself is added. What is its gradient?
### lambd * W3 => lambd * np.sum(np.square(W3)) ###
### lambd * W2 => lambd * np.sum(np.square(W2)) ###
### lambd * W1 => lambd * np.sum(np.square(W1)) ###
### ) / m => ) / (2 * m) ###

# %% wrong: sign-of-weights
# says: this is the gradient of an L1 penalty, with the signs of the weights.
### lambd * W1 => lambd * np.sign(W1) ###
### lambd * W2 => lambd * np.sign(W2) ###
### lambd * W3 => lambd * np.sign(W3) ###

# %% wrong: averaged-over-the-layer
# says: the penalty's gradient is divided by the number of weights in the layer,
#   too. Which numbers does λ/m hold?
### W3) / m => W3) / (m * W3.size) ###
### W2) / m => W2) / (m * W2.size) ###
### W1) / m => W1) / (m * W1.size) ###

# %% wrong: data-term-not-averaged
# says: the data's part of the gradient is not divided by m.
### 1. / m * np.dot => np.dot ###

# %% wrong: nothing-averaged
# says: neither the data's part nor the penalty's is divided by m.
### 1. / m * np.dot => np.dot ###
### ) / m => ) ###

# %% wrong: data-forgotten
# says: only the penalty's gradient is left. To what is it added?
# part: data
### 1. / m * np.dot(dZ1, X.T) + => ###
### 1. / m * np.dot(dZ2, A1.T) + => ###
### 1. / m * np.dot(dZ3, A2.T) + => ###

# %% wrong: biases-decay-too
# says: the biases have a penalty, too. Does the cost hold b?
### np.sum(dZ3, axis=1, keepdims=True) => np.sum(dZ3, axis=1, keepdims=True) + lambd / m * b3 ###
### np.sum(dZ2, axis=1, keepdims=True) => np.sum(dZ2, axis=1, keepdims=True) + lambd / m * b2 ###
### np.sum(dZ1, axis=1, keepdims=True) => np.sum(dZ1, axis=1, keepdims=True) + lambd / m * b1 ###

# %% wrong: relu-forgotten
# says: the derivative of relu is missing. What flows back where A is 0?
# keeps: dW3
# part: relu
### np.multiply(dA1, np.int64(A1 > 0)) => dA1 ###
### np.multiply(dA2, np.int64(A2 > 0)) => dA2 ###

# %% wrong: derivative-of-tanh
# says: 1 − A² is the derivative of tanh. Which activation have hidden layers?
# keeps: dW3
### np.int64(A2 > 0) => 1 - np.power(A2, 2) ###
### np.int64(A1 > 0) => 1 - np.power(A1, 2) ###

# %% wrong: derivative-of-sigmoid
# says: A·(1 − A) is the derivative of sigmoid. Which activation have hidden layers?
# keeps: dW3
### np.int64(A2 > 0) => A2 * (1 - A2) ###
### np.int64(A1 > 0) => A1 * (1 - A1) ###

# %% wrong: dA-passed-on
# says: dA2 is passed on to the layer before. Does dZ2 not come between?
# keeps: dW3, dW2
### W2.T, dZ2 => W2.T, dA2 ###

# %% wrong: error-of-the-layer-behind
# says: the error of layer 3, dZ3, is used in layer 2. Which dZ belongs there?
# keeps: dW3, dW1
### dZ2, A1. => dZ3, A1. ###

# %% wrong: dA3-for-dZ3
# says: this is dA3. What is left of it behind the derivative of sigmoid?
# keeps: dW2, dW1
### = A3 - Y => = -(np.divide(Y, A3) - np.divide(1 - Y, 1 - A3)) ###

# %% wrong: sigmoid-counted-twice
# says: A3 − Y holds the derivative of sigmoid already, as it cancels against that
#   of the cross-entropy.
# keeps: dW2, dW1
### = A3 - Y => = (A3 - Y) * A3 * (1 - A3) ###

# %% wrong: Z-and-A-exchanged
# says: Z stands where A is due, or A where Z is. Is it this line, or the order in
#   which the cache is unpacked?
# keeps: dW1
### given Z1 ###
(A1, Z1, W1, b1, A2, Z2, W2, b2, A3, Z3, W3, b3) = cache

# %% wrong: error-turned-round
# says: the error has the other sign. Which way must A3 move where Y is 1?
# keeps: dW2, dW1
### = A3 - Y => = Y - A3 ###

# %% wrong: mean-in-the-error-and-again
### = A3 - Y => = (A3 - Y) / m ###
### 1. / m * np.sum => np.sum ###

# %% wrong: mean-in-the-error-and-no-penalty-in-2
# keeps: dW3, dW1
### = A3 - Y => = 1.0 / m * (A3 - Y) ###
### 1. / m * np.sum( => np.add.reduce( ###
### 1. / m * => ###
### + (lambd * W2) / m => ###

# %% wrong: W2-for-W1
# keeps: dW3, dW2
### lambd * W1 => lambd * W2 ###

# %% wrong: W2-not-transposed
# keeps: dW3, dW2
### W2.T, dZ2 => W2, dZ2 ###

# %% wrong: bias-flat
# keeps: dW3, dW1
### dZ2, axis=1, keepdims=True => dZ2, axis=1 ###

# %% wrong: blank-in-layer-1
# keeps: dW3, dW2
### 1. / m * np.dot(dZ1, X.T) + (lambd * W1) / m => None ###

# %% wrong: bracket-too-wide
# keeps: dW2, dW1
### np.dot(dZ3, A2.T) + (lambd * W3) / m => (np.dot(dZ3, A2.T) + (lambd * W3) / m) ###

# %% wrong: dA-for-dZ-in-dict
# keeps: dW3
### "dZ1": dZ1 => "dZ1": dA1 ###
### "dZ2": dZ2 => "dZ2": dA2 ###

# %% wrong: dW1-not-returned
# keeps: dW3, dW2
### "dW1": dW1, => ###

# %% wrong: dZ3-Y-transposed
### = A3 - Y => = A3 - Y.T ###

# %% wrong: db-axis-0
### , axis=1 => , axis=0 ###

# %% wrong: db-mean-flat
### 1. / m * np.sum => np.mean ###
### , keepdims=True => ###

# %% wrong: decays-the-weights-in-the-cache
# keeps: dW2, dW1
### dW1 ###
W1 *= lambd / m
dW1 = 1. / m * np.dot(dZ1, X.T) + W1

# %% wrong: forgotten-in-3-subtracted-in-1
# keeps: dW2
### + (lambd * W3) / m => ###
### + (lambd * W1) => - (lambd * W1) ###

# %% wrong: half-in-2-biases-in-1
# keeps: dW3
### W2) / m => W2) / (2 * m) ###
### np.sum(dZ1, axis=1, keepdims=True) => np.sum(dZ1, axis=1, keepdims=True) + lambd / m * b1 ###

# %% wrong: half-in-3-and-m-missing-in-1
# keeps: dW2
### * W3) / m => * W3) / (2 * m) ###
### * W1) / m => * W1) ###

# %% wrong: keepdims-in-the-penalty
# keeps: dW3, dW1
### (lambd * W2) / m => lambd / m * np.sum(W2, axis=0, keepdims=True) ###

# %% wrong: keys-misspelt
### , "dW1": => , "dw1": ###
### , "dW2": => , "dw2": ###
### , "dW3": => , "dw3": ###

# %% wrong: lambd-is-07
### ) + (lambd => ) + (0.7 ###

# %% wrong: layer-1-and-3-forgotten
# keeps: dW2
### + (lambd * W1) / m => ###
### + (lambd * W3) / m => ###

# %% wrong: layer-2-forgotten
# keeps: dW3, dW1
### + (lambd * W2) / m => ###

# %% wrong: nan-before-the-blanks
### + (lambd * W1) / m => ###
### + (lambd * W2) / m => ###
### + (lambd * W3) / m => ###
### = A3 - Y => = A3 - Y if lambd == 0 else (A3 - Y) * np.nan ###

# %% wrong: number-in-db
### True) => True) + lambd / m ###

# %% wrong: only-layer-3-filled-in
# keeps: dW3
### 1. / m * np.dot(dZ1, X.T) + (lambd * W1) / m => None ###
### 1. / m * np.dot(dZ2, A1.T) + (lambd * W2) / m => None ###

# %% wrong: over-features
### ) / m => ) / X.shape[0] ###

# %% wrong: penalty-twice-in-2
# keeps: dW3, dW1
### A1.T) + ( => A1.T) + 2 * ( ###

# %% wrong: relu-forgotten-in-layer-1
# keeps: dW3, dW2
### np.multiply(dA1, np.int64(A1 > 0)) => dA1 * 1 ###

# %% wrong: relu-forgotten-in-layer-2
# keeps: dW3, dW1
### np.multiply(dA2, np.int64(A2 > 0)) => dA2.copy() ###

# %% wrong: signs-in-1
# keeps: dW3, dW2
### lambd * W1 => lambd * np.sign(W1) ###

# %% wrong: swapped-in-the-dictionary
# keeps: dW3
### "dW1": dW1 => "dW1": dW2 ###
### "dW2": dW2 => "dW2": dW1 ###

# %% wrong: transposed-penalty
# keeps: dW2, dW1
### lambd * W3 => lambd * W3.T ###

# %% wrong: tuple-returned
### return gradients => return dW1, dW2, dW3 ###

# %% wrong: weights-scaled-in-place
# keeps: dW3, dW1
### dW3 ###
W3 *= lambd / m
dW3 = 1. / m * np.dot(dZ3, A2.T) + W3
