# Right and wrong answers, as people write them: see docs/add-a-lesson.md.


# %% right: a helper
def elastic_net_step(w, b, dw, db, alpha, l1, l2, m):
    def soft(v, t):
        return np.where(np.abs(v) > t, v - t * np.sign(v), 0)

    new = soft(w - alpha * dw, alpha * l1 / m)
    return new / (1 + alpha * l2 / m), b - alpha * db


# %% right: a loop over the weights
def elastic_net_step(w, b, dw, db, alpha, l1, l2, m):
    w_new = np.zeros(w.shape)
    for j in range(w.shape[0]):
        v = w[j, 0] - alpha * dw[j, 0]
        t = alpha * l1 / m
        if v > t:
            w_new[j, 0] = (v - t) / (1 + alpha * l2 / m)
        elif v < -t:
            w_new[j, 0] = (v + t) / (1 + alpha * l2 / m)
    b_new = b - alpha * db
    return w_new, b_new


# %% right: divided first
def elastic_net_step(w, b, dw, db, alpha, l1, l2, m):
    # The threshold shrinks by the same factor as the weight.
    factor = m / (m + alpha * l2)
    v = factor * (w - alpha * dw)
    w_new = np.sign(v) * np.maximum(np.abs(v) - factor * alpha * l1 / m, 0)
    return w_new, b - alpha * db


# %% right: two relus
v = w - alpha * dw
t = alpha * l1 / m
w_new = (np.maximum(v - t, 0) - np.maximum(-v - t, 0)) / (1 + alpha * l2 / m)
b_new = b - alpha * db

# %% right: from the derivative
# (x − v)/alpha + l1/m·sign(x) + l2/m·x = 0
v = w - alpha * dw
pull = v / alpha
x = (pull - l1 / m * np.sign(pull)) / (1 / alpha + l2 / m)
w_new = np.where(np.abs(pull) <= l1 / m, 0.0, x)
b_new = b - alpha * db

# %% right: clip
v = w - alpha * dw
w_new = (v - np.clip(v, -alpha * l1 / m, alpha * l1 / m)) * m / (m + alpha * l2)
b_new = -alpha * db + b


# %% right: the step of L1, then the division
def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    v = w - learning_rate * dw
    t = learning_rate * lambd / m
    return np.sign(v) * np.maximum(np.abs(v) - t, 0), b - learning_rate * db


def elastic_net_step(w, b, dw, db, alpha, l1, l2, m):
    w, b = proximal_step(w, b, dw, db, alpha, l1, m)
    return w / (1 + alpha * l2 / m), b


# %% right: a shorter rate
rate = alpha / (1 + alpha * l2 / m)
v = rate * (w / alpha - dw)
w_new = np.sign(v) * np.maximum(np.abs(v) - rate * l1 / m, 0)
b_new = b - alpha * db

# %% wrong: L2 by its slope
# says: the L2 part enters by its slope at the old w. Steps like that lead to the same
#   minimum, but this is not the x that minimises the sum. Where in it does l2 stand?
# keeps: bias
v = w - alpha * (dw + l2 / m * w)
w_new = np.sign(v) * np.maximum(np.abs(v) - alpha * l1 / m, 0)
b_new = b - alpha * db

# %% wrong: L1 by its slope
# says: the L1 part enters by its slope, sign(w). Can such a step end at zero?
# keeps: bias
w_new = (w - alpha * (dw + l1 / m * np.sign(w))) / (1 + alpha * l2 / m)
b_new = b - alpha * db

# %% wrong: both by their slopes
# says: both penalties enter by their slopes at the old w. What becomes of the kink?
# keeps: bias
w_new = w - alpha * (dw + l1 / m * np.sign(w) + l2 / m * w)
b_new = b - alpha * db

