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
# The mean of the two one-sided slopes is the two-sided one.
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g, here = gradient(theta), cost(theta)
    h = np.zeros(theta.size)
    for i in range(theta.size):
        e = epsilon * (np.arange(theta.size) == i)
        right = (cost(theta + e) - here) / epsilon
        left = (here - cost(theta - e)) / epsilon
        h[i] = (right + left) / 2
    return np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h))

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
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.zeros_like(g)
    for i, _ in enumerate(theta):
        e = np.zeros_like(theta)
        e[i] = epsilon
        h[i] = (cost(theta + e) - cost(theta - e)) / (2 * epsilon)
    return np.array(np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h)))

# %% right: roots of dot products
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = []
    for i in range(theta.size):
        step = np.zeros_like(theta)
        step[i] = epsilon
        h.append(0.5 * (cost(theta + step) - cost(theta - step)) / epsilon)
    d = g - np.array(h)
    return np.sqrt(d @ d) / (np.sqrt(g @ g) + np.sqrt(np.dot(h, h)))

# %% right: rows of the identity
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.array([cost(theta + e) - cost(theta - e) for e in epsilon * np.eye(theta.size)])
    h = h / (2 * epsilon)
    return np.linalg.norm(h - g) / (np.linalg.norm(h) + np.linalg.norm(g))

# %% wrong: one-sided
# says: the slope is measured on one side only. Where would the two points lie that
#   have theta in their middle?
### rise ###
rise = cost(theta + step) - cost(theta)  # from one to the other
slope = rise / epsilon  # the measured slope

# %% wrong: one-sided-backward
# says: the slope is measured on the lower side only. Where would the two points lie
#   that have theta in their middle?
### rise ###
rise = cost(theta) - cost(theta - step)  # from one to the other
slope = rise / epsilon  # the measured slope

# %% wrong: epsilon-for-two-epsilon
# says: the slope is divided by epsilon. How far apart are the two points?
### rise ###
rise = cost(theta + step) - cost(theta - step)  # from one to the other
slope = rise / epsilon  # the measured slope

# %% wrong: multiplied-by-epsilon
# says: / 2 * epsilon multiplies by epsilon. In which order are / and * worked out?
### rise ###
rise = cost(theta + step) - cost(theta - step)  # from one to the other
slope = rise / 2 * epsilon  # the measured slope

# %% wrong: not-divided
# says: a difference of costs is no slope yet: it is not divided by the distance.
### rise ###
rise = cost(theta + step) - cost(theta - step)  # from one to the other
slope = rise  # the measured slope

# %% wrong: all-entries-moved
# says: all entries of theta move at once. Which one is to move in round i?
### rise ###
rise = cost(theta + epsilon) - cost(theta - epsilon)  # from one to the other
slope = rise / (2 * epsilon)  # the measured slope

# %% wrong: step-not-taken-back
# says: theta is not where it was after an entry has been measured. Did you move the
#   entry back, or work on a copy?
### rise ###
rise = cost(np.add(theta, step, out=theta)) - cost(np.add(theta, -2 * step, out=theta))  # from one to the other
slope = rise / (2 * epsilon)  # the measured slope

# %% wrong: fixed-epsilon
# says: the step is 1e-7 whatever epsilon is.
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    """Return how far gradient(theta) is from the slopes of cost, 0 to 1.

    cost: function of a vector, gives a number. gradient: function of a vector,
    gives a vector (n,). theta: where to check, (n,). epsilon: the step.
    """
    computed = gradient(theta)
    slopes = []
    for i in range(theta.size):
        step = np.zeros(theta.size)
        step[i] = 1e-7
        ### START CODE HERE ### (≈ 2 lines)
        rise = cost(theta + step) - cost(theta - step)  # from one to the other
        slope = rise / (2 * 1e-7)  # the measured slope
        ### END CODE HERE ###
        slopes.append(float(slope))
    measured = np.array(slopes)
    ### START CODE HERE ### (≈ 3 lines)
    apart = np.linalg.norm(computed - measured)  # their distance
    sizes = np.linalg.norm(computed) + np.linalg.norm(measured)  # lengths
    difference = apart / sizes  # the distance, relative to the lengths
    ### END CODE HERE ###
    return difference

# %% wrong: not-relative
# says: the distance is not compared with anything. Is 0.001 much or little?
### apart ###
apart = np.linalg.norm(computed - measured)  # their distance
sizes = np.linalg.norm(computed) + np.linalg.norm(measured)  # lengths
difference = apart  # the distance, relative to the lengths

