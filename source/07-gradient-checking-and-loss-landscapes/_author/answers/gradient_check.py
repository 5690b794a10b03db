# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: as in the formula
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    approx = np.zeros(theta.shape)
    for i in range(len(theta)):
        plus, minus = theta.copy(), theta.copy()
        plus[i] += epsilon
        minus[i] -= epsilon
        approx[i] = (cost(plus) - cost(minus)) / (2.0 * epsilon)
    return np.linalg.norm(g - approx) / (np.linalg.norm(g) + np.linalg.norm(approx))

# %% right: hypot of array
import math
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = [
        (cost(theta + epsilon * e) - cost(theta - epsilon * e)) / (2 * epsilon)
        for e in np.identity(len(theta))
    ]
    return math.dist(g, h) / (math.hypot(*g) + math.hypot(*h))

# %% right: in place and back
# Moves each entry in place and back again.
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.empty_like(theta)
    for i in range(theta.size):
        theta[i] += epsilon
        up = cost(theta)
        theta[i] -= 2 * epsilon
        down = cost(theta)
        theta[i] += epsilon
        h[i] = (up - down) / (2 * epsilon)
    return np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h))

# %% right: mean of both sides
### rise / (2 * epsilon) => ((cost(theta + step) - cost(theta)) + (cost(theta) - cost(theta - step))) / epsilon / 2 ###

# %% right: old entry kept
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    h = np.zeros(theta.size)
    for i in range(theta.size):
        old = theta[i]
        theta[i] = old + epsilon
        h[i] = cost(theta)
        theta[i] = old - epsilon
        h[i] -= cost(theta)
        theta[i] = old
    h /= 2 * epsilon
    g = gradient(theta)
    return float(np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h)))

# %% right: returned as 0d
### return difference => return np.array(difference) ###

# %% right: roots of dot products
### np.linalg.norm(computed - measured) => np.sqrt(np.sum((computed - measured) ** 2)) ###
### np.linalg.norm(computed) => np.sqrt(computed @ computed) ###
### np.linalg.norm(measured) => np.sqrt(measured @ measured) ###

# %% right: rows of the identity
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.array([cost(theta + e) - cost(theta - e) for e in epsilon * np.eye(theta.size)])
    h = h / (2 * epsilon)
    return np.linalg.norm(h - g) / (np.linalg.norm(h) + np.linalg.norm(g))

# %% wrong: one-sided
# says: the slope is measured on one side only. Where would the two points lie that
#   have theta in their middle?
### (2 * epsilon) => epsilon ###
### theta - step => theta ###

# %% wrong: one-sided-backward
# says: the slope is measured on the lower side only. Where would the two points lie
#   that have theta in their middle?
### (2 * epsilon) => epsilon ###
### theta + step => theta ###

# %% wrong: epsilon-for-two-epsilon
# says: the slope is divided by epsilon. How far apart are the two points?
### (2 * epsilon) => epsilon ###

# %% wrong: multiplied-by-epsilon
# says: / 2 * epsilon multiplies by epsilon. In which order are / and * worked out?
### (2 * epsilon) => 2 * epsilon ###

# %% wrong: not-divided
# says: a difference of costs is no slope yet: it is not divided by the distance.
### / (2 * epsilon) => ###

# %% wrong: all-entries-moved
# says: all entries of theta move at once. Which one is to move in round i?
### step) => epsilon) ###

# %% wrong: step-not-taken-back
# says: theta is not where it was after an entry has been measured. Did you move the
#   entry back, or work on a copy?
### theta - step => np.add(theta, -2 * step, out=theta) ###
### theta + step => np.add(theta, step, out=theta) ###

# %% wrong: fixed-epsilon
# says: the step is 1e-7 whatever epsilon is.
### * epsilon => * 1e-7 ###
### = epsilon => = 1e-7 ###

# %% wrong: not-relative
# says: the distance is not compared with anything. Is 0.001 much or little?
### apart / sizes => apart ###

# %% wrong: relative-to-computed
# says: the denominator is the norm of the computed gradient alone.
### + np.linalg.norm(measured) => ###

# %% wrong: norm-of-the-sum
# says: the denominator is the norm of a sum. What would it be for two opposite
#   gradients?
### ) + np.linalg.norm( => + ###

# %% wrong: difference-of-norms
# says: the numerator compares two lengths. Two gradients of the same length can
#   point anywhere: what has to be subtracted first?
### linalg.norm(computed - measured) => abs(np.linalg.norm(computed) - np.linalg.norm(measured)) ###

# %% wrong: squared-norms
# says: these are squared norms. What does ‖·‖ still need after the sum of squares?
### linalg.norm(computed) + np.linalg.norm(measured) => sum(computed**2) + np.sum(measured**2) ###
### linalg.norm(computed - measured) => sum((computed - measured) ** 2) ###

# %% wrong: largest-entries
# says: only the largest entries are compared. Which of them does ‖·‖ count?
### apart ###
apart = np.max(np.abs(computed - measured))  # their distance
sizes = np.max(np.abs(computed)) + np.max(np.abs(measured))  # lengths
difference = apart / sizes  # the distance, relative to the lengths

# %% wrong: both-returned
### return difference => return difference, measured ###

# %% wrong: bracket-of-the-denominator-forgotten
# says: only the first length is divided by. Which bracket is missing around the sum
#   of both?
### apart / sizes => apart / np.linalg.norm(computed) + np.linalg.norm(measured) ###

