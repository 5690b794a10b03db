# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: decay first
### W_new ###
decayed = W * (1 - learning_rate * weight_decay)
W_new = decayed - learning_rate * V_hat / (np.sqrt(S_hat) + epsilon)

# %% right: two subtractions
### W_new ###
W_new = W - learning_rate * V_hat / (np.sqrt(S_hat) + epsilon)
W_new = W_new - learning_rate * weight_decay * W

# %% right: power of one half
### W_new ###
W_new = (1 - learning_rate * weight_decay) * W - learning_rate * V_hat / (S_hat ** 0.5 + epsilon)

# %% right: copies changed in place
### W_new ###
W_new = W.copy()
W_new *= 1 - learning_rate * weight_decay
W_new -= learning_rate * V_hat / (np.sqrt(S_hat) + epsilon)

# %% right: in place, on copies
def adamw_step(W, dW, V, S, t, learning_rate, weight_decay,
               beta1=0.9, beta2=0.999, epsilon=1e-8):
    W, V, S = W.copy(), V.copy(), S.copy()
    V *= beta1
    V += (1 - beta1) * dW
    S *= beta2
    S += (1 - beta2) * dW * dW
    W *= 1 - learning_rate * weight_decay
    W -= learning_rate * V / (1 - beta1**t) / (np.sqrt(S / (1 - beta2**t)) + epsilon)
    return W, V, S

# %% right: towards the gradient
### V_new ###
V_new = V + (1 - beta1) * (dW - V)
S_new = S + (1 - beta2) * (dW ** 2 - S)

# %% right: product for the square
### np.square(dW) => (dW * dW) ###

# %% right: square of the size
### np.square(dW) => np.abs(dW) ** 2 ###

# %% right: np power
### np.square(dW) => np.power(dW, 2) ###

# %% right: np average
### V_new ###
V_new = np.average([V, dW], axis=0, weights=[beta1, 1 - beta1])
S_new = np.average([S, dW ** 2], axis=0, weights=[beta2, 1 - beta2])

# %% right: loops
def adamw_step(W, dW, V, S, t, learning_rate, weight_decay,
               beta1=0.9, beta2=0.999, epsilon=1e-8):
    W_new, V_new, S_new = np.zeros(W.shape), np.zeros(W.shape), np.zeros(W.shape)
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            V_new[i, j] = beta1 * V[i, j] + (1 - beta1) * dW[i, j]
            S_new[i, j] = beta2 * S[i, j] + (1 - beta2) * dW[i, j] ** 2
            v = V_new[i, j] / (1 - beta1 ** t)
            s = S_new[i, j] / (1 - beta2 ** t)
            W_new[i, j] = W[i, j] - learning_rate * (
                v / (s ** 0.5 + epsilon) + weight_decay * W[i, j])
    return W_new, V_new, S_new

# %% right: np functions
### W_new ###
step = np.divide(V_hat, np.add(np.sqrt(S_hat), epsilon))
W_new = np.subtract(W, np.multiply(learning_rate, step + weight_decay * W))

# %% right: names for the parts
### W_new ###
denominator = np.sqrt(S_hat) + epsilon
step = V_hat / denominator
decay = weight_decay * W
W_new = W - learning_rate * step - learning_rate * decay

# %% right: hats inside
def adamw_step(W, dW, V, S, t, learning_rate, weight_decay,
               beta1=0.9, beta2=0.999, epsilon=1e-8):
    V = beta1 * V + (1 - beta1) * dW
    S = beta2 * S + (1 - beta2) * dW ** 2
    step = (V / (1 - beta1 ** t)) / (np.sqrt(S / (1 - beta2 ** t)) + epsilon)
    return W - learning_rate * step - learning_rate * weight_decay * W, V, S

# %% right: bias correction in the rate
def adamw_step(W, dW, V, S, t, learning_rate, weight_decay,
               beta1=0.9, beta2=0.999, epsilon=1e-8):
    V_new = (1 - beta1) * dW + beta1 * V
    S_new = (1 - beta2) * dW ** 2 + beta2 * S
    root = np.sqrt(1 - beta2 ** t)
    rate = learning_rate * root / (1 - beta1 ** t)
    W_new = W - learning_rate * weight_decay * W
    W_new = W_new - rate * V_new / (np.sqrt(S_new) + root * epsilon)
    return W_new, V_new, S_new

# %% wrong: l2-inside
# says: the decay has gone through the averages. That is L2 inside Adam: where
#   does AdamW put it?
# keeps: W_new
### V_new ###
g = dW + weight_decay * W
V_new = beta1 * V + (1 - beta1) * g
S_new = beta2 * S + (1 - beta2) * np.square(g)

# %% wrong: decay-forgotten
# says: W_new has no decay of its own, beside the step.
# keeps: V_new, S_new
# part: decay
### V_hat / (np.sqrt(S_hat) + epsilon) + weight_decay * W => V_hat / (np.sqrt(S_hat) + epsilon) ###

# %% wrong: l2-inside-only
### V_new ###
g = dW + weight_decay * W
V_new = beta1 * V + (1 - beta1) * g
S_new = beta2 * S + (1 - beta2) * np.square(g)
### W_new ###
W_new = W - learning_rate * V_hat / (np.sqrt(S_hat) + epsilon)

# %% wrong: decay-without-rate
# says: the decay is not multiplied by the learning rate.
# keeps: V_new, S_new
### W_new ###
W_new = W - learning_rate * V_hat / (np.sqrt(S_hat) + epsilon) - weight_decay * W

# %% wrong: decay-grows
# says: the decay makes the weights larger. Which sign does it need?
# keeps: V_new, S_new
### + weight_decay * W => - weight_decay * W ###

