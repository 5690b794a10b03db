# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: A3 copy
### given return ###
return A3.copy(), cache

# %% right: binomial
# A binomial draw needs no threshold.
### D1 ###
D1 = np.random.binomial(1, keep_prob, size=A1.shape)
A1 = A1 * D1 / keep_prob
### D2 ###
D2 = np.random.binomial(1, keep_prob, size=A2.shape)
A2 = A2 * D2 / keep_prob

# %% right: bool mask
# The mask stays bool.
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = keep_prob > D1
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = keep_prob > D2
A2 = A2 * D2
A2 = A2 / keep_prob

# %% right: ceil
### D1 ###
D1 = np.ceil(keep_prob - np.random.random_sample(A1.shape))
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.ceil(keep_prob - np.random.random_sample(A2.shape))
A2 = A2 * D2
A2 = A2 / keep_prob

# %% right: choice
# np.random.choice with probabilities.
### D1 ###
D1 = np.random.choice([0, 1], size=A1.shape, p=[1 - keep_prob, keep_prob])
A1 = (A1 * D1) / keep_prob
### D2 ###
D2 = np.random.choice([0, 1], size=A2.shape, p=[1 - keep_prob, keep_prob])
A2 = (A2 * D2) / keep_prob

# %% right: entry by entry
# Two loops and the random module.
import random

def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]

    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    D1 = np.zeros(A1.shape)
    for i in range(A1.shape[0]):
        for j in range(A1.shape[1]):
            if random.random() < keep_prob:
                D1[i, j] = 1
                A1[i, j] = A1[i, j] / keep_prob
            else:
                A1[i, j] = 0
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    D2 = np.zeros(A2.shape)
    for i in range(A2.shape[0]):
        for j in range(A2.shape[1]):
            if random.random() < keep_prob:
                D2[i, j] = 1
                A2[i, j] = A2[i, j] / keep_prob
            else:
                A2[i, j] = 0
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)

    cache = (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
    return A3, cache

# %% right: exponential
### D1 ###
D1 = (np.random.exponential(size=A1.shape) > -np.log(keep_prob))
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = (np.random.exponential(size=A2.shape) > -np.log(keep_prob))
A2 = A2 * D2
A2 = A2 / keep_prob

# %% right: float32
### given A1 ###
A1 = relu(Z1).astype(np.float32)
### given A2 ###
A2 = relu(Z2).astype(np.float32)

# %% right: float32 mask
# The mask as float32, and the draw too.
### D1 ###
D1 = np.random.rand(*A1.shape).astype(np.float32)
D1 = np.float32(keep_prob >= D1)
A1 *= D1
A1 /= keep_prob
### D2 ###
D2 = np.random.rand(*A2.shape).astype(np.float32)
D2 = np.float32(keep_prob >= D2)
A2 *= D2
A2 /= keep_prob

# %% right: float mask
# The mask as float.
### D1 ###
D1 = np.random.rand(*A1.shape)
D1 = (keep_prob > D1).astype(float)
A1 = np.multiply(A1, D1)
A1 = np.divide(A1, keep_prob)
### D2 ###
D2 = np.random.rand(*A2.shape)
D2 = (keep_prob > D2).astype(float)
A2 = np.multiply(A2, D2)
A2 = np.divide(A2, keep_prob)

# %% right: floor
# floor(u + keep_prob) is 1 with probability keep_prob.
### D1 ###
D1 = np.floor(np.random.rand(*A1.shape) + keep_prob)
A1 = A1 * D1
A1 = A1 * keep_prob ** -1
### D2 ###
D2 = np.floor(np.random.rand(*A2.shape) + keep_prob)
A2 = A2 * D2
A2 = A2 * keep_prob ** -1

# %% right: fresh generator
# An unseeded Generator of its own.
### D1 ###
D1 = np.random.default_rng().random(A1.shape) < keep_prob
A1 = A1 * D1 / keep_prob
### D2 ###
D2 = np.random.default_rng().random(A2.shape) < keep_prob
A2 = A2 * D2 / keep_prob

# %% right: generator bin
### given Z1 ###
rng = np.random.default_rng(1)
Z1 = np.dot(W1, X) + b1
### D1 ###
D1 = rng.binomial(1, keep_prob, A1.shape)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = rng.binomial(1, keep_prob, A2.shape)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% right: generator seeded inside
# One Generator with a seed; both masks drawn first.
def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    rng = np.random.default_rng(7)
    p = parameters
    D2 = rng.random((p["W2"].shape[0], X.shape[1])) < keep_prob
    D1 = rng.random((p["W1"].shape[0], X.shape[1])) < keep_prob
    Z1 = p["W1"] @ X + p["b1"]
    A1 = relu(Z1) * D1 / keep_prob
    Z2 = p["W2"] @ A1 + p["b2"]
    A2 = relu(Z2) * D2 / keep_prob
    Z3 = p["W3"] @ A2 + p["b3"]
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, p["W1"], p["b1"], Z2, D2, A2, p["W2"], p["b2"],
                Z3, A3, p["W3"], p["b3"])

