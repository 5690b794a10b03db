# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: A3 copy
### A3, cache => A3.copy(), cache ###

# %% right: binomial
### D1 ###
D1 = np.random.binomial(1, keep_prob, size=A1.shape)
A1 = A1 * D1 / keep_prob
### D2 ###
D2 = np.random.binomial(1, keep_prob, size=A2.shape)
A2 = A2 * D2 / keep_prob

# %% right: bool mask
### .astype(int) => ###

# %% right: exponential
### D1 ###
D1 = np.random.exponential(size=A1.shape) > -np.log(keep_prob)
A1 = A1 * D1 / keep_prob
### D2 ###
D2 = np.random.exponential(size=A2.shape) > -np.log(keep_prob)
A2 = A2 * D2 / keep_prob

# %% right: float32
### relu(Z1) => relu(Z1).astype(np.float32) ###
### relu(Z2) => relu(Z2).astype(np.float32) ###

# %% right: float32 mask
### D1 ###
D1 = np.float32(np.random.rand(*A1.shape).astype(np.float32) <= keep_prob)
A1 = A1 * D1 / keep_prob
### D2 ###
D2 = np.float32(np.random.rand(*A2.shape).astype(np.float32) <= keep_prob)
A2 = A2 * D2 / keep_prob

# %% right: float mask
### .astype(int) => .astype(float) ###
### = A1 * D1 => = np.multiply(A1, D1) ###
### = A2 * D2 => = np.multiply(A2, D2) ###
### = A1 / keep_prob => = np.divide(A1, keep_prob) ###
### = A2 / keep_prob => = np.divide(A2, keep_prob) ###

# %% right: floor
# floor(u + keep_prob) is 1 with probability keep_prob.
### D1 ###
D1 = np.floor(np.random.rand(*A1.shape) + keep_prob)
A1 = A1 * D1 * keep_prob ** -1
### D2 ###
D2 = np.floor(np.random.rand(*A2.shape) + keep_prob)
A2 = A2 * D2 * keep_prob ** -1

# %% right: fresh generator
### D1 ###
D1 = np.random.default_rng().random(A1.shape) < keep_prob
A1 = A1 * D1 / keep_prob
### D2 ###
D2 = np.random.default_rng().random(A2.shape) < keep_prob
A2 = A2 * D2 / keep_prob

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
### A1 = A1 * D1 => A1 *= D1 ###
### A2 = A2 * D2 => A2 *= D2 ###
### A1 = A1 / keep_prob => A1 /= keep_prob ###
### A2 = A2 / keep_prob => A2 /= keep_prob ###

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
import random

def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1, W2, b2, W3, b3 = (parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = np.dot(W1, X) + b1
    D1 = [[int(random.random() < keep_prob) for _ in row] for row in Z1]
    A1 = relu(Z1) * D1 / keep_prob
    Z2 = np.dot(W2, A1) + b2
    D2 = [[int(random.random() < keep_prob) for _ in row] for row in Z2]
    A2 = relu(Z2) * D2 / keep_prob
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)

# %% right: relu after
### = A1 * D1 => = Z1 * D1 ###
### = A2 * D2 => = Z2 * D2 ###
### = A1 / keep_prob => = relu(A1 / keep_prob) ###
### = A2 / keep_prob => = relu(A2 / keep_prob) ###

# %% right: seed inside
### given W1 ###
np.random.seed(1)
W1, b1 = parameters["W1"], parameters["b1"]

# %% right: transposed draw
### np.random.rand(A1.shape[0], A1.shape[1]) => np.random.rand(A1.shape[1], A1.shape[0]).T ###
### np.random.rand(A2.shape[0], A2.shape[1]) => np.random.rand(A2.shape[1], A2.shape[0]).T ###

# %% right: where
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
### random.rand => random.randn ###

# %% wrong: keeps-the-wrong-part
# says: the comparison is turned round: this keeps a share of 1 − keep_prob. Which
#   share of uniform numbers is below keep_prob?
# keeps: A1, A2
### < keep_prob => > keep_prob ###

# %% wrong: normal-and-turned-round
# says: two things at once: the draw is normal (randn), and the comparison is turned
#   round. Which share of such numbers is above keep_prob?
# keeps: A1, A2
### random.rand => random.randn ###
### < keep_prob => > keep_prob ###

