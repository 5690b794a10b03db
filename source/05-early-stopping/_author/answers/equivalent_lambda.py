# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: left over gone
left = (1 - alpha * h) ** t
lambd = m * h * left / (1 - left)

# %% right: logarithms
lambd = m * h / np.expm1(-t * np.log1p(-alpha * h))

# %% right: a negative power
lambd = h * m / ((1 - alpha * h) ** -t - 1)

# %% right: from the share that is gone
gone = 1 - (1 - alpha * h) ** t
lambd = m * (h / gone - h)

# %% right: a geometric sum
steps = sum((1 - alpha * h) ** k for k in range(int(t)))
lambd = m * (1 - alpha * h) ** t / (alpha * steps)

# %% right: step by step
def equivalent_lambda(h, alpha, t, m):
    left = np.ones_like(h)
    for _ in range(int(t)):
        left = left - alpha * h * left
    return h * m * left / (1 - left)

# %% right: one direction at a time
def equivalent_lambda(h, alpha, t, m):
    lambd = np.zeros(h.shape)
    for place, curvature in np.ndenumerate(h):
        gone = 1 - (1 - alpha * curvature) ** t
        lambd[place] = m * curvature * (1 - gone) / gone
    return lambd

# %% right: bisection
def equivalent_lambda(h, alpha, t, m):
    gone = 1 - (1 - alpha * h) ** t
    low, high = np.zeros(h.shape), np.full(h.shape, 2 * m / (alpha * t))
    for _ in range(80):
        middle = (low + high) / 2
        too_far = h / (h + middle / m) > gone
        low, high = np.where(too_far, middle, low), np.where(too_far, high, middle)
    return middle

# %% wrong: the rule
# says: this is the rule, the same λ for each direction. With it, are the two shares
#   exactly equal?
lambd = np.full(h.shape, m / (alpha * t))

# %% wrong: the rule as one number
# says: this is one number for all directions. Is there one that makes the shares equal
#   in each?
lambd = m / (alpha * t)

# %% wrong: m forgotten
# says: this is λ/m. What stands in the share of ridge?
left = (1 - alpha * h) ** t
lambd = h * left / (1 - left)

# %% wrong: divided by m
# says: with more examples, λ becomes smaller here. On which side of the equation does m
#   stand?
left = (1 - alpha * h) ** t
lambd = h * left / (1 - left) / m

# %% wrong: gone over left
# says: a longer training gets a larger λ here. Which of the two parts of the way grows
#   with t?
left = (1 - alpha * h) ** t
lambd = m * h * (1 - left) / left

# %% wrong: curvature forgotten
# says: what is left, compared with what is gone, is λ/m compared with something. With
#   what?
left = (1 - alpha * h) ** t
lambd = m * left / (1 - left)

# %% wrong: divided by the curvature
# says: λ/m is compared with h. Does a steeper direction need a larger or a smaller λ to
#   leave the same part of the way?
left = (1 - alpha * h) ** t
lambd = m * left / (1 - left) / h

# %% wrong: what is left
# says: only the part of the way that is left enters here. With which part is it to be
#   compared?
lambd = m * h * (1 - alpha * h) ** t

# %% wrong: the share
# says: this is the share of the way that has been gone. Which λ goes the same share?
lambd = 1 - (1 - alpha * h) ** t

# %% wrong: the share of ridge
# says: this is a share of the way with ridge, with λ from the rule. Which λ makes it
#   equal to the other share?
lambd = h / (h + 1 / (alpha * t))

# %% wrong: infinitely short steps
# says: this holds for steps so short that their number does not count, only αt. What is
#   left after one step of length α?
lambd = m * h / (np.exp(alpha * h * t) - 1)

# %% wrong: times the steps, no power
# says: each step takes the same piece of the way here. Of what does a step take the share
#   αh?
left = 1 - alpha * h * t
lambd = m * h * left / (1 - left)

# %% wrong: a step too few
# says: this is one step too few. After one step, how much is left?
left = (1 - alpha * h) ** (t - 1)
lambd = m * h * left / (1 - left)

# %% wrong: a step too many
# says: this is one step too many. After one step, how much is left?
left = (1 - alpha * h) ** (t + 1)
lambd = m * h * left / (1 - left)

# %% wrong: alpha without the curvature
# says: each direction loses the same share in a step. On what does a step depend in a
#   steep direction?
left = (1 - alpha) ** t
lambd = m * h * left / (1 - left)

# %% wrong: curvature without alpha
# says: the learning rate does not enter. How long is a step?
left = np.abs(1 - h) ** t
lambd = m * h * left / (1 - left)

# %% wrong: the mean of all directions
# says: this is the mean over the directions. How many numbers are asked for?
left = (1 - alpha * h) ** t
lambd = np.mean(m * h * left / (1 - left))

# %% wrong: the steepest direction alone
# says: this fits one direction, the steepest. How many numbers are asked for?
left = (1 - alpha * h.max()) ** t
lambd = np.full(h.shape, m * h.max() * left / (1 - left))

# %% wrong: sign turned round
# says: a penalty below 0 would drive the weights away from zero. Where did the sign
#   change?
left = (1 - alpha * h) ** t
lambd = m * h * left / (left - 1)

# %% wrong: added below
# says: 1 and what is left are added below the line. Which part of the way has been gone?
left = (1 - alpha * h) ** t
lambd = m * h * left / (1 + left)

# %% wrong: power on the curvature
# says: the power reaches the curvature alone. Which number is multiplied by itself, once
#   for each step?
left = 1 - alpha * h**t
lambd = m * h * left / (1 - left)

# %% wrong: power on the curvature above
# says: above the line, the power reaches the curvature alone. Is what is left there the
#   same number as below the line?
lambd = m * h * (1 - alpha * h**t) / (1 - (1 - alpha * h) ** t)

# %% wrong: power on the curvature below
# says: below the line, the power reaches the curvature alone. Is what is left there the
#   same number as above the line?
lambd = m * h * (1 - alpha * h) ** t / (1 - (1 - alpha * h**t))

# %% wrong: one added at the end
lambd = m * (h / (1 - (1 - alpha * h) ** t) - 1)

# %% wrong: printed
left = (1 - alpha * h) ** t
print(m * h * left / (1 - left))

# %% wrong: left blank
lambd = None

# %% wrong: h changed
def equivalent_lambda(h, alpha, t, m):
    left = (1 - alpha * h) ** t
    h *= m * left / (1 - left)
    return h

# %% wrong: multiplied by the steps
# says: what one step leaves is multiplied by t. If each step leaves one half, how much is
#   left after two?
left = (1 - alpha * h) * t
lambd = m * h * left / (1 - left)

# %% wrong: the whole over gone
# says: the whole way stands above the line. Which part of it is compared with what has
#   been gone?
lambd = m * h / (1 - (1 - alpha * h) ** t)

# %% wrong: left over by the mean curvature
# says: what is left is made of the mean curvature, and so the same for all directions.
#   Does each of them lose as much in a step?
left = (1 - alpha * np.mean(h)) ** t
lambd = m * h * left / (1 - left)
