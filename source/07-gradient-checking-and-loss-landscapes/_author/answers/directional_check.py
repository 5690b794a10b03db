# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: a loop
D, claimed, measured = [], [], []
g = gradient(theta)
for _ in range(int(k)):
    d = rng.standard_normal(theta.size)
    D.append(d)
    claimed.append(g @ d)
    measured.append((cost(theta + epsilon * d) - cost(theta - epsilon * d)) / (2 * epsilon))
claimed, measured, D = np.array(claimed), np.array(measured), np.array(D)
difference = np.linalg.norm(claimed - measured) / (
    np.linalg.norm(claimed) + np.linalg.norm(measured))

# %% right: all directions first
n = len(theta)
D = rng.randn(k, n)
up = np.array([cost(theta + epsilon * d) for d in D])
down = np.array([cost(theta - epsilon * d) for d in D])
slopes = (up - down) / (2 * epsilon)
expected = np.dot(D, gradient(theta))
difference = np.linalg.norm(slopes - expected)
difference /= np.linalg.norm(slopes) + np.linalg.norm(expected)

# %% right: directions in columns
columns = rng.standard_normal((theta.size, k))
claimed = gradient(theta) @ columns
measured = np.zeros(k)
for j in range(k):
    step = epsilon * columns[:, j]
    measured[j] = (cost(theta + step) - cost(theta - step)) / (2 * epsilon)
apart = np.sqrt(np.sum((claimed - measured) ** 2))
difference = apart / (np.sqrt(np.sum(claimed**2)) + np.sqrt(np.sum(measured**2)))
D = columns.T

# %% right: gradient_check along the directions
# A cost of k numbers: how far to go along each direction.
def directional_check(cost, gradient, theta, k, rng, epsilon=1e-7):
    D = rng.normal(size=(k, theta.size))

    def along(s):
        return cost(theta + s @ D)

    claimed, measured = D @ gradient(theta), []
    for e in np.eye(k):
        measured.append((along(epsilon * e) - along(-epsilon * e)) / (2 * epsilon))
    sizes = np.linalg.norm(claimed) + np.linalg.norm(measured)
    return np.linalg.norm(claimed - measured) / sizes, D

# %% right: a generator of pairs
import math

def directional_check(cost, gradient, theta, k, rng, epsilon=1e-7):
    D, pairs = [], []
    for _ in range(k):
        d = rng.normal(0, 1, len(theta))
        D += [d]
        rise = cost(theta + d * epsilon) - cost(theta - d * epsilon)
        pairs += [(float(np.sum(d * gradient(theta))), rise / epsilon / 2)]
    claimed, measured = zip(*pairs)
    return math.dist(claimed, measured) / (math.hypot(*claimed) + math.hypot(*measured)), D

# %% right: entry by entry
D = np.empty((k, theta.size))
for i in range(k):
    for j in range(theta.size):
        D[i, j] = rng.standard_normal()
g, total, c2, m2 = gradient(theta), 0.0, 0.0, 0.0
for d in D:
    m = (cost(theta + epsilon * d) - cost(theta - epsilon * d)) / (2 * epsilon)
    c = sum(g * d)
    total, c2, m2 = total + (c - m) ** 2, c2 + c**2, m2 + m**2
difference = total**0.5 / (c2**0.5 + m2**0.5)

# %% wrong: one-sided
# says: one of the two points is theta itself. Where would they lie if theta were in
#   their middle?
# keeps: D
### cost(theta - epsilon * D[i]) => cost(theta + 0 * D[i]) ###
### (2 * epsilon) => epsilon ###

# %% wrong: epsilon-for-two-epsilon
# says: every measured slope is twice what it should be. How far apart are the two
#   points?
# keeps: D
### (2 * epsilon) => epsilon ###

# %% wrong: not-divided
# says: a difference of two costs is no slope yet. Over which distance did it rise?
# keeps: D
### / (2 * epsilon) => ###

# %% wrong: fixed-epsilon
# says: the result does not depend on epsilon. How wide are your steps?
# keeps: D
### epsilon * D[i] => 1e-7 * D[i] ###
### (2 * epsilon) => (2 * 1e-7) ###