# %% wrong: normal-above-the-dropped-share
# says: the draw is normal (randn): which share of such numbers is above
#   1 − keep_prob?
# keeps: A1, A2
### random.rand => random.randn ###
### < keep_prob => > 1 - keep_prob ###

# %% wrong: never-compared
# says: the mask still holds the random numbers. Which two values should a mask have?
# keeps: A1, A2
### (D1 < keep_prob).astype(int) => D1 ###
### (D2 < keep_prob).astype(int) => D2 ###

# %% wrong: always-a-half
# says: the threshold is 0.5 whatever keep_prob is.
# keeps: A1, A2
### < keep_prob => < 0.5 ###

# %% wrong: rounded
# says: the draw is rounded, not compared with keep_prob: the mask holds more than 0
#   and 1.
# keeps: A1, A2
### (D1 < keep_prob).astype(int) => (D1 + keep_prob).round() ###
### (D2 < keep_prob).astype(int) => (D2 + keep_prob).round() ###

# %% wrong: one-mask-for-all-examples
# says: all examples share one mask. Which neurons would each example lose?
# keeps: A1, A2
### np.random.rand(A1.shape[0], A1.shape[1]) => np.tile(np.random.rand(A1.shape[0], 1), (1, A1.shape[1])) ###
### np.random.rand(A2.shape[0], A2.shape[1]) => np.tile(np.random.rand(A2.shape[0], 1), (1, A2.shape[1])) ###

# %% wrong: one-column-mask
# says: the mask has one column, so all examples share it. How many examples are there?
# keeps: A1, A2
### A1.shape[1] => 1 ###
### A2.shape[1] => 1 ###

# %% wrong: one-row-mask
# says: the mask has one row, so all neurons share it. How many neurons are there?
# keeps: A1, A2
### A1.shape[0] => 1 ###
### A2.shape[0] => 1 ###

# %% wrong: one-mask-for-all-neurons
# says: all neurons of a layer share one draw. Can some be kept and others dropped?
# keeps: A1, A2
### np.random.rand(A1.shape[0], A1.shape[1]) => np.tile(np.random.rand(1, A1.shape[1]), (A1.shape[0], 1)) ###
### np.random.rand(A2.shape[0], A2.shape[1]) => np.tile(np.random.rand(1, A2.shape[1]), (A2.shape[0], 1)) ###

# %% wrong: scaling-forgotten
# says: what is kept is as large as without dropout. What becomes of the layer's mean?
# keeps: D1, D2
# part: scaling
### / keep_prob => ###

# %% wrong: scaled-the-wrong-way
# says: what is kept becomes smaller still. Does the layer's mean stay where it was?
# keeps: D1, D2
### / keep_prob => * keep_prob ###

# %% wrong: scaled-by-the-dropped-share
# says: this divides by 1 − keep_prob, the share that is dropped. What does it give at
#   keep_prob = 0.9?
# keeps: D1, D2
### / keep_prob => / (1 - keep_prob) ###

# %% wrong: scaled-twice
# says: the activations are divided by keep_prob twice.
# keeps: D1, D2
### / keep_prob => / keep_prob / keep_prob ###

# %% wrong: mask-forgotten
# says: the mask is drawn but not applied to the activations.
# keeps: D1, D2
# part: mask
### = A1 * D1 => = A1 ###
### = A2 * D2 => = A2 ###

# %% wrong: mask-on-Z
# says: the mask is applied to Z. Which comes first, relu or mask?
# keeps: D1, D2
### relu(Z1) => Z1 ###
### relu(Z2) => Z2 ###

# %% wrong: inverted-mask
# says: the activations that the mask keeps are dropped, and the reverse.
# keeps: D1, D2
### = A1 * D1 => = A1 * (1 - D1) ###
### = A2 * D2 => = A2 * (1 - D2) ###

# %% wrong: scaled-mask
# says: the mask itself is divided by keep_prob. Which two values should it have?
# keeps: A1, A2
### (D1 < keep_prob).astype(int) => (D1 < keep_prob) / keep_prob ###
### (D2 < keep_prob).astype(int) => (D2 < keep_prob) / keep_prob ###
### A1 / keep_prob => A1 ###
### A2 / keep_prob => A2 ###