# %% wrong: brackets-of-the-costs-forgotten
# says: only the second cost is divided by 2ε. Which bracket is missing around the
#   difference?
### rise / (2 * epsilon) => cost(theta + step) - cost(theta - step) / (2 * epsilon) ###

# %% wrong: epsilon-of-its-own
# says: epsilon is set anew. Which step did the caller ask for?
### given computed ###
epsilon = 1e-4
computed = gradient(theta)

# %% wrong: last-entry-left-out
# says: the slope of the last entry of theta is never measured. Where does the loop
#   end?
### range(theta.size) => range(theta.size - 1) ###
### np.array(slopes) => np.array(slopes + [0.0]) ###

# %% wrong: no-copy
# says: both costs are taken at the same point. Is a sign missing, or do both names
#   mean one array, theta itself?
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.zeros(theta.size)
    for i in range(theta.size):
        plus, minus = theta, theta
        plus[i] += epsilon
        minus[i] -= epsilon
        h[i] = (cost(plus) - cost(minus)) / (2 * epsilon)
    return np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h))

# %% wrong: one-copy-for-all-entries
# says: entries that were moved stay moved. When does each measurement begin with
#   theta itself?
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.zeros(theta.size)
    plus, minus = theta.copy(), theta.copy()
    for i in range(theta.size):
        plus[i] += epsilon
        minus[i] -= epsilon
        h[i] = (cost(plus) - cost(minus)) / (2 * epsilon)
    return np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h))

# %% wrong: true-or-false
### return difference => return difference < 1e-7 ###

# %% wrong: fraction-turned-over
# says: the fraction is turned over. What should come out for a right gradient, and
#   what comes out of a division by nearly 0?
### apart / sizes => sizes / apart ###

# %% wrong: half-of-one-side
# says: one of the two points is theta itself, and yet 2ε is divided by. How far
#   apart are your two points?
### theta - step => theta ###

# %% wrong: points-exchanged
# says: the two gradients are added where their difference is due. Which sign is turned
#   round: one of the costs', or one in the numerator?
### rise = cost(theta + step) - cost(theta - step) => rise = cost(theta - step) - cost(theta + step) ###

# %% wrong: costs-added
# says: the two costs are added. What measures how much a cost rises?
### cost(theta + step) - cost => cost(theta + step) + cost ###

# %% wrong: norm-forgotten-above
# says: the numerator is still a vector. Which single number says how long it is?
### np.linalg.norm(computed - measured) => computed - measured ###

# %% wrong: norm-forgotten-below
# says: the denominator is still a vector. Of which vectors is the length due?
### np.linalg.norm(computed) + np.linalg.norm(measured) => computed + measured ###

# %% wrong: sum-for-norm-above
# says: the numerator adds the differences, so that those of both signs cancel. What
#   does ‖·‖ do to each entry first?
### np.linalg.norm(computed - measured) => np.sum(computed - measured) ###

# %% wrong: absolute-sum-above
# says: the numerator adds absolute values. Which of the norms is ‖·‖?
### np.linalg.norm(computed - measured) => np.sum(np.abs(computed - measured)) ###

# %% wrong: absolute-sums
# says: these are sums of absolute values. Which of the norms is ‖·‖?
### np.linalg.norm(computed - measured) => np.sum(np.abs(computed - measured)) ###
### np.linalg.norm(computed) => np.sum(np.abs(computed)) ###
### np.linalg.norm(measured) => np.sum(np.abs(measured)) ###

# %% wrong: mean-in-the-norm
# says: the numerator is the root of a mean of squares. Does ‖·‖ hold their mean or
#   their sum?
### np.linalg.norm(computed - measured) => np.sqrt(np.mean((computed - measured) ** 2)) ###

# %% wrong: root-forgotten-above
# says: the numerator is a squared norm, the denominator is not. Which root is
#   missing?
### np.linalg.norm(computed - measured) => np.sum((computed - measured) ** 2) ###

# %% wrong: plus-in-the-numerator
### computed - measured => computed + measured ###

# %% wrong: minus-in-the-denominator
### np.linalg.norm(computed) + => np.linalg.norm(computed) - ###

# %% wrong: product-in-the-denominator
# says: the lengths are multiplied. What happens to such a result if both gradients
#   are 1000 times as large?
### np.linalg.norm(computed) + => np.linalg.norm(computed) * ###

# %% wrong: larger-length-below
# says: the denominator is the larger length alone. Which lengths does the formula have?
### np.linalg.norm(computed) + np.linalg.norm(measured) => max(np.linalg.norm(computed), np.linalg.norm(measured)) ###

# %% wrong: measured-length-twice
# says: the denominator is twice the length of the measured gradient. Which lengths does
#   the formula have?
### np.linalg.norm(computed) + np.linalg.norm(measured) => 2 * np.linalg.norm(measured) ###

# %% wrong: relative-to-measured
# says: the denominator is the norm of the measured gradient alone.
### np.linalg.norm(computed) + => ###

# %% wrong: same-side-twice
# The slope is 0, as if theta were changed in place.
### cost(theta - step) => cost(theta + step) ###

# %% wrong: fixed-divisor
# says: each rise is divided by a fixed number. How far apart are the two points with
#   another epsilon?
### (2 * epsilon) => 2e-7 ###

# %% wrong: largest-difference
# says: the numerator is the largest difference alone. Which of the differences does ‖·‖
#   count?
### np.linalg.norm(computed - measured) => np.max(np.abs(computed - measured)) ###