# %% wrong: relative-to-computed
# says: the denominator is the norm of the computed gradient alone.
### apart ###
apart = np.linalg.norm(computed - measured)  # their distance
sizes = np.linalg.norm(computed)  # lengths
difference = apart / sizes  # the distance, relative to the lengths

# %% wrong: norm-of-the-sum
# says: the denominator is the norm of a sum; it should be a sum of norms. What
#   would it be for two opposite gradients?
### apart ###
apart = np.linalg.norm(computed - measured)  # their distance
sizes = np.linalg.norm(computed + measured)  # lengths
difference = apart / sizes  # the distance, relative to the lengths

# %% wrong: difference-of-norms
# says: the numerator compares two lengths. Two gradients of the same length can
#   point anywhere: what has to be subtracted first?
### apart ###
apart = np.abs(np.linalg.norm(computed) - np.linalg.norm(measured))  # their distance
sizes = np.linalg.norm(computed) + np.linalg.norm(measured)  # lengths
difference = apart / sizes  # the distance, relative to the lengths

# %% wrong: squared-norms
# says: these are squared norms. What does ‖·‖ still need after the sum of squares?
### apart ###
apart = np.sum((computed - measured) ** 2)  # their distance
sizes = np.sum(computed**2) + np.sum(measured**2)  # lengths
difference = apart / sizes  # the distance, relative to the lengths

# %% wrong: largest-entries
# says: only the largest entries are compared; ‖·‖ is the root of the sum of
#   squares.
### apart ###
apart = np.max(np.abs(computed - measured))  # their distance
sizes = np.max(np.abs(computed)) + np.max(np.abs(measured))  # lengths
difference = apart / sizes  # the distance, relative to the lengths

# %% wrong: both-returned
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.zeros(theta.size)
    for i in range(theta.size):
        plus, minus = theta.copy(), theta.copy()
        plus[i] += epsilon
        minus[i] -= epsilon
        h[i] = (cost(plus) - cost(minus)) / (2 * epsilon)
    return np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h)), h

# %% wrong: bracket-of-the-denominator-forgotten
# says: only the first length is divided by. Which bracket is missing around the sum
#   of both?
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.zeros(theta.size)
    for i in range(theta.size):
        plus, minus = theta.copy(), theta.copy()
        plus[i] += epsilon
        minus[i] -= epsilon
        h[i] = (cost(plus) - cost(minus)) / (2 * epsilon)
    return np.linalg.norm(g - h) / np.linalg.norm(g) + np.linalg.norm(h)

# %% wrong: brackets-of-the-costs-forgotten
# says: only the second cost is divided by 2ε. Which bracket is missing around the
#   difference?
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.zeros(theta.size)
    for i in range(theta.size):
        plus, minus = theta.copy(), theta.copy()
        plus[i] += epsilon
        minus[i] -= epsilon
        h[i] = cost(plus) - cost(minus) / (2 * epsilon)
    return np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h))

# %% wrong: epsilon-of-its-own
# says: epsilon is set anew: the step is the argument epsilon.
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    epsilon = 1e-4
    g = gradient(theta)
    h = np.zeros(theta.size)
    for i in range(theta.size):
        plus, minus = theta.copy(), theta.copy()
        plus[i] += epsilon
        minus[i] -= epsilon
        h[i] = (cost(plus) - cost(minus)) / (2 * epsilon)
    return np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h))

# %% wrong: last-entry-left-out
# says: the slope of the last entry of theta is never measured. Where does the loop
#   end?
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.zeros(theta.size)
    for i in range(theta.size - 1):
        plus, minus = theta.copy(), theta.copy()
        plus[i] += epsilon
        minus[i] -= epsilon
        h[i] = (cost(plus) - cost(minus)) / (2 * epsilon)
    return np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h))

# %% wrong: no-copy
# says: theta is changed in place, so both costs are taken at the same point.
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
def gradient_check(cost, gradient, theta, epsilon=1e-7):
    g = gradient(theta)
    h = np.zeros(theta.size)
    for i in range(theta.size):
        plus, minus = theta.copy(), theta.copy()
        plus[i] += epsilon
        minus[i] -= epsilon
        h[i] = (cost(plus) - cost(minus)) / (2 * epsilon)
    return np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h)) < 1e-7