# %% wrong: mask-for-activations
# says: the activations have become the mask itself. Where have their own values gone?
# keeps: D1, D2
### = A1 * D1 => = 1 * D1 ###
### = A2 * D2 => = 1 * D2 ###

# %% wrong: mask-added
# says: the mask is added to the activations. What silences a neuron?
# keeps: D1, D2
### = A1 * D1 => = A1 + D1 ###
### = A2 * D2 => = A2 + D2 ###

# %% wrong: dropped-and-not-scaled-back
# says: mask and scale are both missing: the activations are as without dropout.
# keeps: D1, D2
### / keep_prob => ###
### = A1 * D1 => = A1 ###
### = A2 * D2 => = A2 ###

# %% wrong: scaled-before-relu-of-Z
# says: Z is scaled in place of A. Which line follows after relu and mask?
# keeps: D1, D2
### A1 / keep_prob => Z1 / keep_prob ###
### A2 / keep_prob => Z2 / keep_prob ###

# %% wrong: root-of-keep-prob
# says: the activations are divided by the root of keep_prob. What is to stay the
#   same, their sum or their variance?
# keeps: D1, D2
### / keep_prob => / np.sqrt(keep_prob) ###

# %% wrong: scaled-by-a-half
# says: the activations are divided by 0.5 whatever keep_prob is.
# keeps: D1, D2
### / keep_prob => / 0.5 ###

# %% wrong: sigmoid-in-a-hidden-layer
# says: a hidden layer uses sigmoid. Which activation do hidden layers have?
# keeps: D1, D2
### = relu => = sigmoid ###

# %% wrong: tanh-in-a-hidden-layer
# says: a hidden layer uses tanh. Which activation do hidden layers have?
# keeps: D1, D2
### = relu => = np.tanh ###

# %% wrong: relu-on-the-output
# says: the output layer uses relu. Which activation gives a probability?
# keeps: D1, A1, D2
### = sigmoid => = relu ###

# %% wrong: sigmoid-forgotten
# says: the output layer has no sigmoid.
# keeps: D1, A1, D2
# part: sigmoid
### sigmoid(Z3) => Z3 * 1 ###

# %% wrong: bias-forgotten
# says: the bias is missing.
# keeps: D1, D2
# part: bias
### X) + b1 => X) ###
### A1) + b2 => A1) ###
### A2) + b3 => A2) ###

# %% wrong: bias-of-the-layer-before
# says: this is the bias of another layer.
# keeps: D1, A1, D2
### A2) + b3 => A2) + b2 ###

# %% wrong: dropout-on-the-output
# says: the output is dropped, too. Which layers have dropout?
# keeps: D1, A1, D2
### given A3 ###
A3 = sigmoid(Z3)
A3 = A3 * (np.random.rand(A3.shape[0], A3.shape[1]) < keep_prob)

# %% wrong: D1-for-D2
# keeps: D1, A1, D2
### = A2 * D2 => = A2 * D1 ###

# %% wrong: D2-shaped-like-D1
# keeps: D1, A1
### A2.shape => D1.shape ###

# %% wrong: D-sorted
# keeps: A1, A2
### (D1 < => (np.sort(D1, axis=0) < ###
### (D2 < => (np.sort(D2, axis=0) < ###

# %% wrong: all-ones
# keeps: A1, A2
### np.random.rand(A1.shape[0], A1.shape[1]) => np.random.rand(A1.shape[0], A1.shape[1]).astype(int) ###
### np.random.rand(A2.shape[0], A2.shape[1]) => np.random.rand(A2.shape[0], A2.shape[1]).astype(int) ###

# %% wrong: cache-W-b-first
### given cache ###
cache = (W1, b1, Z1, D1, A1, W2, b2, Z2, D2, A2, W3, b3, Z3, A3)

# %% wrong: cache-in-the-order-of-before
### D1, A1, W1, b1, Z2, D2, A2, W2, b2 => A1, W1, b1, D1, Z2, A2, W2, b2, D2 ###

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
### (D1 < keep_prob).astype(int) => np.random.randint(0, 2, size=A1.shape) ###
### (D2 < keep_prob).astype(int) => np.random.randint(0, 2, size=A2.shape) ###

