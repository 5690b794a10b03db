# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: a loop over the entries
penalty = 0
for name in parameters:
    if name[0] == "W":
        penalty += np.sum(parameters[name] ** 2)
penalty = penalty * lambd / (2 * m)

# %% right: as long as there is a layer
def l2_penalty(parameters, lambd, m):
    squares, layer = 0, 1
    while f"W{layer}" in parameters:
        squares += np.linalg.norm(parameters[f"W{layer}"]) ** 2
        layer += 1
    return lambd * squares / m / 2

# %% right: counts the biases
def l2_penalty(parameters, lambd, m):
    layers = len([name for name in parameters if name.startswith("b")])
    squares = [np.sum(parameters["W" + str(l)] ** 2) for l in range(1, layers + 1)]
    return sum(squares) * lambd / (2 * m)

# %% right: pattern of the name
import re
def l2_penalty(parameters, lambd, m):
    weights = [v for k, v in parameters.items() if re.fullmatch(r"W\d+", k)]
    return lambd / 2 / m * sum(np.vdot(W, W) for W in weights)

# %% right: a letter and digits
penalty = sum(lambd * (v * v).sum() / (2 * m) for k, v in parameters.items() if k[0] == "W" and k[1:].isdigit())

# %% right: one long vector
flat = np.concatenate([parameters[k].ravel() for k in parameters if k.startswith("W")])
penalty = lambd * flat.dot(flat) / (2 * m)

# %% right: sorted names
penalty = 0.0
for name in sorted(parameters, key=len):
    if name.startswith("W"):
        penalty = penalty + np.einsum("ij,ij", parameters[name], parameters[name])
penalty *= lambd / (2 * m)

# %% right: number by number
def l2_penalty(parameters, lambd, m):
    total = 0
    for name, matrix in parameters.items():
        if not name.startswith("W"):
            continue
        for row in matrix:
            for w in row:
                total += w * w
    return float(lambd / (2 * m) * total)

# %% right: recursion over the layers
def l2_penalty(parameters, lambd, m, layer=1):
    if f"W{layer}" not in parameters:
        return 0
    own = lambd / (2 * m) * np.sum(np.square(parameters[f"W{layer}"]))
    return own + l2_penalty(parameters, lambd, m, layer + 1)

# %% right: filter and map
weights = filter(lambda item: item[0].startswith("W"), parameters.items())
penalty = lambd / (2 * m) * sum(map(lambda item: np.sum(np.square(item[1])), weights))

# %% right: get with a default
penalty = 0
for layer in range(1, len(parameters) + 1):
    penalty += lambd / (2 * m) * np.sum(np.square(parameters.get("W%d" % layer, 0)))

# %% right: single precision
### np.square(W) => np.square(W.astype(np.float32)) ###

# %% right: array without axes
### return penalty => return np.array(penalty) ###

# %% wrong: three-layers
W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]
penalty = lambd / (2 * m) * (np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2))

# %% wrong: three-layers-if-there
# says: layers after the third are left out. How deep may the network be?
penalty = lambd / (2 * m) * sum(np.sum(np.square(parameters[n])) for n in ("W1", "W2", "W3") if n in parameters)

# %% wrong: one-digit-layers
# says: layers from 10 on are left out. How many characters has such a name?
### name.startswith("W") => name.startswith("W") and len(name) == 2 ###

# %% wrong: last-layer-forgotten
# says: the last layer is left out. Where does your loop end?
def l2_penalty(parameters, lambd, m):
    L = len([name for name in parameters if name.startswith("W")])
    return lambd / (2 * m) * sum(np.sum(parameters[f"W{l}"] ** 2) for l in range(1, L))

# %% wrong: only-the-last-layer
# says: one layer alone is penalised, the last one. Does the loop add, or does each
#   layer replace the one before?
def l2_penalty(parameters, lambd, m):
    layer, penalty = 1, 0
    while f"W{layer}" in parameters:
        penalty = lambd / (2 * m) * np.sum(parameters[f"W{layer}"] ** 2)
        layer += 1
    return penalty

# %% wrong: only-the-first-layer
# says: one layer alone is penalised, the first one. Does the function return before
#   the loop is done?
def l2_penalty(parameters, lambd, m):
    return lambd / (2 * m) * np.sum(parameters["W1"] ** 2)

# %% wrong: returns-inside-the-loop
# says: one layer alone is penalised, the one that the loop meets first. In which round
#   does the function return?
def l2_penalty(parameters, lambd, m):
    squares = 0
    for name, W in parameters.items():
        if name.startswith("W"):
            squares += np.sum(np.square(W))
            return lambd / (2 * m) * squares