# %% wrong: divided before a full threshold
# says: the order of threshold and division seems to be changed, but the threshold is
#   the same. For l1 and l2 above 0, does it then still fit?
# keeps: bias
v = (w - alpha * dw) / (1 + alpha * l2 / m)
w_new = np.sign(v) * np.maximum(np.abs(v) - alpha * l1 / m, 0)
b_new = b - alpha * db

# %% wrong: only L1
# says: l2 changes nothing. What should happen to a large weight when l2 grows?
# keeps: bias
v = w - alpha * dw
w_new = np.sign(v) * np.maximum(np.abs(v) - alpha * l1 / m, 0)
b_new = b - alpha * db

# %% wrong: only L2
# says: l1 changes nothing. Which part of the sum puts weights at zero?
# keeps: bias
w_new = (w - alpha * dw) / (1 + alpha * l2 / m)
b_new = b - alpha * db

# %% wrong: decay in place of the division
# says: each weight loses the share alpha·l2/m. Is that the minimum, if l2 becomes
#   very large?
# keeps: bias
v = w - alpha * dw
w_new = np.sign(v) * np.maximum(np.abs(v) - alpha * l1 / m, 0) * (1 - alpha * l2 / m)
b_new = b - alpha * db

# %% wrong: alpha missing in the threshold
# says: the threshold is the same however short the step is. By what was the sum
#   multiplied in section 4?
# keeps: bias
v = w - alpha * dw
w_new = np.sign(v) * np.maximum(np.abs(v) - l1 / m, 0) / (1 + alpha * l2 / m)
b_new = b - alpha * db

# %% wrong: alpha missing in the division
# says: the division is the same however short the step is. What should a very short
#   step do to w?
# keeps: bias
v = w - alpha * dw
w_new = np.sign(v) * np.maximum(np.abs(v) - alpha * l1 / m, 0) / (1 + l2 / m)
b_new = b - alpha * db

# %% wrong: twice l2
# says: the L2 part has a factor 2. What is the derivative of x²/2?
# keeps: bias
v = w - alpha * dw
w_new = np.sign(v) * np.maximum(np.abs(v) - alpha * l1 / m, 0)
w_new = w_new / (1 + 2 * alpha * l2 / m)
b_new = b - alpha * db

# %% wrong: m missing
# says: the strengths act as if m were 1. What stands under l1 and l2 in the sum?
# keeps: bias
v = w - alpha * dw
w_new = np.sign(v) * np.maximum(np.abs(v) - alpha * l1, 0) / (1 + alpha * l2)
b_new = b - alpha * db

# %% wrong: l1 and l2 swapped
# says: l1 and l2 act in each other's place. Which one subtracts, and which divides?
# keeps: bias
v = w - alpha * dw
w_new = np.sign(v) * np.maximum(np.abs(v) - alpha * l2 / m, 0)
w_new = w_new / (1 + alpha * l1 / m)
b_new = b - alpha * db

# %% wrong: gradient forgotten
# says: the weights shrink, but do not follow the data. Where is dw?
# keeps: bias
w_new = np.sign(w) * np.maximum(np.abs(w) - alpha * l1 / m, 0) / (1 + alpha * l2 / m)
b_new = b - alpha * db

# %% wrong: bias shrunk
# says: the bias is made smaller. Does it stand in one of the penalties?
# keeps: weights
v = w - alpha * dw
w_new = np.sign(v) * np.maximum(np.abs(v) - alpha * l1 / m, 0) / (1 + alpha * l2 / m)
b_new = (b - alpha * db) / (1 + alpha * l2 / m)

# %% wrong: bias forgotten
# says: the bias stays where it was. It has no penalty, but does it have a gradient?
# keeps: weights
v = w - alpha * dw
w_new = np.sign(v) * np.maximum(np.abs(v) - alpha * l1 / m, 0) / (1 + alpha * l2 / m)
b_new = b