# %% wrong: draw-to-int
# keeps: A1, A2
### np.random.rand(A1.shape[0], A1.shape[1]) => np.random.rand(A1.shape[0], A1.shape[1]).astype(int) ###
### np.random.rand(A2.shape[0], A2.shape[1]) => np.random.rand(A2.shape[0], A2.shape[1]).astype(int) ###
### < keep_prob => > keep_prob ###

# %% wrong: draw-transposed
### A1.shape[0], A1.shape[1] => A1.shape[1], A1.shape[0] ###
### A2.shape[0], A2.shape[1] => A2.shape[1], A2.shape[0] ###

# %% wrong: dropped-share-in-2
# keeps: D1, A1, D2
### A2 / keep_prob => A2 / (1 - keep_prob) ###

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
### D1 < keep_prob => np.argsort(np.argsort(D1, axis=0), axis=0) < keep_prob * len(D1) ###
### D2 < keep_prob => np.argsort(np.argsort(D2, axis=0), axis=0) < keep_prob * len(D2) ###

# %% wrong: floor-of-a-sum
# keeps: A1, D2, A2
### (D1 < keep_prob).astype(int) => np.round(D1 + keep_prob) ###

# %% wrong: indexed-by-mask
# keeps: D1
### = A1 * D1 => = A1[D1] ###
### = A2 * D2 => = A2[D2] ###
### (D1 < keep_prob).astype(int) => D1 < keep_prob ###
### (D2 < keep_prob).astype(int) => D2 < keep_prob ###

# %% wrong: input-dropped-too
# keeps: D1, D2, A2
### given Z1 ###
X = X * (np.random.rand(*X.shape) < keep_prob)
Z1 = np.dot(W1, X) + b1

# %% wrong: keeps-the-complement
# keeps: A1, A2
### < keep_prob => < 1 - keep_prob ###

# %% wrong: layer-2-left-blank
# keeps: D1, A1
### D2 ###
D2 = None
A2 = None

# %% wrong: mask-1-bias-3
# keeps: D1, D2
### = A1 * D1 => = A1 ###
### A2) + b3 => A2) ###

# %% wrong: mask-added-in-2
# keeps: D1, A1, D2
### = A2 * D2 => = A2 + D2 ###

# %% wrong: mask-and-activation-exchanged
### D1, A1, W1, b1, Z2, D2, A2 => A1, D1, W1, b1, Z2, A2, D2 ###

# %% wrong: mask-for-activation
# keeps: D1, D2, A2
### = A1 * D1 => = D1 ###

# %% wrong: mask-not-applied-in-2
# keeps: D1, A1, D2
### = A2 * D2 => = A2 ###

# %% wrong: mask-on-Z-kept
# says: Z is 0 where a neuron is dropped. Does dropout come before or behind Z?
# keeps: D1, D2
### A1 = A1 * D1 => Z1 = Z1 * D1; A1 = relu(Z1) ###
### A2 = A2 * D2 => Z2 = Z2 * D2; A2 = relu(Z2) ###

# %% wrong: mask-subtracted
# says: the mask is subtracted from A. What would silence a neuron, and leave others
#   as they are?
# keeps: D1, D2
### = A1 * D1 => = A1 - D1 ###
### = A2 * D2 => = A2 - D2 ###

# %% wrong: masks-not-in-the-cache
### D1, A1, W1, b1, Z2, D2 => A1, W1, b1, Z2 ###

# %% wrong: misspelt-at-the-end
# keeps: D1, A1, D2
### A3, cache => A3, cash ###

# %% wrong: never-scaled-randn
### / keep_prob => + 0 ###
### random.rand => random.randn ###

# %% wrong: normal-in-layer-2
# keeps: D1, A1, A2
### .rand(A2 => .randn(A2 ###

# %% wrong: one-number-for-a-layer
# keeps: A1, A2
### random.rand(A1.shape[0], A1.shape[1]) => array(np.random.rand()) ###
### random.rand(A2.shape[0], A2.shape[1]) => array(np.random.rand()) ###