# %% right: in place
# In-place operators from the mask on.
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = keep_prob >= D1
A1 *= D1
A1 /= keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = keep_prob >= D2
A2 *= D2
A2 /= keep_prob

# %% right: logical not
### D1 ###
D1 = ~(np.random.rand(*A1.shape) >= keep_prob)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = ~(np.random.rand(*A2.shape) >= keep_prob)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% right: loop over layers
# A loop over layers; the cache is a list.
def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    cache = []
    A = X
    for l in range(1, 4):
        W = parameters["W" + str(l)]
        b = parameters["b" + str(l)]
        Z = np.dot(W, A) + b
        if l < 3:
            A = np.maximum(Z, 0)
            D = np.random.rand(*A.shape) < keep_prob
            A = A * D / keep_prob
            cache += [Z, D, A, W, b]
        else:
            A = 1 / (1 + np.exp(-Z))
            cache += [Z, A, W, b]
    return A, cache

# %% right: nested lists
# The masks are lists of lists.
import random

def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1, W2, b2, W3, b3 = (parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    D1 = [[int(random.random() < keep_prob) for _ in row] for row in A1]
    A1 = A1 * D1 / keep_prob
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    D2 = [[int(random.random() < keep_prob) for _ in row] for row in A2]
    A2 = A2 * D2 / keep_prob
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)
    cache = (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
    return A3, cache

# %% right: randomstate
### given Z1 ###
rng = np.random.RandomState(5)
Z1 = np.dot(W1, X) + b1
### D1 ###
D1 = (rng.rand(*A1.shape) < keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = (rng.rand(*A2.shape) < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% right: relu after
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (D1 < keep_prob).astype(int)
A1 = relu(Z1 * D1 / keep_prob)
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = relu(Z2 * D2 / keep_prob)

# %% right: rows
### D1 ###
D1 = np.vstack([np.random.rand(A1.shape[1]) < keep_prob for _ in range(A1.shape[0])])
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.vstack([np.random.rand(A2.shape[1]) < keep_prob for _ in range(A2.shape[0])])
A2 = A2 * D2
A2 = A2 / keep_prob

# %% right: seed inside
# The generator is seeded inside.
### given W1 ###
np.random.seed(1)
W1, b1 = parameters["W1"], parameters["b1"]
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (keep_prob > D1).astype(int)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (keep_prob > D2).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% right: transposed draw
# Drawn example by example: the mask is in Fortran order.
### D1 ###
D1 = keep_prob > np.random.rand(A1.shape[1], A1.shape[0]).T
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = keep_prob > np.random.rand(A2.shape[1], A2.shape[0]).T
A2 = A2 * D2
A2 = A2 / keep_prob

# %% right: uint8 mask
# The mask as uint8.
### D1 ###
D1 = (np.random.rand(len(A1), len(A1[0])) < keep_prob).astype(np.uint8)
A1 = D1 * A1 / keep_prob
### D2 ###
D2 = (np.random.rand(len(A2), len(A2[0])) < keep_prob).astype(np.uint8)
A2 = D2 * A2 / keep_prob

# %% right: where
# np.where for mask and activations.
### D1 ###
D1 = np.where(np.random.random_sample(A1.shape) < keep_prob, 1, 0)
A1 = np.where(D1 == 1, A1 / keep_prob, 0)
### D2 ###
D2 = np.where(np.random.random_sample(A2.shape) < keep_prob, 1, 0)
A2 = np.where(D2 == 1, A2 / keep_prob, 0)

# %% wrong: normal-for-uniform
# says: the draw is normal (randn); P(draw < keep_prob) is keep_prob only for
#   uniform numbers.
# keeps: A1, A2
### D1 ###
D1 = np.random.randn(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = A1 / keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.random.randn(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = A2 / keep_prob  # Step 4: scale what is left

# %% wrong: keeps-the-wrong-part
# says: the comparison is turned round: this keeps a share of 1 − keep_prob. Which
#   share of uniform numbers is below keep_prob?
# keeps: A1, A2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 > keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = A1 / keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 > keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = A2 / keep_prob  # Step 4: scale what is left

# %% wrong: never-compared
# says: the random numbers were never compared with keep_prob: the mask must be 0 or
#   1.
# keeps: A1, A2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = D1  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = A1 / keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = D2  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = A2 / keep_prob  # Step 4: scale what is left

# %% wrong: always-a-half
# says: the threshold is 0.5 whatever keep_prob is.
# keeps: A1, A2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 < 0.5).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = A1 / keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 < 0.5).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = A2 / keep_prob  # Step 4: scale what is left

# %% wrong: rounded
# says: the draw is rounded, not compared with keep_prob: the mask holds more than 0
#   and 1.
# keeps: A1, A2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 + keep_prob).round()  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = A1 / keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 + keep_prob).round()  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = A2 / keep_prob  # Step 4: scale what is left

# %% wrong: one-mask-for-all-examples
# says: all examples share one mask; each example needs a draw of its own.
# keeps: A1, A2
### D1 ###
D1 = np.tile(np.random.rand(A1.shape[0], 1), (1, A1.shape[1]))  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = A1 / keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.tile(np.random.rand(A2.shape[0], 1), (1, A2.shape[1]))  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = A2 / keep_prob  # Step 4: scale what is left

# %% wrong: one-column-mask
# says: the mask has one column, so all examples share it; draw one for each.
# keeps: A1, A2
### D1 ###
D1 = np.random.rand(A1.shape[0], 1)  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = A1 / keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], 1)  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = A2 / keep_prob  # Step 4: scale what is left

# %% wrong: one-row-mask
# says: the mask has one row, so all neurons share it; draw one for each.
# keeps: A1, A2
### D1 ###
D1 = np.random.rand(1, A1.shape[1])
D1 = (D1 < keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(1, A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: one-mask-for-all-neurons
# says: all neurons of a layer share one draw; each needs its own.
# keeps: A1, A2
### D1 ###
D1 = np.tile(np.random.rand(1, A1.shape[1]), (A1.shape[0], 1))  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = A1 / keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.tile(np.random.rand(1, A2.shape[1]), (A2.shape[0], 1))  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = A2 / keep_prob  # Step 4: scale what is left

# %% wrong: scaling-forgotten
# says: the activations are not divided by keep_prob, so their expected sum shrinks.
# keeps: D1, D2
# part: scaling
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = A1  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = A2  # Step 4: scale what is left

# %% wrong: scaled-the-wrong-way
# says: the activations are multiplied by keep_prob; inverted dropout divides.
# keeps: D1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = A1 * keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = A2 * keep_prob  # Step 4: scale what is left

# %% wrong: scaled-by-the-dropped-share
# says: this divides by 1 − keep_prob, the share that is dropped; divide by the
#   share that is kept.
# keeps: D1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = A1 / (1 - keep_prob)  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = A2 / (1 - keep_prob)  # Step 4: scale what is left

# %% wrong: scaled-twice
# says: the activations are divided by keep_prob twice.
# keeps: D1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = A1 / keep_prob / keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = A2 / keep_prob / keep_prob  # Step 4: scale what is left

# %% wrong: mask-forgotten
# says: the mask is drawn but not applied to the activations.
# keeps: D1, D2
# part: mask
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1  # Step 3: silence the dropped neurons
A1 = A1 / keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2  # Step 3: silence the dropped neurons
A2 = A2 / keep_prob  # Step 4: scale what is left

# %% wrong: mask-on-Z
# says: the mask is applied to Z. Which comes first, relu or mask?
# keeps: D1, D2
### given A1 ###
A1 = Z1
### given A2 ###
A2 = Z2

# %% wrong: inverted-mask
# says: the activations that the mask keeps are dropped, and the reverse.
# keeps: D1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1 * (1 - D1)  # Step 3: silence the dropped neurons
A1 = A1 / keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2 * (1 - D2)  # Step 3: silence the dropped neurons
A2 = A2 / keep_prob  # Step 4: scale what is left

# %% wrong: scaled-mask
# says: the mask itself is divided by keep_prob; keep it 0 and 1, and scale the
#   activations.
# keeps: A1, A2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 < keep_prob) / keep_prob  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = A1  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 < keep_prob) / keep_prob  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = A2  # Step 4: scale what is left

# %% wrong: mask-for-activations
# says: the activations have become the mask itself. With what is it to be
#   multiplied?
# keeps: D1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = 1 * D1  # Step 3: silence the dropped neurons
A1 = A1 / keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = 1 * D2  # Step 3: silence the dropped neurons
A2 = A2 / keep_prob  # Step 4: scale what is left

# %% wrong: mask-added
# says: the mask is added to the activations. What silences a neuron?
# keeps: D1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1 + D1  # Step 3: silence the dropped neurons
A1 = A1 / keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2 + D2  # Step 3: silence the dropped neurons
A2 = A2 / keep_prob  # Step 4: scale what is left

# %% wrong: dropped-and-not-scaled-back
# says: mask and scale are both missing: the activations are as without dropout.
# keeps: D1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1  # Step 3: silence the dropped neurons
A1 = A1  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2  # Step 3: silence the dropped neurons
A2 = A2  # Step 4: scale what is left

# %% wrong: scaled-before-relu-of-Z
# says: Z is scaled in place of A. Which line follows after relu and mask?
# keeps: D1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = Z1 / keep_prob  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = Z2 / keep_prob  # Step 4: scale what is left

# %% wrong: root-of-keep-prob
# says: the activations are divided by the root of keep_prob. What is to stay the
#   same, their sum or their variance?
# keeps: D1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])  # Step 1: draw
D1 = (D1 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A1 = A1 * D1  # Step 3: silence the dropped neurons
A1 = A1 / np.sqrt(keep_prob)  # Step 4: scale what is left
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])  # Step 1: draw
D2 = (D2 < keep_prob).astype(int)  # Step 2: threshold to 0 and 1
A2 = A2 * D2  # Step 3: silence the dropped neurons
A2 = A2 / np.sqrt(keep_prob)  # Step 4: scale what is left

# %% wrong: scaled-by-a-half
# says: the activations are divided by 0.5 whatever keep_prob is.
# keeps: D1, D2
# The scale is 0.5 whatever keep_prob is.
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (D1 < keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 / 0.5
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / 0.5

# %% wrong: sigmoid-in-a-hidden-layer
# says: a hidden layer uses sigmoid. Which activation do hidden layers have?
# keeps: D1, D2
### given A1 ###
A1 = sigmoid(Z1)
### given A2 ###
A2 = sigmoid(Z2)

# %% wrong: tanh-in-a-hidden-layer
# says: a hidden layer uses tanh. Which activation do hidden layers have?
# keeps: D1, D2
### given A1 ###
A1 = np.tanh(Z1)
### given A2 ###
A2 = np.tanh(Z2)

# %% wrong: relu-on-the-output
# says: the output layer uses relu. Which activation gives a probability?
# keeps: D1, A1, D2
# relu and sigmoid are exchanged in the output layer.
### given A3 ###
A3 = relu(Z3)

# %% wrong: sigmoid-forgotten
# says: the output layer has no sigmoid.
# keeps: D1, A1, D2
# part: sigmoid
# A3 is Z3.
### given A3 ###
A3 = Z3 * 1

# %% wrong: bias-forgotten
# says: the bias is missing.
# keeps: D1, D2
# part: bias
### given Z1 ###
Z1 = np.dot(W1, X)
### given Z2 ###
Z2 = np.dot(W2, A1)
### given Z3 ###
Z3 = np.dot(W3, A2)

# %% wrong: bias-of-the-layer-before
# says: this is the bias of another layer.
# keeps: D1, A1, D2
# b2 is added to Z3.
### given Z3 ###
Z3 = np.dot(W3, A2) + b2

# %% wrong: dropout-on-the-output
# says: the output layer is dropped too; only hidden layers are.
# keeps: D1, A1, D2
# Dropout on the output layer.
### given A3 ###
A3 = sigmoid(Z3)
A3 = A3 * (np.random.rand(A3.shape[0], A3.shape[1]) < keep_prob)

# %% wrong: D1-for-D2
# keeps: D1, A1, D2
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 * D1
A2 = A2 / keep_prob

# %% wrong: D2-shaped-like-D1
# keeps: D1, A1
### D2 ###
D2 = np.random.rand(D1.shape[0], D1.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: D-sorted
# keeps: A1, A2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (np.sort(D1, axis=0) < keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (np.sort(D2, axis=0) < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: all-ones
# keeps: A1, A2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (D1.astype(int) < keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2.astype(int) < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: cache-W-b-first
### given cache ###
cache = (W1, b1, Z1, D1, A1, W2, b2, Z2, D2, A2, W3, b3, Z3, A3)

# %% wrong: cache-in-the-order-of-before
# Z, A, W, b first, then the masks.
### given cache ###
cache = (Z1, A1, W1, b1, D1, Z2, A2, W2, b2, D2, Z3, A3, W3, b3)

# %% wrong: cache-of-undropped
# keeps: D1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
### given Z2 ###
D1 = (D1 < keep_prob).astype(int)
A1_drop = A1 * D1 / keep_prob
Z2 = np.dot(W2, A1_drop) + b2
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
### given Z3 ###
D2 = (D2 < keep_prob).astype(int)
A2_drop = A2 * D2 / keep_prob
Z3 = np.dot(W3, A2_drop) + b3

# %% wrong: coin-for-every-neuron
# keeps: A1, A2
# randint keeps one half.
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = np.random.randint(0, 2, size=A1.shape)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = np.random.randint(0, 2, size=A2.shape)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: draw-to-int
# keeps: A1, A2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1]).astype(int)
D1 = (D1 > keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1]).astype(int)
D2 = (D2 > keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: draw-transposed
### D1 ###
D1 = np.random.rand(A1.shape[1], A1.shape[0])
D1 = (D1 < keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 / keep_prob

# %% wrong: dropped-share-in-2
# keeps: D1, A1, D2
# A2 is divided by 1 - keep_prob.
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / (1 - keep_prob)

# %% wrong: dropped-too-late
# keeps: D1, A1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
### given Z2 ###
D1 = (D1 < keep_prob).astype(int)
Z2 = np.dot(W2, A1) + b2
A1 = A1 * D1
A1 = A1 / keep_prob

# %% wrong: drops-Z
# keeps: D1, D2
# Z in the cache is masked.
### given A1 ###
### D1 ###
D1 = np.random.rand(*Z1.shape) < keep_prob
### given Z2 ###
Z1 = Z1 * D1
A1 = relu(Z1)
A1 = A1 / keep_prob
Z2 = np.dot(W2, A1) + b2
D2 = np.random.rand(*Z2.shape) < keep_prob
Z2 = Z2 * D2
### D2 ###
A2 = A2 / keep_prob

# %% wrong: exact-share
# keeps: A1, A2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (np.argsort(np.argsort(D1, axis=0), axis=0) < keep_prob * len(D1)).astype(int)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (np.argsort(np.argsort(D2, axis=0), axis=0) < keep_prob * len(D2)).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: floor-of-a-sum
# keeps: A1, D2, A2
# round, where floor is meant.
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = np.round(D1 + keep_prob)
A1 = A1 * D1
A1 = A1 / keep_prob

# %% wrong: indexed-by-mask
# keeps: D1
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = D1 < keep_prob
A1 = A1[D1]
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = D2 < keep_prob
A2 = A2[D2]
A2 = A2 / keep_prob

# %% wrong: input-dropped-too
# keeps: D1, D2, A2
# X is dropped before layer 1.
### given Z1 ###
X = X * (np.random.rand(*X.shape) < keep_prob)
Z1 = np.dot(W1, X) + b1

# %% wrong: keeps-the-complement
# keeps: A1, A2
# The threshold is 1 - keep_prob.
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (D1 < 1 - keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2 < 1 - keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: layer-2-left-blank
# keeps: D1, A1
# D2 and A2 are None.
### D2 ###
D2 = None
D2 = None
A2 = None
A2 = None

# %% wrong: mask-1-bias-3
# keeps: D1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (D1 < keep_prob).astype(int)
A1 = A1
A1 = A1 / keep_prob
### given Z3 ###
Z3 = np.dot(W3, A2)

# %% wrong: mask-added-in-2
# keeps: D1, A1, D2
# A2 + D2.
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 + D2
A2 = A2 / keep_prob

# %% wrong: mask-and-activation-exchanged
# The cache has A before D in both layers.
### given cache ###
cache = (Z1, A1, D1, W1, b1, Z2, A2, D2, W2, b2, Z3, A3, W3, b3)

# %% wrong: mask-for-activation
# keeps: D1, D2, A2
# A1 is the scaled mask alone.
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (D1 < keep_prob).astype(int)
A1 = D1
A1 = A1 / keep_prob

# %% wrong: mask-not-applied-in-2
# keeps: D1, A1, D2
# A2 is scaled but not masked.
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 / keep_prob

# %% wrong: mask-on-Z-kept
# says: Z is multiplied by the mask, too: the cache holds it as it is before
#   dropout.
# keeps: D1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (D1 < keep_prob).astype(int)
Z1 = Z1 * D1
A1 = relu(Z1)
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
Z2 = Z2 * D2
A2 = relu(Z2)
A2 = A2 / keep_prob

# %% wrong: mask-subtracted
# says: the mask is subtracted from A; it is to be multiplied with it, entry by
#   entry.
# keeps: D1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (D1 < keep_prob).astype(int)
A1 = A1 - D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 - D2
A2 = A2 / keep_prob

# %% wrong: masks-not-in-the-cache
# The cache of the lesson before: 12 values.
### given cache ###
cache = (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)

# %% wrong: misspelt-at-the-end
# keeps: D1, A1, D2
# Everything is computed; the return names something else.
### given return ###
return A3, cash

# %% wrong: never-scaled-randn
# randn and no scale, in both layers.
### D1 ###
D1 = np.random.randn(A1.shape[0], A1.shape[1])
D1 = (D1 < keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 + 0
### D2 ###
D2 = np.random.randn(A2.shape[0], A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 + 0

# %% wrong: normal-in-layer-2
# keeps: D1, A1, A2
# randn for the second mask.
### D2 ###
D2 = np.random.randn(A2.shape[0], A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: one-number-for-a-layer
# keeps: A1, A2
# A single draw keeps or drops a whole layer.
### D1 ###
D1 = np.array(np.random.rand())
D1 = (D1 < keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.array(np.random.rand())
D2 = (D2 < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: one-row-in-layer-2
# keeps: D1, A1, A2
# All neurons of layer 2 share a draw.
### D2 ###
D2 = np.random.rand(1, A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: only-A3-returned
# The cache is not returned.
### given return ###
return A3

# %% wrong: plus-and-minus
# keeps: A1, A2
# The mask is 1 and -1.
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = np.where(D1 < keep_prob, 1, -1)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = np.where(D2 < keep_prob, 1, -1)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: random-without-np
### D1 ###
D1 = random.rand(A1.shape[0], A1.shape[1])
D1 = (D1 < keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 / keep_prob

# %% wrong: returns-A2
# keeps: D1, A1, D2
### given return ###
return A2, cache

# %% wrong: returns-cache-first
### given return ###
return cache, A3

# %% wrong: root-of-keep-prob-in-1
# keeps: D1, D2, A2
# A1 is divided by the root.
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (D1 < keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 / np.sqrt(keep_prob)

# %% wrong: same-number-for-each-example
# keeps: A1, A2
# Each example keeps exactly the same number of neurons.
### D1 ###
D1 = np.zeros(A1.shape)
for j in range(A1.shape[1]):
    kept = int(round(keep_prob * A1.shape[0]))
    D1[np.random.permutation(A1.shape[0])[:kept], j] = 1
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.zeros(A2.shape)
for j in range(A2.shape[1]):
    kept = int(round(keep_prob * A2.shape[0]))
    D2[np.random.permutation(A2.shape[0])[:kept], j] = 1
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: scale-missing-in-1
# keeps: D1, D2, A2
# A1 is not scaled.
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (D1 < keep_prob).astype(int)
A1 = A1 * D1

# %% wrong: scaled-Z2
# says: Z2 is divided by keep_prob; the activations of layer 1 were scaled already.
# keeps: D1, A1, D2
### given Z2 ###
Z2 = np.dot(W2, A1) / keep_prob + b2

# %% wrong: scaled-in-mask-and-activation
# keeps: D2, A2
# Layer 1 is scaled in the mask and once more.
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (D1 < keep_prob) / keep_prob
A1 = A1 * D1
A1 = A1 / keep_prob

# %% wrong: shape-as-a-tuple
# np.random.rand takes no tuple.
### D1 ###
D1 = np.random.rand(A1.shape)
D1 = (D1 < keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape)
D2 = (D2 < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: share-of-the-mask
# keeps: D1, D2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (D1 < keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 / np.mean(D1)
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / np.mean(D2)

# %% wrong: sigmoid-in-layer-1
# keeps: D1, D2, A2
# sigmoid for relu.
### given A1 ###
A1 = sigmoid(Z1)

# %% wrong: swapped-activations
# keeps: D1, D2
### given A1 ###
A1 = sigmoid(Z1)
### given A2 ###
A2 = sigmoid(Z2)
### given A3 ###
A3 = relu(Z3)

# %% wrong: threshold-08
# keeps: A1, A2
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (D1 < 0.8).astype(int)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2 < 0.8).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob

# %% wrong: threshold-forgotten-in-1
# keeps: A1, D2, A2
# D1 stays uniform.
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
A1 = A1 * D1
A1 = A1 / keep_prob

# %% wrong: turned-round-in-1-scale-missing-in-2
# keeps: A1, D2
# Two different mistakes.
### D1 ###
D1 = np.random.rand(A1.shape[0], A1.shape[1])
D1 = (D1 > keep_prob).astype(int)
A1 = A1 * D1
A1 = A1 / keep_prob
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 * 1
