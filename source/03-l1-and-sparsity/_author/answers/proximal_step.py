# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: array for b
### b - learning_rate * db => np.subtract(b, np.multiply(learning_rate, db)) ###

# %% right: clip
v = w - learning_rate * dw
t = learning_rate * lambd / m
w_new = v - np.clip(v, -t, t)
b_new = b - learning_rate * db

# %% right: copies
w_new, b_new = w.copy(), b
w_new -= learning_rate * dw
w_new = np.sign(w_new) * np.maximum(np.abs(w_new) - learning_rate * lambd / m, 0)
b_new -= learning_rate * db

# %% right: in one line
def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)

def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    w_new = soft_threshold(w - learning_rate * dw, learning_rate * lambd / m)
    return w_new, b - learning_rate * db

# %% right: negative step
step = -learning_rate
w_new = w + step * dw
w_new = np.sign(w_new) * np.maximum(np.abs(w_new) + step * lambd / m, 0)
b_new = b + step * db

# %% right: overwrites names
w, b = w - learning_rate * dw, b - learning_rate * db
w_new = np.sign(w) * np.maximum(np.abs(w) - lambd * learning_rate / m, 0)
b_new = b

# %% right: price first
# The price of a unit, then the length of the step.
v = w / learning_rate - dw
w_new = learning_rate * np.sign(v) * np.maximum(np.abs(v) - lambd / m, 0)
b_new = b - learning_rate * db

# %% right: where
v = w - learning_rate * dw
t = learning_rate * lambd / m
w_new = np.where(np.abs(v) > t, v - t * np.sign(v), 0)
b_new = b - learning_rate * db

# %% wrong: rate-missing-in-the-threshold
# says: the threshold is λ/m however short the step is. Which share of the penalty
#   belongs to one step?
# keeps: bias
### learning_rate * lambd => lambd ###

# %% wrong: m-missing
# says: the threshold is not divided by m. By what is λ divided in the cost?
# keeps: bias
### lambd / m => lambd ###

# %% wrong: rate-and-m-missing
# says: the threshold is lambd alone. What else stands before Σ|w| in the cost, and
#   how long is the step?
# keeps: bias
### learning_rate * lambd / m => lambd ###

# %% wrong: lambd-missing
# says: the threshold does not depend on lambd. What should lambd = 0 do?
# keeps: bias
### * lambd / => / ###

# %% wrong: half-too-much
# says: the threshold has a factor 1/2. It belongs to the squares of L2; does L1
#   have it?
# keeps: bias
### lambd / m => lambd / (2 * m) ###

# %% wrong: multiplied-by-m
# says: the threshold grows with m. What stands under λ in the cost?
# keeps: bias
### * lambd / => * lambd * ###

# %% wrong: threshold-before-the-step
# says: the threshold comes before the gradient's step. Where are its zeros after
#   that step?
# keeps: bias
### (w_new) => (w) ###
### m, 0) => m, 0) - learning_rate * dw ###

# %% wrong: gradient-thresholded
# says: the threshold is applied to the gradient. What is to become zero?
# keeps: bias
### (w_new) => (dw) ###
### learning_rate * lambd => lambd ###
### = np.sign => = w - learning_rate * np.sign ###

# %% wrong: threshold-alone
# says: the weights shrink, but do not follow the data. Where is dw?
# keeps: bias
### w - learning_rate => w + 0 ###

# %% wrong: threshold-forgotten
# says: the weights take the gradient's step alone. Where is the threshold?
# keeps: bias
# part: threshold
w_new = w - learning_rate * dw  # first, where the data want w
w_new = w_new  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: subgradient-step
# says: the penalty enters by its slope, sign(w). Can such a step end at zero?
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = w - learning_rate * dw - learning_rate * lambd / m * np.sign(w)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: weight-decay
# says: each weight loses a share of itself: that is L2's weight decay. What does L1
#   take?
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = w * (1 - learning_rate * lambd / m) - learning_rate * dw  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: L2-division
# says: the weights are divided: that is the answer for L2. What does L1 do?
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = w_new / (1 + learning_rate * lambd / m)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: old-sizes
# says: the sizes are those of the weights before the gradient's step. Which weights are
#   to shrink?
# keeps: bias
### np.abs(w_new) => np.abs(w) ###

# %% wrong: old-signs
# says: the signs are those of the weights before the gradient's step. Can that step lead
#   past zero?
# keeps: bias
### np.sign(w_new) => np.sign(w) ###

# %% wrong: hard-threshold
# says: the large weights keep their size (a hard threshold). Does soft_threshold
#   take something from them?
# keeps: bias
### - learning_rate * lambd / m => > learning_rate * lambd / m, w_new ###
### sign(w_new) * np.maximum => where ###

# %% wrong: arguments-swapped
# says: the threshold is shrunk by the weights. In which order does soft_threshold
#   take its arguments?
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.sign((learning_rate * lambd / m)) * np.maximum(np.abs((learning_rate * lambd / m)) - w_new, 0)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: gradient-added
# says: the step goes uphill. What does the sign of a gradient say?
### = b - => = b + ###
### = w - => = w + ###

# %% wrong: rate-missing-in-the-step
# says: the step is the whole gradient. Where does the learning rate come in?
w_new = w - dw  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    np.abs(w_new) - learning_rate * lambd / m, 0)  # then, where it ends
b_new = b - db  # the bias

# %% wrong: gradient-divided-by-m
# says: the gradients are divided by m. Are dw and db averages already?
### learning_rate * db => learning_rate * db / m ###
### learning_rate * dw => learning_rate * dw / m ###

# %% wrong: bias-thresholded
# says: the bias is thresholded as well. Is b in the penalty?
# keeps: weights
### b - learning_rate * db => np.sign((b - learning_rate * db)) * np.maximum(np.abs((b - learning_rate * db)) - learning_rate * lambd / m, 0) ###

# %% wrong: bias-decays
# says: the bias has a penalty, too. Does the cost hold b?
# keeps: weights
### learning_rate * db => learning_rate * (db + lambd / m * b) ###

# %% wrong: gradient-of-b-forgotten
# says: the bias stays where it was. It has no penalty, but a gradient.
# keeps: weights
# part: gradient of b
### - learning_rate * db => ###

# %% wrong: sign-lost
# says: all weights come out positive. Does soft_threshold keep the sign?
# keeps: bias
### np.sign(w_new) * => ###

# %% wrong: not-stopped-at-zero
# says: small weights go past zero. Does soft_threshold stop them there?
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = w_new - learning_rate * lambd / m * np.sign(w_new)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: absolute-value-forgotten
# says: every negative weight becomes zero. Does soft_threshold look at sizes?
# keeps: bias
# part: absolute value
### np.abs(w_new) => w_new ###

# %% wrong: bias-empty
# keeps: weights
### b - learning_rate * db => None ###

# %% wrong: bias-first
### (w_new) => (v) ###
### w_new = w => v = w ###
### given return ###
return b_new, w_new