# %% wrong: one-row-in-layer-2
# keeps: D1, A1, A2
### A2.shape[0] => 1 ###

# %% wrong: only-A3-returned
### A3, cache => A3 ###

# %% wrong: plus-and-minus
# keeps: A1, A2
### (D1 < keep_prob).astype(int) => np.where(D1 < keep_prob, 1, -1) ###
### (D2 < keep_prob).astype(int) => np.where(D2 < keep_prob, 1, -1) ###

# %% wrong: random-without-np
### D1 = np.random => D1 = random ###

# %% wrong: returns-A2
# keeps: D1, A1, D2
### A3, cache => A2, cache ###

# %% wrong: returns-cache-first
### A3, cache => cache, A3 ###

# %% wrong: root-of-keep-prob-in-1
# keeps: D1, D2, A2
### A1 / keep_prob => A1 / np.sqrt(keep_prob) ###

# %% wrong: same-number-for-each-example
# keeps: A1, A2
### D1 ###
D1 = np.zeros(A1.shape)
for j in range(A1.shape[1]):
    kept = int(round(keep_prob * A1.shape[0]))
    D1[np.random.permutation(A1.shape[0])[:kept], j] = 1
A1 = A1 * D1 / keep_prob
### D2 ###
D2 = np.zeros(A2.shape)
for j in range(A2.shape[1]):
    kept = int(round(keep_prob * A2.shape[0]))
    D2[np.random.permutation(A2.shape[0])[:kept], j] = 1
A2 = A2 * D2 / keep_prob

# %% wrong: scale-missing-in-1
# keeps: D1, D2, A2
### A1 / keep_prob => A1 ###

# %% wrong: scaled-Z2
# says: Z2 is divided by keep_prob; the activations of layer 1 were scaled already.
# keeps: D1, A1, D2
### (W2, A1) => (W2, A1) / keep_prob ###

# %% wrong: scaled-in-mask-and-activation
# keeps: D2, A2
### (D1 < keep_prob).astype(int) => (D1 < keep_prob) / keep_prob ###

# %% wrong: shape-as-a-tuple
### A1.shape[0], A1.shape[1] => A1.shape ###
### A2.shape[0], A2.shape[1] => A2.shape ###

# %% wrong: share-of-the-mask
# keeps: D1, D2
### A1 / keep_prob => A1 / np.mean(D1) ###
### A2 / keep_prob => A2 / np.mean(D2) ###

# %% wrong: sigmoid-in-layer-1
# keeps: D1, D2, A2
### relu(Z1) => sigmoid(Z1) ###

# %% wrong: swapped-activations
# keeps: D1, D2
### = relu => = sigmoid ###
### sigmoid(Z3) => relu(Z3) ###

# %% wrong: threshold-08
# keeps: A1, A2
### < keep_prob => < 0.8 ###

# %% wrong: threshold-forgotten-in-1
# keeps: A1, D2, A2
### (D1 < keep_prob).astype(int) => D1 ###

# %% wrong: turned-round-in-1-scale-missing-in-2
# keeps: A1, D2
### D1 < keep_prob => D1 > keep_prob ###
### A2 / keep_prob => A2 ###

# %% wrong: one-column-from-a-seed
# keeps: A1, A2
### given Z1 ###
np.random.seed(1)
Z1 = np.dot(W1, X) + b1
### D1 ###
D1 = np.random.rand(len(A1), 1) < keep_prob
A1 = A1 * D1 / keep_prob
### D2 ###
D2 = np.random.rand(len(A2), 1) < keep_prob
A2 = A2 * D2 / keep_prob

# %% wrong: one-row-from-seeds
# keeps: A1, A2
### D1 ###
np.random.seed(2)
D1 = np.random.rand(1, A1.shape[1]) < keep_prob
A1 = A1 * D1 / keep_prob
### D2 ###
np.random.seed(3)
D2 = np.random.rand(1, A2.shape[1]) < keep_prob
A2 = A2 * D2 / keep_prob

# %% wrong: normal-turned-round-from-a-seed
# keeps: A1, A2
### given Z1 ###
np.random.seed(1)
Z1 = np.dot(W1, X) + b1
### random.rand => random.randn ###
### < keep_prob => > keep_prob ###