# %% wrong: entry-after-entry
# keeps: D
D = rng.standard_normal((k, theta.size))
measured = np.array([
    (cost(theta + epsilon * e) - cost(theta - epsilon * e)) / (2 * epsilon)
    for e in np.eye(theta.size)
])
claimed = D @ gradient(theta)
difference = np.linalg.norm(claimed - D @ measured) / (
    np.linalg.norm(claimed) + np.linalg.norm(D @ measured))

# %% wrong: uniform-directions
# says: no entry of a direction is negative, so all weights move up at once. Which
#   numbers does standard_normal draw?
# keeps: difference
### rng.standard_normal( => rng.random_sample( ###

# %% wrong: global-generator
# keeps: difference
### rng.standard_normal( => np.random.standard_normal( ###

# %% wrong: one-direction-repeated
# says: all directions are the same one. How often are they drawn?
# keeps: difference
### rng.standard_normal((k, theta.size)) => np.tile(rng.standard_normal(theta.size), (k, 1)) ###

# %% wrong: unit-directions
# says: the directions all have the same length. What does the docstring say about their
#   use?
# keeps: difference
directions = rng.standard_normal((k, theta.size))
D = directions / np.linalg.norm(directions, axis=1, keepdims=True)
claimed = D @ gradient(theta)
measured = np.array([
    (cost(theta + epsilon * d) - cost(theta - epsilon * d)) / (2 * epsilon) for d in D])
difference = np.linalg.norm(claimed - measured) / (
    np.linalg.norm(claimed) + np.linalg.norm(measured))

# %% wrong: unit-steps-only
# says: the steps are not those of D: they all have one length. What is the claimed slope
#   for a step of another length?
# keeps: D
D = rng.standard_normal((k, theta.size))
claimed = D @ gradient(theta)
steps = [epsilon * d / np.linalg.norm(d) for d in D]
measured = np.array([(cost(theta + s) - cost(theta - s)) / (2 * epsilon) for s in steps])
difference = np.linalg.norm(claimed - measured) / (
    np.linalg.norm(claimed) + np.linalg.norm(measured))

# %% wrong: two-draws-for-one-slope
# says: the two points do not lie on one line through theta. How often is a direction
#   drawn for one slope?
# keeps: D
D = rng.standard_normal((k, theta.size))
claimed = D @ gradient(theta)
measured = np.array([
    (cost(theta + epsilon * d) - cost(theta - epsilon * e)) / (2 * epsilon)
    for d, e in zip(D, rng.standard_normal(D.shape))])
difference = np.linalg.norm(claimed - measured) / (
    np.linalg.norm(claimed) + np.linalg.norm(measured))

# %% wrong: length-for-slope
# says: every direction is claimed to have the same slope, the length of the gradient.
#   Is the cost as steep in all directions?
# keeps: D
### D @ gradient(theta) => np.linalg.norm(gradient(theta)) * np.ones(len(D)) ###

# %% wrong: summed-over-directions
# says: slopes of several directions are added, so that errors of both signs cancel.
# keeps: D
D = rng.standard_normal((k, theta.size))
claimed = np.sum(D @ gradient(theta))
measured = sum(
    (cost(theta + epsilon * d) - cost(theta - epsilon * d)) / (2 * epsilon) for d in D)
difference = abs(claimed - measured) / (abs(claimed) + abs(measured))

# %% wrong: worst-direction
# says: each direction has a relative difference of its own, and the largest is returned.
#   What did gradient_check do with its slopes?
# keeps: D
D = rng.standard_normal((k, theta.size))
claimed = D @ gradient(theta)
measured = np.array([
    (cost(theta + epsilon * d) - cost(theta - epsilon * d)) / (2 * epsilon) for d in D])
difference = np.max(np.abs(claimed - measured) / (np.abs(claimed) + np.abs(measured)))

# %% wrong: mean-of-directions
# says: each direction has a relative difference of its own, and their mean is returned.
#   What did gradient_check do with its slopes?
# keeps: D
D = rng.standard_normal((k, theta.size))
claimed = D @ gradient(theta)
measured = np.array([
    (cost(theta + epsilon * d) - cost(theta - epsilon * d)) / (2 * epsilon) for d in D])
difference = np.mean(np.abs(claimed - measured) / (np.abs(claimed) + np.abs(measured)))

# %% wrong: not-relative
# says: the distance is not compared with anything. Is 0.001 much or little?
# keeps: D
D = rng.standard_normal((k, theta.size))
claimed = D @ gradient(theta)
measured = np.array([
    (cost(theta + epsilon * d) - cost(theta - epsilon * d)) / (2 * epsilon) for d in D])
