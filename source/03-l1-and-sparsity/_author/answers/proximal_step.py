# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: array for b
# The bias as an array of one.
def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)

def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    w_new = soft_threshold(w - learning_rate * dw, learning_rate * lambd / m)
    b_new = np.subtract(b, np.multiply(learning_rate, db))
    return w_new, b_new

# %% right: clip
# Without soft_threshold.
def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)

def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    v = w - learning_rate * dw
    t = learning_rate * lambd / m
    w_new = v - np.clip(v, -t, t)
    b_new = b - learning_rate * db
    return w_new, b_new

# %% right: copies
# Works on copies.
def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)

def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    w_new = w.copy()
    w_new -= learning_rate * dw
    w_new = soft_threshold(w_new, learning_rate * lambd / m)
    b_new = b
    b_new -= learning_rate * db
    return w_new, b_new

# %% right: in one line
# Step and threshold in one line.
def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)

def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    w_new = soft_threshold(w - learning_rate * dw, learning_rate * lambd / m)
    b_new = b - learning_rate * db
    return w_new, b_new

# %% right: negative step
# Adds a negative step.
def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)

def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    step = -learning_rate
    w_new = soft_threshold(w + step * dw, -step * lambd / m)
    b_new = b + step * db
    return w_new, b_new

# %% right: overwrites names
# Gives the arguments new values.
def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)

def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    w, b = w - learning_rate * dw, b - learning_rate * db
    w_new = soft_threshold(w, lambd * learning_rate / m)
    b_new = b
    return w_new, b_new

# %% right: price first
# The price of a unit, then the length of the step.
def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)

def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    price = lambd / m
    w_new = learning_rate * soft_threshold(w / learning_rate - dw, price)
    b_new = b - learning_rate * db
    return w_new, b_new

# %% right: where
# np.where.
def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)

def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    v = w - learning_rate * dw
    t = learning_rate * lambd / m
    w_new = np.where(np.abs(v) > t, v - t * np.sign(v), 0)
    b_new = b - learning_rate * db
    return w_new, b_new

# %% wrong: rate-missing-in-the-threshold
# says: the threshold is λ/m however short the step is. Which share of the penalty
#   belongs to one step?
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    np.abs(w_new) - lambd / m, 0)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: m-missing
# says: the threshold is not divided by m. By what is λ divided in the cost?
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    np.abs(w_new) - learning_rate * lambd, 0)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: rate-and-m-missing
# says: the threshold is lambd alone. What else stands before Σ|w| in the cost, and
#   how long is the step?
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    np.abs(w_new) - lambd, 0)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: lambd-missing
# says: the threshold does not depend on lambd. What should lambd = 0 do?
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    np.abs(w_new) - learning_rate / m, 0)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: half-too-much
# says: the threshold has a factor 1/2, which belongs to the squares of L2.
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    np.abs(w_new) - learning_rate * lambd / (2 * m), 0)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: multiplied-by-m
# says: the threshold is multiplied by m; it is to be divided.
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    np.abs(w_new) - learning_rate * lambd * m, 0)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: threshold-before-the-step
# says: the threshold comes before the gradient's step, which moves the zeros away
#   from zero again.
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.sign(w) * np.maximum(np.abs(w) - learning_rate * lambd / m, 0) - learning_rate * dw  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: gradient-thresholded
# says: the threshold is applied to the gradient. What is to become zero?
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = w - learning_rate * np.sign(dw) * np.maximum(np.abs(dw) - lambd / m, 0)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: threshold-alone
# says: the weights are thresholded without the gradient's step.
# keeps: bias
w_new = w + 0 * dw  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    np.abs(w_new) - learning_rate * lambd / m, 0)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: threshold-forgotten
# says: the weights take the gradient's step alone. Where is the threshold?
# keeps: bias
# part: threshold
w_new = w - learning_rate * dw  # first, where the data want w
w_new = w_new  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: subgradient-step
# says: the penalty enters by its slope, sign(w). That is a subgradient step, which
#   does not stop at zero.
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = w - learning_rate * dw - learning_rate * lambd / m * np.sign(w)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: weight-decay
# says: each weight loses a share of itself: that is L2's weight decay.
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = w * (1 - learning_rate * lambd / m) - learning_rate * dw  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: L2-division
# says: the weights are divided, as the L2 penalty does it. L1 subtracts.
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = w_new / (1 + learning_rate * lambd / m)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: hard-threshold
# says: the large weights keep their size (a hard threshold). Does soft_threshold
#   take something from them?
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.where(np.abs(w_new) > learning_rate * lambd / m, w_new, 0)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: arguments-swapped
# says: the threshold is shrunk by the weights. In which order does soft_threshold
#   take its arguments?
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.sign((learning_rate * lambd / m)) * np.maximum(np.abs((learning_rate * lambd / m)) - w_new, 0)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: gradient-added
# says: the gradients are added: the step goes uphill.
w_new = w + learning_rate * dw  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    np.abs(w_new) - learning_rate * lambd / m, 0)  # then, where it ends
b_new = b + learning_rate * db  # the bias