# %% wrong: both steps in turn
# says: each of the two steps follows the gradient. How often does yours go along dw
#   and db?
v = w - alpha * dw
w_new = np.sign(v) * np.maximum(np.abs(v) - alpha * l1 / m, 0)
w_new = (w_new - alpha * dw) / (1 + alpha * l2 / m)
b_new = b - 2 * alpha * db

# %% wrong: mean of both steps
# says: this lies halfway between the step of L1 and that of L2. Is the minimum of a sum
#   halfway between two minima?
# keeps: bias
v = w - alpha * dw
one = np.sign(v) * np.maximum(np.abs(v) - alpha * l1 / m, 0)
other = v / (1 + alpha * l2 / m)
w_new = (one + other) / 2
b_new = b - alpha * db

# %% wrong: half of l2
# says: l2 acts with half its strength. What is the derivative of x²/2?
# keeps: bias
v = w - alpha * dw
w_new = np.sign(v) * np.maximum(np.abs(v) - alpha * l1 / m, 0)
w_new = w_new / (1 + alpha * l2 / (2 * m))
b_new = b - alpha * db

# %% wrong: sign lost
# says: all weights come out positive. Where is the direction of each one kept?
# keeps: bias
v = w - alpha * dw
w_new = np.maximum(np.abs(v) - alpha * l1 / m, 0) / (1 + alpha * l2 / m)
b_new = b - alpha * db

# %% wrong: hard threshold
# says: what is not put at zero keeps its size (a hard threshold). Does the price of L1
#   end there?
# keeps: bias
v = w - alpha * dw
w_new = np.where(np.abs(v) > alpha * l1 / m, v, 0) / (1 + alpha * l2 / m)
b_new = b - alpha * db

# %% wrong: not stopped at zero
# says: small weights go past zero. Where should they stop?
# keeps: bias
v = w - alpha * dw
w_new = (v - alpha * l1 / m * np.sign(v)) / (1 + alpha * l2 / m)
b_new = b - alpha * db

# %% wrong: uphill
# says: the step goes uphill. What does the sign of a gradient say?
v = w + alpha * dw
w_new = np.sign(v) * np.maximum(np.abs(v) - alpha * l1 / m, 0) / (1 + alpha * l2 / m)
b_new = b + alpha * db

# %% wrong: threshold of l1 alone
# says: the threshold is l1 itself. What stands under l1 in the sum, and by what was the
#   sum multiplied in section 4?
# keeps: bias
v = w - alpha * dw
w_new = np.sign(v) * np.maximum(np.abs(v) - l1, 0) / (1 + alpha * l2 / m)
b_new = b - alpha * db

# %% wrong: all others pushed up
# says: every weight that is not above the threshold moves up, small ones too. Which
#   weights should end at zero?
# keeps: bias
v = w - alpha * dw
t = alpha * l1 / m
w_new = np.where(v > t, v - t, v + t) / (1 + alpha * l2 / m)
b_new = b - alpha * db

# %% wrong: direction of the old weight
# says: the sign is that of the old w. Which sign has a weight that the gradient has
#   moved past zero?
# keeps: bias
v = w - alpha * dw
w_new = np.sign(w) * np.maximum(np.abs(v) - alpha * l1 / m, 0) / (1 + alpha * l2 / m)
b_new = b - alpha * db

# %% wrong: multiplied in place of divided
# says: the L2 part makes weights larger. Should a penalty do that?
# keeps: bias
v = w - alpha * dw
w_new = np.sign(v) * np.maximum(np.abs(v) - alpha * l1 / m, 0) * (1 + alpha * l2 / m)
b_new = b - alpha * db

# %% wrong: cut off at the threshold
# says: no weight ends beyond the threshold (np.clip). Is that what is taken away from a
#   large weight, or what is left of it?
# keeps: bias
v = w - alpha * dw
w_new = np.clip(v, -alpha * l1 / m, alpha * l1 / m) / (1 + alpha * l2 / m)
b_new = b - alpha * db