difference = np.linalg.norm(claimed - measured)

# %% wrong: relative-to-claimed
# says: the distance is compared with the length of the claimed slopes alone.
# keeps: D
### + np.linalg.norm(measured) => ###

# %% wrong: cost-of-theta-as-well
# keeps: D
D = rng.standard_normal((k, theta.size))
here = cost(theta)
claimed = D @ gradient(theta)
measured = np.array([
    ((cost(theta + epsilon * d) - here) + (here - cost(theta - epsilon * d)))
    / (2 * epsilon) for d in D])
difference = np.linalg.norm(claimed - measured) / (
    np.linalg.norm(claimed) + np.linalg.norm(measured))

# %% wrong: directions-left-in-columns
# keeps: difference
D = rng.standard_normal((theta.size, k))
claimed = gradient(theta) @ D
measured = np.array([
    (cost(theta + epsilon * d) - cost(theta - epsilon * d)) / (2 * epsilon) for d in D.T])
difference = np.linalg.norm(claimed - measured) / (
    np.linalg.norm(claimed) + np.linalg.norm(measured))

# %% wrong: returned-in-the-other-order
### given return ###
return D, difference

# %% wrong: fixed-divisor
# says: each rise is divided by a fixed number. How far apart are the two points with
#   another epsilon?
# keeps: D
### (2 * epsilon) => 2e-7 ###

# %% wrong: squared-lengths
# says: squares of lengths are compared, not lengths. What becomes of 0.01 like that?
# keeps: D
### difference = np.linalg.norm(claimed - measured) / ( => difference = np.sum((claimed - measured) ** 2) / ( ###
### np.linalg.norm(claimed) + np.linalg.norm(measured)) => np.sum(claimed**2) + np.sum(measured**2)) ###

# %% wrong: length-of-the-sum
# says: the slopes are added before a length is taken. How long is the sum of two that
#   point opposite ways?
# keeps: D
### np.linalg.norm(claimed) + np.linalg.norm(measured)) => np.linalg.norm(claimed + measured)) ###

# %% wrong: larger-length
# says: the distance is compared with the larger of the two lengths alone. With what did
#   gradient_check compare it?
# keeps: D
### np.linalg.norm(claimed) + np.linalg.norm(measured)) => max(np.linalg.norm(claimed), np.linalg.norm(measured))) ###

# %% wrong: last-direction-alone
# says: the last direction alone counts. Does your loop keep what the directions before it
#   gave?
# keeps: D
### np.linalg.norm(claimed - measured) => np.linalg.norm((claimed - measured)[-1:]) ###
### np.linalg.norm(claimed) + np.linalg.norm(measured)) => np.linalg.norm(claimed[-1:]) + np.linalg.norm(measured[-1:])) ###

# %% wrong: mean-of-the-entries
# says: the claimed slope is averaged over the entries of a direction. If all of them move
#   at once, do their effects add up?
# keeps: D
### D @ gradient(theta) => D @ gradient(theta) / theta.size ###

# %% wrong: gradient-at-the-moved-point
# says: the gradient is not taken at theta. Of which point does a slope between two points
#   tell, if they lie equally far from it?
# keeps: D
### D @ gradient(theta) => np.array([d @ gradient(theta + epsilon * d) for d in D]) ###

# %% wrong: absolute-sums
# says: these are sums of absolute values. Which of the norms is ‖·‖?
# keeps: D
### np.linalg.norm(claimed - measured) => np.sum(np.abs(claimed - measured)) ###
### np.linalg.norm(claimed) + np.linalg.norm(measured)) => np.sum(np.abs(claimed)) + np.sum(np.abs(measured))) ###

# %% wrong: difference-of-lengths
# says: the numerator compares two lengths. Are all slopes of the same length alike?
# keeps: D
### np.linalg.norm(claimed - measured) => np.abs(np.linalg.norm(claimed) - np.linalg.norm(measured)) ###

# %% wrong: points-exchanged
# says: claimed and measured slopes are added where their difference is due. Which sign is
#   turned round: one of the steps', or one in the numerator?
# keeps: D
### (right - left) => (left - right) ###

# %% wrong: costs-added
# says: the two costs are added. What measures how much a cost rises?
# keeps: D
### (right - left) => (right + left) ###