# %% wrong: rate-missing-in-the-step
# says: the step is the whole gradient. Where does the learning rate come in?
w_new = w - dw  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    np.abs(w_new) - learning_rate * lambd / m, 0)  # then, where it ends
b_new = b - db  # the bias

# %% wrong: gradient-divided-by-m
# says: the gradients are divided by m. Are dw and db averages already?
w_new = w - learning_rate * dw / m  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    np.abs(w_new) - learning_rate * lambd / m, 0)  # then, where it ends
b_new = b - learning_rate * db / m  # the bias

# %% wrong: bias-thresholded
# says: the bias is thresholded as well. Is b in the penalty?
# keeps: weights
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    np.abs(w_new) - learning_rate * lambd / m, 0)  # then, where it ends
b_new = np.sign((b - learning_rate * db)) * np.maximum(np.abs((b - learning_rate * db)) - learning_rate * lambd / m, 0)  # the bias

# %% wrong: bias-decays
# says: the bias has a penalty, too. Does the cost hold b?
# keeps: weights
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    np.abs(w_new) - learning_rate * lambd / m, 0)  # then, where it ends
b_new = b - learning_rate * (db + lambd / m * b)  # the bias

# %% wrong: gradient-of-b-forgotten
# says: the bias stays where it was. It has no penalty, but a gradient.
# keeps: weights
# part: gradient of b
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    np.abs(w_new) - learning_rate * lambd / m, 0)  # then, where it ends
b_new = b  # the bias

# %% wrong: sign-lost
# says: all weights come out positive. Does soft_threshold keep the sign?
# keeps: bias
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.maximum(
    np.abs(w_new) - learning_rate * lambd / m, 0)  # then, where it ends
b_new = b - learning_rate * db  # the bias

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
w_new = w - learning_rate * dw  # first, where the data want w
w_new = np.sign(w_new) * np.maximum(
    w_new - learning_rate * lambd / m, 0)  # then, where it ends
b_new = b - learning_rate * db  # the bias

# %% wrong: bias-empty
# keeps: weights
# The bias not yet done.
def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)

def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    w_new = soft_threshold(w - learning_rate * dw, learning_rate * lambd / m)
    b_new = None
    return w_new, b_new

# %% wrong: bias-first
# Returned in the other order.
### w_new ###
v = w - learning_rate * dw
### given return ###
w_new = np.sign(v) * np.maximum(np.abs(v) - learning_rate * lambd / m, 0)
b_new = b - learning_rate * db
return b_new, w_new

# %% wrong: half
# keeps: bias
# A half too much.
def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)

def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    w_new = soft_threshold(w - learning_rate * dw, learning_rate * lambd / (2 * m))
    b_new = b - learning_rate * db
    return w_new, b_new
