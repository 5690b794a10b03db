# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: divided behind the norm
### linalg.norm(dW) => sqrt(np.sum(np.square(dW))) / m ###
### T / m => T ###

# %% right: dot
### W.T @ dZ * slope(A_before, activation) => np.multiply(np.dot(W.T, dZ), slope(A_before, activation)) ###
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### dZ @ A_before.T / m => 1.0 / m * np.dot(dZ, A_before.T) ###

# %% right: einsum
### linalg.norm(dW) => sqrt(np.einsum("ij,ij->", dW, dW)) ###
### dZ @ A_before.T => np.einsum("im,jm->ij", dZ, A_before) ###

# %% right: error turned round
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### dZ = A - Y => dZ = Y - A ###

# %% right: fro
### norm(dW) => norm(dW, "fro") ###

# %% right: m from X
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### T / m => T / X.shape[1] ###

# %% right: singular values
### linalg.norm(dW) => sqrt(np.sum(np.linalg.svd(dW, compute_uv=False) ** 2)) ###

# %% right: trace
### linalg.norm(dW) => trace(dW @ dW.T) ** 0.5 ###

# %% wrong: m-missing
# says: the gradients grow with the number of examples. Is the cost their sum or their
#   mean?
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### T / m => T ###

# %% wrong: divided-by-the-inputs
# says: the gradients are divided by the number of features. Are examples the rows
#   or the columns of X?
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### T / m => T / len(X) ###

# %% wrong: error-forgotten
# says: dW holds the activation only. What does it say of the error?
# part: error
### dW = dZ @ => dW = ###

# %% wrong: error-and-m-forgotten
# says: dW is the activation itself. What does it say of the error, and of how many
#   examples?
# part: error and m
### dZ @ A_before.T / m => A_before.T ###

# %% wrong: norm-not-rooted
# says: this is the square of the norm. What should [[3, 4]] give?
### linalg.norm(dW) => sum(dW**2) ###

# %% wrong: absolute-values
# says: this adds absolute values. What does the Frobenius norm add?
### linalg.norm(dW) => sum(np.abs(dW)) ###

# %% wrong: mean-for-sum
# says: the squares are averaged. Does the Frobenius norm hold their mean or their
#   sum?
### linalg.norm(dW) => sqrt(np.mean(dW**2)) ###

# %% wrong: mean-of-absolute-values
# says: this averages absolute values. What does the Frobenius norm do with the
#   entries?
### linalg.norm(dW) => mean(np.abs(dW)) ###

# %% wrong: sum-before-square
# says: entries of both signs cancel each other. What should [[3, -3]] give?
### linalg.norm(dW) => sqrt(np.sum(dW) ** 2) ###

# %% wrong: one-norm
# says: this is the largest column sum. What does the Frobenius norm do with the
#   entries?
### norm(dW) => norm(dW, 1) ###

# %% wrong: spectral-norm
# says: this is the spectral norm, the largest stretch. Which norm is asked for?
### norm(dW) => norm(dW, ord=2) ###

# %% wrong: norm-of-W
# says: this is the norm of W. Whose norm is asked for?
### norm(dW) => norm(W) ###

# %% wrong: norm-of-dZ
# says: this is the norm of dZ. Whose norm is asked for?
### norm(dW) => norm(dZ) ###

# %% wrong: slope-forgotten
# says: the error passes a flat neuron as if it were steep. What does the activation
#   do on the way back?
# keeps: gradient and norm
# part: slope
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### * slope(A_before, activation) => ###

# %% wrong: value-for-slope
# says: the way back multiplies by the activation's value. Which of its properties
#   says how much a small change matters?
# keeps: gradient and norm
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### slope(A_before, activation) => A_before ###

# %% wrong: relu-always
# says: the slope is that of ReLU, whatever the activation is. How does yours know
#   which one it is?
# keeps: gradient and norm
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### A_before, activation => A_before ###

# %% wrong: tanh-always
# says: the slope is that of tanh, whatever the activation is. How does yours know
#   which one it is?
# keeps: gradient and norm
### slope(A_before, activation) => (1 - A_before**2) ###

# %% wrong: tanh-not-squared
# says: the slope reads 1 − A. Which function of the lesson knows all three slopes?
# keeps: gradient and norm
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### slope(A_before, activation) => (1 - A_before) ###

# %% wrong: slope-of-dA
# says: the slope is taken at the gradient. At which values was the activation on
#   the way forward?
# keeps: gradient and norm
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### A_before, => W.T @ dZ, ###

# %% wrong: slope-twice
# says: the slope is in twice. How often does the error pass the activation?
# keeps: gradient and norm
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### (A_before, activation) => (A_before, activation) ** 2 ###

# %% wrong: weights-forgotten
# says: the error does not meet the weights on its way back. Through what did the
#   signal come?
# keeps: gradient and norm
# part: weights
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### W.T @ dZ => np.sum(dZ, axis=0, keepdims=True) ###

# %% wrong: not-moved
# says: dZ stays that of the last layer. What does it have to become for the layer
#   before?
# keeps: gradient and norm
### W.T @ dZ * slope(A_before, activation) => dZ ###

# %% wrong: m-in-dZ
# says: dZ becomes smaller in each layer by the same number. How often is a mean
#   taken?
# keeps: gradient and norm
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### (A_before, activation) => (A_before, activation) / m ###

# %% wrong: W-not-transposed
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### W.T @ dZ => W @ dZ ###

# %% wrong: blank-back
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### W.T @ dZ * slope(A_before, activation) => None ###

# %% wrong: entrywise-product
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### @ A_before.T => * A_before ###

# %% wrong: matrix-product-with-slope
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### T @ dZ * => T @ dZ @ ###

# %% wrong: not-transposed
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### A_before.T => A_before ###

# %% wrong: printed-only
### linalg.norm(dW) => sqrt(np.sum(dW**2)) ###
### return norms => print(norms) ###

# %% wrong: largest-entry
# says: this is the largest entry. Does the Frobenius norm notice the others?
### linalg.norm(dW) => max(np.abs(dW)) ###

# %% wrong: norm-of-each-row
### linalg.norm(dW) => linalg.norm(dW, axis=1) ###
