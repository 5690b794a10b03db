# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: a loop
masks = []
A = X
for l, keep in enumerate(keep_probs, start=1):
    A = np.tanh(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
    mask = (rng.random(A.shape) < keep).astype(int)
    A = A * mask / keep
    masks.append(mask)
last = len(keep_probs) + 1
A = sigmoid(parameters[f"W{last}"] @ A + parameters[f"b{last}"])
D = np.vstack(masks)

# %% right: drawn from the last layer to the first
L = len(keep_probs)
masks = {}
for l in range(L, 0, -1):
    shape = (parameters["W" + str(l)].shape[0], X.shape[1])
    masks[l] = rng.random(shape) < keep_probs[l - 1]
A = X
for l in range(1, L + 1):
    Z = np.dot(parameters["W" + str(l)], A) + parameters["b" + str(l)]
    A = np.where(masks[l], np.tanh(Z) / keep_probs[l - 1], 0)
Z = np.dot(parameters["W" + str(L + 1)], A) + parameters["b" + str(L + 1)]
A = 1 / (1 + np.exp(-Z))
D = np.concatenate([masks[l] for l in range(1, L + 1)])

# %% right: binomial
L = len(parameters) // 2
A, D = X, []
for l in range(1, L):
    A = np.tanh(parameters[f"W{l}"].dot(A) + parameters[f"b{l}"])
    D += [rng.binomial(1, keep_probs[l - 1], size=A.shape)]
    A = A * D[-1] / keep_probs[l - 1]
A = sigmoid(parameters[f"W{L}"].dot(A) + parameters[f"b{L}"])
D = np.vstack(D)

# %% right: one draw for all layers
sizes = [len(parameters[f"b{l}"]) for l in range(1, len(keep_probs) + 1)]
D = rng.random((sum(sizes), X.shape[1])) < np.repeat(keep_probs, sizes)[:, None]
A, first = X, 0
for l, (size, keep) in enumerate(zip(sizes, keep_probs), start=1):
    A = np.tanh(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
    A = A * D[first:first + size] / keep
    first += size
A = sigmoid(parameters[f"W{l + 1}"] @ A + parameters[f"b{l + 1}"])

# %% right: scaled masks
A, D = X, np.zeros((0, X.shape[1]))
for l, keep in enumerate(keep_probs, start=1):
    Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
    mask = rng.uniform(size=Z.shape) < keep
    A = np.tanh(Z) * (mask / keep)
    D = np.append(D, mask, axis=0)
A = sigmoid(parameters[f"W{l + 1}"] @ A + parameters[f"b{l + 1}"])

# %% right: example by example
m = X.shape[1]
columns, outputs = [], []
for j in range(m):
    a, column = X[:, [j]], []
    for l, keep in enumerate(keep_probs, start=1):
        a = np.tanh(parameters[f"W{l}"] @ a + parameters[f"b{l}"])
        kept = rng.random(a.shape) <= keep
        a = a * kept / keep
        column.append(kept)
    outputs.append(sigmoid(parameters[f"W{l + 1}"] @ a + parameters[f"b{l + 1}"]))
    columns.append(np.vstack(column))
A, D = np.hstack(outputs), np.hstack(columns)

# %% right: a function for each layer
def forward_dropout(X, parameters, keep_probs, rng):
    masks = []

    def drop(A, keep):
        mask = rng.choice([0, 1], size=A.shape, p=[1 - keep, keep])
        masks.append(mask)
        return A * mask / keep

    def linear(A, l):
        return parameters[f"W{l}"] @ A + parameters[f"b{l}"]

    A = X
    for l, keep in enumerate(keep_probs, start=1):
        A = drop(np.tanh(linear(A, l)), keep)
    return sigmoid(linear(A, len(masks) + 1)), np.vstack(masks)

# %% right: nothing drawn where all are kept
masks, A = [], X
for l, keep in enumerate(keep_probs, start=1):
    A = np.tanh(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
    mask = np.ones(A.shape)
    if keep < 1:
        mask = np.floor(keep + rng.random(A.shape))
    A = A * mask / keep
    masks.append(mask)
A = sigmoid(parameters[f"W{l + 1}"] @ A + parameters[f"b{l + 1}"])
D = np.vstack(masks)

# %% right: one layer, then the rest
def forward_dropout(X, parameters, keep_probs, rng, layer=1):
    Z = parameters[f"W{layer}"] @ X + parameters[f"b{layer}"]
    if not len(keep_probs):
        return sigmoid(Z), np.zeros((0, X.shape[1]))
    mask = rng.random(Z.shape) < keep_probs[0]
    A = np.tanh(Z) * mask / keep_probs[0]
    A, below = forward_dropout(A, parameters, keep_probs[1:], rng, layer + 1)
    return A, np.vstack([mask, below])

# %% right: D filled in place
rows = [parameters[f"b{l}"].shape[0] for l in range(1, len(keep_probs) + 1)]
D = np.ones((sum(rows), X.shape[1]))
A, end = X.copy(), 0
for l in range(len(rows)):
    begin, end = end, end + rows[l]
    D[begin:end] = rng.uniform(0, 1, size=(rows[l], X.shape[1])) < keep_probs[l]
    A = np.tanh(parameters["W%d" % (l + 1)].dot(A) + parameters["b%d" % (l + 1)])
    A *= D[begin:end]
    A /= keep_probs[l]
A = sigmoid(parameters["W%d" % (l + 2)].dot(A) + parameters["b%d" % (l + 2)])

# %% right: a seed for each layer
masks, A = [], X
for l, keep in enumerate(keep_probs, start=1):
    own = np.random.default_rng(rng.integers(1 << 30))
    A = np.tanh(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
    masks.append(own.random(A.shape) < keep)
    A = A * masks[-1] / keep
A = sigmoid(parameters[f"W{l + 1}"] @ A + parameters[f"b{l + 1}"])
D = np.vstack(masks).astype(int)

# %% wrong: scaling-forgotten
# says: what is kept is not scaled. How large is the mean activation with your masks, and
#   how large without?
# keeps: D
# part: scaling
### * mask / keep => * mask ###

# %% wrong: scaled-the-wrong-way
# says: what is kept becomes smaller still. Does the mean activation stay as it was?
# keeps: D
### * mask / keep => * mask * keep ###

# %% wrong: scaled-by-the-dropped-share
# says: the scale is made of the share that is dropped. With keep_prob 0.9, by how much
#   should an activation grow?
# keeps: D
### * mask / keep => * mask / (1 - keep) ###

# %% wrong: mask-not-applied
# says: the masks are drawn, but the output does not depend on them. What silences a
#   neuron?
# keeps: D
### * mask / keep => / keep ###

# %% wrong: relu-for-tanh
# says: a hidden layer cuts off negative numbers. Which activation is asked for?
# keeps: D
### np.tanh => (lambda Z: np.maximum(Z, 0)) ###

# %% wrong: sigmoid-in-hidden-layers
# says: a hidden layer uses the sigmoid. Which activation is asked for there?
# keeps: D
### np.tanh => sigmoid ###

# %% wrong: tanh-forgotten
# says: the hidden layers have no activation function. What would such a network be,
#   however deep?
# keeps: D
### np.tanh => ###

# %% wrong: tanh-on-the-output
# says: the output may be negative here. Which function gives a probability?
# keeps: D
### sigmoid( => np.tanh( ###

# %% wrong: sigmoid-forgotten
# says: the output is no probability. What is missing behind the last sum?
# keeps: D
# part: sigmoid
### sigmoid( => ( ###

# %% wrong: bias-forgotten
# says: no bias reaches any layer.
# keeps: D
# part: bias
### + parameters[f"b{layer}"] => ###

# %% wrong: mask-before-tanh
# says: the sum is masked and scaled, and tanh comes last. Is tanh(z / keep_prob) the
#   same as tanh(z) / keep_prob?
# keeps: D
masks, A = [], X
for l, keep in enumerate(keep_probs, start=1):
    A = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
    masks.append(rng.random(A.shape) < keep)
    A = np.tanh(A * masks[-1] / keep)
A = sigmoid(parameters[f"W{l + 1}"] @ A + parameters[f"b{l + 1}"])
D = np.vstack(masks)

# %% wrong: one-keep-prob-for-all-layers
# says: every layer keeps the same share, that of the first. Which one is this layer's?
masks, A = [], X
for l in range(1, len(keep_probs) + 1):
    A = np.tanh(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
    masks.append((rng.random(A.shape) < keep_probs[0]).astype(int))
    A = A * masks[-1] / keep_probs[0]
A = sigmoid(parameters[f"W{l + 1}"] @ A + parameters[f"b{l + 1}"])
D = np.vstack(masks)

# %% wrong: keeps-the-wrong-part
# says: few neurons are left where many should be. Which share of uniform numbers lies
#   above keep_prob?
# keeps: A
### < keep => > keep ###

# %% wrong: normal-for-uniform
# says: another share is kept than asked for. Are the numbers that you draw uniform?
# keeps: A
### rng.random => rng.standard_normal ###

# %% wrong: one-mask-for-all-examples
# says: every example has the same mask. How many columns does your draw have?
# keeps: A
masks, A = [], X
for l, keep in enumerate(keep_probs, start=1):
    A = np.tanh(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
    mask = np.tile(rng.random((len(A), 1)) < keep, (1, A.shape[1]))
    masks.append(mask)
    A = A * mask / keep
A = sigmoid(parameters[f"W{l + 1}"] @ A + parameters[f"b{l + 1}"])
D = np.vstack(masks)

# %% wrong: masks-from-the-last-layer
# says: the rows of D are in another order than the layers. Whose mask is on top?
masks, A = [], X
for l, keep in enumerate(keep_probs, start=1):
    A = np.tanh(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
    masks.append((rng.random(A.shape) < keep).astype(int))
    A = A * masks[-1] / keep
A = sigmoid(parameters[f"W{l + 1}"] @ A + parameters[f"b{l + 1}"])
D = np.vstack(masks[::-1])

# %% wrong: generator-not-used
# keeps: A
### rng.random => np.random.random ###

# %% wrong: dropout-on-the-output
# says: the output is dropped, too. Which layers have dropout?
# keeps: D
masks, A = [], X
for l, keep in enumerate(keep_probs, start=1):
    A = np.tanh(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
    masks.append((rng.random(A.shape) < keep).astype(int))
    A = A * masks[-1] / keep
A = sigmoid(parameters[f"W{l + 1}"] @ A + parameters[f"b{l + 1}"])
A = A * (rng.random(A.shape) < keep) / keep
D = np.vstack(masks)

# %% wrong: three-layers-only
masks, A = [], X
for l, keep in zip((1, 2), keep_probs):
    A = np.tanh(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
    masks.append((rng.random(A.shape) < keep).astype(int))
    A = A * masks[-1] / keep
A = sigmoid(parameters["W3"] @ A + parameters["b3"])
D = np.vstack(masks)

# %% wrong: a-list-of-masks
# keeps: A
masks, A = [], X
for l, keep in enumerate(keep_probs, start=1):
    A = np.tanh(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
    masks.append((rng.random(A.shape) < keep).astype(int))
    A = A * masks[-1] / keep
A = sigmoid(parameters[f"W{l + 1}"] @ A + parameters[f"b{l + 1}"])
D = masks

# %% wrong: returned-in-the-other-order
### given return ###
return D, A

# %% wrong: scaled-by-the-first-layer
# says: every layer is scaled as the first one is. Which share of this layer was kept?
# keeps: D
### * mask / keep => * mask / keep_probs[0] ###

# %% wrong: last-hidden-layer-whole
# says: the last hidden layer keeps all its neurons. Which layers have dropout?
# keeps: D
### np.tanh(Z) * mask / keep => (np.tanh(Z) * mask / keep if layer < len(keep_probs) else np.tanh(Z)) ###
