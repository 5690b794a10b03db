# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: divided behind the norm
### dW ###
dW = dZ @ A_before.T
norm = np.sqrt(np.sum(np.square(dW))) / m

# %% right: dot
### dW ###
dW = 1.0 / m * np.dot(dZ, A_before.T)
norm = np.sqrt(np.sum(dW**2))
### dZ ###
dZ = np.multiply(np.dot(W.T, dZ), slope(A_before, activation))

# %% right: einsum
### dW ###
dW = np.einsum("im,jm->ij", dZ, A_before) / m
norm = np.sqrt(np.einsum("ij,ij->", dW, dW))

# %% right: error turned round
### given dZ ###
dZ = Y - A
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(dW**2))

# %% right: fro
### dW ###
dW = dZ @ A_before.T / m
norm = np.linalg.norm(dW, "fro")

# %% right: m from X
### dW ###
dW = dZ @ A_before.T / X.shape[1]
norm = np.sqrt(np.sum(dW**2))

# %% right: singular values
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(np.linalg.svd(dW, compute_uv=False) ** 2))

# %% right: trace
### dW ###
dW = dZ @ A_before.T / m
norm = np.trace(dW @ dW.T) ** 0.5

# %% wrong: m-missing
# says: the gradients are not divided by m, the number of examples.
### dW ###
dW = dZ @ A_before.T
norm = np.sqrt(np.sum(dW**2))

# %% wrong: divided-by-the-inputs
# says: the gradients are divided by the number of features. Are examples the rows
#   or the columns of X?
### dW ###
dW = dZ @ A_before.T / len(X)
norm = np.sqrt(np.sum(dW**2))

# %% wrong: error-forgotten
# says: dW holds the activation only. Where is the error dZ?
# part: error
### dW ###
dW = A_before.T / m  # the gradient of W
norm = np.linalg.norm(dW)  # its Frobenius norm

# %% wrong: error-and-m-forgotten
# says: dW is the activation itself. Which product and which mean are missing?
# part: error and m
### dW ###
dW = A_before.T  # the gradient of W
norm = np.linalg.norm(dW)  # its Frobenius norm

# %% wrong: norm-not-rooted
# says: this is the square of the norm. Which root is missing?
### dW ###
dW = dZ @ A_before.T / m
norm = np.sum(dW**2)

# %% wrong: absolute-values
# says: this adds absolute values. What does the Frobenius norm add?
### dW ###
dW = dZ @ A_before.T / m  # the gradient of W
norm = np.sum(np.abs(dW))  # its Frobenius norm

# %% wrong: mean-for-sum
# says: the squares are averaged. Does the Frobenius norm hold their mean or their
#   sum?
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.mean(dW**2))

# %% wrong: mean-of-absolute-values
# says: this averages absolute values. What does the Frobenius norm do with the
#   entries?
### dW ###
dW = dZ @ A_before.T / m
norm = np.mean(np.abs(dW))

# %% wrong: sum-before-square
# says: the entries are added before they are squared, so that they cancel each
#   other.
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(dW) ** 2)

# %% wrong: one-norm
# says: this is the largest column sum. The Frobenius norm squares and adds all
#   entries.
### dW ###
dW = dZ @ A_before.T / m
norm = np.linalg.norm(dW, 1)

# %% wrong: spectral-norm
# says: this is the spectral norm, the largest stretch. The Frobenius norm squares
#   and adds all entries.
### dW ###
dW = dZ @ A_before.T / m
norm = np.linalg.norm(dW, ord=2)

# %% wrong: norm-of-W
# says: this is the norm of W. Whose norm is asked for?
### dW ###
dW = dZ @ A_before.T / m  # the gradient of W
norm = np.linalg.norm(W)  # its Frobenius norm

# %% wrong: norm-of-dZ
# says: this is the norm of dZ. Whose norm is asked for?
### dW ###
dW = dZ @ A_before.T / m  # the gradient of W
norm = np.linalg.norm(dZ)  # its Frobenius norm

# %% wrong: slope-forgotten
# says: the slope of the activation is missing on the way back.
# keeps: gradient and norm
# part: slope
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(dW**2))
### dZ ###
dZ = W.T @ dZ

# %% wrong: value-for-slope
# says: the way back multiplies by the activation's value. Which of its properties
#   says how much a small change matters?
# keeps: gradient and norm
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(dW**2))
### dZ ###
dZ = W.T @ dZ * A_before

# %% wrong: relu-always
# says: the slope is that of ReLU, whatever the activation is.
# keeps: gradient and norm
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(dW**2))
### dZ ###
dZ = W.T @ dZ * slope(A_before)

# %% wrong: tanh-always
# says: the slope is that of tanh, whatever the activation is.
# keeps: gradient and norm
### dZ ###
dZ = W.T @ dZ * (1 - A_before**2)  # one layer back

# %% wrong: tanh-not-squared
# says: the slope reads 1 − A. For tanh the value is squared; for the others there
#   is another formula.
# keeps: gradient and norm
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(dW**2))
### dZ ###
dZ = W.T @ dZ * (1 - A_before)

# %% wrong: slope-of-dA
# says: the slope is taken at the gradient. At which values was the activation on
#   the way forward?
# keeps: gradient and norm
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(dW**2))
### dZ ###
dZ = W.T @ dZ * slope(W.T @ dZ, activation)

# %% wrong: slope-twice
# says: the slope is in twice.
# keeps: gradient and norm
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(dW**2))
### dZ ###
dZ = W.T @ dZ * slope(A_before, activation) ** 2

# %% wrong: weights-forgotten
# says: the error does not pass through the weights W on its way back.
# keeps: gradient and norm
# part: weights
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(dW**2))
### dZ ###
dZ = np.sum(dZ, axis=0, keepdims=True) * slope(A_before, activation)

# %% wrong: not-moved
# says: dZ stays that of the last layer. What does it have to become for the layer
#   before?
# keeps: gradient and norm
### dZ ###
dZ = dZ  # one layer back

# %% wrong: m-in-dZ
# says: dZ is divided by m in each layer. dW is divided already, and once is enough.
# keeps: gradient and norm
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(dW**2))
### dZ ###
dZ = W.T @ dZ * slope(A_before, activation) / m

# %% wrong: W-not-transposed
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(dW**2))
### dZ ###
dZ = W @ dZ * slope(A_before, activation)

# %% wrong: blank-back
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(dW**2))
### dZ ###
dZ = None

# %% wrong: entrywise-product
### dW ###
dW = dZ * A_before / m
norm = np.sqrt(np.sum(dW**2))

# %% wrong: matrix-product-with-slope
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(dW**2))
### dZ ###
dZ = W.T @ dZ @ slope(A_before, activation)

# %% wrong: not-transposed
### dW ###
dW = dZ @ A_before / m
norm = np.sqrt(np.sum(dW**2))

# %% wrong: printed-only
### dW ###
dW = dZ @ A_before.T / m
norm = np.sqrt(np.sum(dW**2))
### given return ###
print(norms)