# %% wrong: decay-divided-as-well
# says: the decay is divided by the root of S_hat, too, as L2 inside Adam would be.
# keeps: V_new, S_new
### W_new ###
W_new = W - learning_rate * (V_hat + weight_decay * W) / (np.sqrt(S_hat) + epsilon)

# %% wrong: decay-after-the-step
# says: the decay is a share of the weights after the step. Which W does the formula
#   mean?
# keeps: V_new, S_new
### W_new ###
W_new = W - learning_rate * V_hat / (np.sqrt(S_hat) + epsilon)
W_new = W_new - learning_rate * weight_decay * W_new

# %% wrong: fixed-amount
# says: the decay takes the same amount from each weight, whatever its size. That
#   would be an L1 penalty.
# keeps: V_new, S_new
### weight_decay * W => weight_decay * np.sign(W) ###

# %% wrong: epsilon-under-the-root
# says: epsilon stands under the root. What is the root of, in the formula?
# keeps: V_new, S_new
### np.sqrt(S_hat) + epsilon => np.sqrt(S_hat + epsilon) ###

# %% wrong: root-forgotten
# says: the step is divided by S_hat itself. In which unit would it be then?
# keeps: V_new, S_new
### np.sqrt(S_hat) => S_hat ###

# %% wrong: no-bias-correction
# says: V_new and S_new are used as they are. What was V_hat made for?
# keeps: V_new, S_new
### W_new ###
W_new = W - learning_rate * (V_new / (np.sqrt(S_new) + epsilon) + weight_decay * W)

# %% wrong: uphill
# says: the step goes the way of the gradient, so that the cost rises.
# keeps: V_new, S_new
### W_new ###
W_new = W + learning_rate * V_hat / (np.sqrt(S_hat) + epsilon) - learning_rate * weight_decay * W

# %% wrong: uphill-with-the-decay
# says: the whole bracket is added: the cost rises, and the weights grow. Which sign
#   stands in front of it?
# keeps: V_new, S_new
### W - learning_rate => W + learning_rate ###

# %% wrong: S-not-corrected
# says: V_hat is divided by the root of S_new as it is. What was S_hat made for?
# keeps: V_new, S_new
### np.sqrt(S_hat) => np.sqrt(S_new) ###

# %% wrong: V-not-corrected
# says: V_new is used as it is, over the root of S_hat. What was V_hat made for?
# keeps: V_new, S_new
### V_hat / (np.sqrt => V_new / (np.sqrt ###

# %% wrong: gradient-for-the-average
# says: the step follows dW of this batch alone. What is V_hat for?
# keeps: V_new, S_new
### V_hat / (np.sqrt => dW / (np.sqrt ###

# %% wrong: betas-exchanged
# says: the two betas are exchanged.
# keeps: W_new
### V_new ###
V_new = beta2 * V + (1 - beta2) * dW
S_new = beta1 * S + (1 - beta1) * np.square(dW)

# %% wrong: shares-exchanged
# says: the old average gets the share of the new gradient, and the other way round.
# keeps: W_new
### V_new ###
V_new = (1 - beta1) * V + beta1 * dW
S_new = (1 - beta2) * S + beta2 * np.square(dW)

# %% wrong: not-an-average
# says: the new gradient counts in full. What should the two shares add up to?
# keeps: W_new
### V_new ###
V_new = beta1 * V + dW
S_new = beta2 * S + np.square(dW)

# %% wrong: not-squared
# says: S_new averages the gradients, not their squares.
# keeps: V_new, W_new
### np.square(dW) => np.abs(dW) ###

# %% wrong: sign-kept
# says: S_new averages the gradients with their signs. Of which numbers is there always
#   a root?
# keeps: V_new, W_new
### np.square(dW) => dW ###

# %% wrong: square-of-the-average
# says: S_new averages the squares of V_new. Whose squares should it be?
# keeps: V_new, W_new
### np.square(dW) => np.square(V_new) ###

# %% wrong: corrected-twice
# says: V_new and S_new are divided by 1 − β^t already, and then again.
# keeps: W_new
### V_new ###
V_new = (beta1 * V + (1 - beta1) * dW) / (1 - beta1 ** t)
S_new = (beta2 * S + (1 - beta2) * np.square(dW)) / (1 - beta2 ** t)

# %% wrong: weights-in-the-average
# says: V_new averages the weights. Of what should it be the average?
# keeps: S_new, W_new
### (1 - beta1) * dW => (1 - beta1) * W ###

# %% wrong: swapped
### return W_new, V_new, S_new => return V_new, S_new, W_new ###

# %% wrong: only-the-weights
### return W_new, V_new, S_new => return W_new ###

# %% wrong: averages-left-blank
### V_new ###
V_new = None
S_new = None

# %% wrong: weights-left-blank
# keeps: V_new, S_new
### W_new ###
W_new = None

# %% wrong: rate-divided-by-t
# keeps: V_new, S_new
### W_new ###
W_new = W - learning_rate / t * (V_hat / (np.sqrt(S_hat) + epsilon) + weight_decay * W)

# %% wrong: new-share-of-the-other-beta
# says: the share of what is new comes from the other beta. What should both shares of an
#   average add up to?
# keeps: W_new
### V_new ###
V_new = beta1 * V + (1 - beta2) * dW
S_new = beta2 * S + (1 - beta1) * np.square(dW)

# %% wrong: old-share-of-the-other-beta
# says: the share of the old average comes from the other beta. What should both shares
#   of an average add up to?
# keeps: W_new
### V_new ###
V_new = beta2 * V + (1 - beta1) * dW
S_new = beta1 * S + (1 - beta2) * np.square(dW)