# %% wrong: sum-begun-anew
# says: one layer alone is penalised, the one that the loop meets last. What becomes of
#   the sum in the next round?
def l2_penalty(parameters, lambd, m):
    for name, W in parameters.items():
        if name.startswith("W"):
            squares = 0
            squares += np.sum(np.square(W))
    return lambd / (2 * m) * squares

# %% wrong: gradients-too
# says: something is counted whose name has a W in it and does not begin with it. What
#   else lies in the dictionary?
### name.startswith("W") => "W" in name ###

# %% wrong: biases-too
# says: the biases are penalised too. Which arrays does the formula name?
### name.startswith("W") => name[0] in "Wb" ###

# %% wrong: everything
# says: all that lies in the dictionary is penalised. Which entries are weights?
### if name.startswith("W") => if name ###

# %% wrong: biases-alone
# says: the biases are penalised, and the weights are not.
### name.startswith("W") => name.startswith("b") ###

# %% wrong: half-missing
# says: the penalty is twice what it should be. What stands in front of the sum?
### (2 * m) => m ###

# %% wrong: m-missing
# says: the penalty does not depend on the number of examples.
### (2 * m) => 2 ###

# %% wrong: multiplied-by-m
# says: lambd / 2 * m multiplies by m. In which order are / and * worked out?
### (2 * m) => 2 * m ###

# %% wrong: lambd-missing
# says: the penalty does not depend on lambd. What should lambd = 0 do?
### lambd / (2 * m) => 1 / (2 * m) ###

# %% wrong: not-squared
# says: the weights are summed as they are. What do weights of both signs do to such
#   a sum?
### np.square(W) => W ###

# %% wrong: absolute-values
# says: this sums absolute values, an L1 penalty. What does L2 sum?
### np.square => np.abs ###

# %% wrong: mean-for-sum
# says: the squares are averaged over each matrix. Is the penalty their mean or their
#   sum?
### np.sum(np.square => np.mean(np.square ###

# %% wrong: norm-not-squared
# says: the norms are added as they are. What does ‖W‖² mean?
### np.sum(np.square(W)) => np.linalg.norm(W) ###

# %% wrong: factor-in-the-loop
# says: λ/(2m) multiplies all that was summed before, once for each layer. Where does
#   that line belong?
def l2_penalty(parameters, lambd, m):
    penalty, layer = 0, 1
    while f"W{layer}" in parameters:
        penalty = (penalty + np.sum(parameters[f"W{layer}"] ** 2)) * lambd / (2 * m)
        layer += 1
    return penalty

# %% wrong: half-of-the-entries
# Counts the layers by the size of the dictionary.
penalty = 0
for layer in range(1, len(parameters) // 2 + 1):
    penalty += lambd / (2 * m) * np.sum(np.square(parameters[f"W{layer}"]))

# %% wrong: squares-in-place
penalty = 0
for name, value in parameters.items():
    if name.startswith("W"):
        value *= value
        penalty += lambd / (2 * m) * np.sum(value)

# %% wrong: a-list
penalty = [lambd / (2 * m) * np.sum(v**2) for k, v in parameters.items() if k[0] == "W"]

# %% wrong: first-layer-forgotten
# says: the first layer is left out. Where does your loop begin?
penalty = lambd / (2 * m) * sum(np.sum(v**2) for k, v in parameters.items() if k[0] == "W" and k != "W1")

# %% wrong: every-second-layer
# says: every second layer is left out. By how much does your loop move on?
def l2_penalty(parameters, lambd, m):
    total, layer = 0, 1
    while f"W{layer}" in parameters:
        total += np.sum(parameters[f"W{layer}"] ** 2)
        layer += 2
    return lambd / (2 * m) * total

# %% wrong: summed-then-squared
# says: each matrix is summed, and then the sum is squared. Which comes first in the
#   formula?
### np.sum(np.square(W)) => np.sum(W) ** 2 ###

# %% wrong: product-with-itself
# says: a matrix product of W with itself is summed. What squares each entry alone?
### np.square(W) => W @ W.T ###

# %% wrong: spectral-norm
# says: this is the spectral norm, how far W stretches a vector at most. Which norm is the
#   root of the sum of squares?
### np.sum(np.square(W)) => np.linalg.norm(W, 2) ** 2 ###

# %% wrong: mean-of-the-layers
# says: the sum is divided by the number of layers. Does the formula average them?
def l2_penalty(parameters, lambd, m):
    sums = [np.sum(v**2) for k, v in parameters.items() if k[0] == "W"]
    return lambd / (2 * m) * np.mean(sums)
