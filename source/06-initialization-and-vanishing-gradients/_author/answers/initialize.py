# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: a million random numbers
z = rng.randn(1_000_000)
gain = np.round(1 / np.sqrt(np.mean(activation(z) ** 2)), 2)
parameters = {}
for l in range(1, len(layer_dims)):
    fan_out, fan_in = layer_dims[l], layer_dims[l - 1]
    parameters[f"W{l}"] = gain / np.sqrt(fan_in) * rng.randn(fan_out, fan_in)
    parameters[f"b{l}"] = np.zeros((fan_out, 1))

# %% right: from the last layer to the first, measured at the end
parameters = {}
for l in range(len(layer_dims) - 1, 0, -1):
    shape = (layer_dims[l], layer_dims[l - 1])
    parameters["W" + str(l)] = rng.standard_normal(shape) / np.sqrt(shape[1])
    parameters["b" + str(l)] = np.zeros((shape[0], 1))
values = activation(rng.standard_normal(2_000_000))
gain = round(float(np.mean(values * values)) ** -0.5, 2)
for name in parameters:
    parameters[name] = gain * parameters[name]

# %% right: an integral of SciPy's
def initialize(layer_dims, activation, rng):
    from scipy.integrate import quad
    from scipy.stats import norm

    square = lambda z: activation(z) ** 2 * norm.pdf(z)
    total = quad(square, -10, 0)[0] + quad(square, 0, 10)[0]
    gain = round(1 / total**0.5, 2)
    parameters = {}
    for l, (before, units) in enumerate(zip(layer_dims, layer_dims[1:]), start=1):
        parameters[f"W{l}"] = rng.normal(0, gain / before**0.5, (units, before))
        parameters[f"b{l}"] = np.zeros((units, 1))
    return gain, parameters

# %% right: a sum over bins
edges = np.linspace(-6, 6, 2401)
middle = (edges[1:] + edges[:-1]) / 2
share = np.exp(-middle**2 / 2) / np.sqrt(2 * np.pi) * np.diff(edges)
gain = np.round(np.sqrt(1 / (activation(middle) ** 2 @ share)), 2)
parameters = {}
for l in range(1, len(layer_dims)):
    n = layer_dims[l - 1]
    parameters[f"W{l}"] = rng.randn(layer_dims[l], n) * np.sqrt(gain**2 / n)
    parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))

# %% right: Gauss and Hermite
nodes, weights = np.polynomial.hermite_e.hermegauss(150)
mean = np.sum(weights * activation(nodes) ** 2) / np.sum(weights)
gain = np.round(mean**-0.5, 2)
parameters = {}
for l in range(len(layer_dims) - 1):
    parameters[f"W{l + 1}"] = rng.normal(
        scale=gain / np.sqrt(layer_dims[l]), size=(layer_dims[l + 1], layer_dims[l])
    )
    parameters[f"b{l + 1}"] = np.zeros([layer_dims[l + 1], 1])

# %% right: evenly spread numbers
from statistics import NormalDist

shares = (np.arange(20000) + 0.5) / 20000
z = np.array([NormalDist().inv_cdf(share) for share in shares])
gain = np.round(1 / np.linalg.norm(activation(z)) * np.sqrt(z.size), 2)
parameters = {}
for l in range(1, len(layer_dims)):
    W = rng.randn(layer_dims[l], layer_dims[l - 1])
    parameters[f"W{l}"] = W * gain * layer_dims[l - 1] ** -0.5
    parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))

# %% right: a generator of its own for the measuring
z = np.random.default_rng(0).standard_normal(1_000_000)
gain = np.round(1 / np.sqrt(np.mean(np.square(activation(z)))), 2)
parameters = {
    f"W{l}": gain * rng.randn(o, i) / np.sqrt(i)
    for l, (i, o) in enumerate(zip(layer_dims, layer_dims[1:]), start=1)
}
for l, units in enumerate(layer_dims[1:], start=1):
    parameters[f"b{l}"] = np.zeros((units, 1))

# %% wrong: variance-for-mean-square
# says: the mean of the activation is taken off before it is squared. Does a signal
#   whose mean is not 0 carry less into the next sum?
# keeps: weights, biases
### activation(z) ** 2 => activation(z) ###
### np.average( => (lambda v, weights: np.cov(v, aweights=weights, ddof=0))( ###

# %% wrong: mean-of-sizes
# says: the gain is made of the mean of |g(z)|. Which mean does a size need?
# keeps: weights, biases
### np.average( => (lambda v, weights: np.average(v**0.5, weights=weights) ** 2)( ###

# %% wrong: mean-of-values
# says: the gain is made of the mean of g(z). What is the size of a signal that is as
#   often 1 as −1?
# keeps: weights, biases
### activation(z) ** 2 => activation(z) ###
### np.average( => (lambda v, weights: np.average(v, weights=weights) ** 2)( ###

# %% wrong: gain-of-relu
# says: the gain is that of ReLU, whatever the activation is. What does it do to 2 * z?
# keeps: weights, biases
### gain = np.round( => gain = 1.41 + 0 * np.round( ###

# %% wrong: size-for-gain
# says: this is the size that the activation leaves. If a signal comes out half as
#   large, what does it need?
# keeps: weights, biases
### ** -0.5, => ** 0.5, ###

# %% wrong: root-forgotten
# says: the gain makes up for the mean square. By which factor does the size of
#   something change whose mean square becomes four times as large?
# keeps: weights, biases
### ** -0.5, => ** -1.0, ###

# %% wrong: gain-of-the-slopes
# says: the gain is made of the slopes, which count on the way back. Which way is asked
#   for here?
# keeps: weights, biases
### activation(z) ** 2 => np.gradient(activation(z), z) ** 2 ###

# %% wrong: all-z-alike
# says: z far from 0 counts as much as z near 0. How often is a standard normal z beyond
#   3?
# keeps: weights, biases
### np.exp(-(z**2) / 2) => np.ones(z.shape) ###

# %% wrong: uniform-numbers
# says: the mean is over numbers from 0 to 1. Which numbers does a sum of many terms give?
# keeps: weights, biases
### np.linspace(-8, 8, 4001) => np.linspace(0, 1, 4001) ###
### np.exp(-(z**2) / 2) => np.ones(z.shape) ###

# %% wrong: only-positive-numbers
# says: the mean is over z above 0 only. What does the activation do to the others?
# keeps: weights, biases
### np.linspace(-8, 8, 4001) => np.linspace(0, 8, 4001) ###

# %% wrong: density-too-wide
# says: the z are spread wider than a standard normal number. What is their variance?
# keeps: weights, biases
### -(z**2) / 2 => -(z**2) / 4 ###

# %% wrong: not-rounded
# says: the gain has more digits than the docstring asks for.
# keeps: weights, biases
### np.round( => np.multiply( ###
### -0.5, => -0.5, 1 + 0 * ###

# %% wrong: weights-of-variance-gain
# says: the gain is rooted in the weights. Which of the two is squared in a variance?
# keeps: gain, biases
### gain / fan_in**0.5 => (gain / fan_in) ** 0.5 ###

# %% wrong: variance-for-standard-deviation
# says: the draws are multiplied by the variance. Which number has that variance as its
#   square?
# keeps: gain, biases
### gain / fan_in**0.5 => gain**2 / fan_in ###

# %% wrong: root-of-fan-in-forgotten
# says: fan_in is not rooted. How does the size of a sum grow with the number of its
#   terms?
# keeps: gain, biases
### fan_in**0.5 => fan_in ###

# %% wrong: fan-out-for-fan-in
# says: this counts the neurons of the layer. Over how many terms does each of them sum?
# keeps: gain, biases
### fan_in**0.5 => fan_out**0.5 ###

# %% wrong: both-fans
# says: fan-in and fan-out both count, as for Xavier. Which way is asked for here?
# keeps: gain, biases
### fan_in**0.5 => ((fan_in + fan_out) / 2) ** 0.5 ###

# %% wrong: gain-unused
# says: the weights do not depend on the activation. What is the gain for?
# keeps: gain, biases
### gain / fan_in => 1 / fan_in ###

# %% wrong: he-times-gain
# says: the 2 of He is still there. What is the gain of ReLU?
# keeps: gain, biases
### gain / fan_in**0.5 => gain * (2 / fan_in) ** 0.5 ###

# %% wrong: divided-by-the-gain
# says: a large gain makes the weights small. What should happen to a signal that an
#   activation has made small?
# keeps: gain, biases
### gain / fan_in => 1 / gain / fan_in ###

# %% wrong: first-layer-without-gain
# keeps: gain, biases
### gain / fan_in**0.5 => (gain if layer > 1 else 1) / fan_in**0.5 ###

# %% wrong: last-layer-left-out
# keeps: gain
### len(layer_dims)) => len(layer_dims) - 1) ###

# %% wrong: uniform-weights
# says: the weights are uniform. Which ones are asked for?
# keeps: gain, biases
### rng.randn(fan_out, fan_in) => rng.uniform(-(3**0.5), 3**0.5, (fan_out, fan_in)) ###

# %% wrong: transposed-draws
# says: the draws are made in the shape (fan_in, fan_out). Which row is one neuron?
# keeps: gain, biases
### rng.randn(fan_out, fan_in) => rng.randn(fan_in, fan_out).T ###

# %% wrong: global-generator
# says: the weights are not drawn from rng. Would the same rng give the same ones again?
# keeps: gain, biases
### rng.randn => np.random.randn ###

# %% wrong: ones-for-biases
# says: the biases are ones. At which value do they start?
# keeps: gain, weights
### np.zeros => np.ones ###

# %% wrong: flat-biases
# says: each bias has one axis only. Which shape can be added to Z, (fan_out, m), so
#   that each row gets its own?
# keeps: gain, weights
### np.zeros((fan_out, 1)) => np.zeros(fan_out) ###

# %% wrong: bias-for-each-input
# says: there is one bias for each input. How many neurons does the layer have?
# keeps: gain, weights
### np.zeros((fan_out, 1)) => np.zeros((fan_in, 1)) ###

# %% wrong: random-biases
# says: the biases are random. What breaks the symmetry already?
# keeps: gain, weights
### np.zeros((fan_out, 1)) => rng.randn(fan_out, 1) ###

# %% wrong: a-thousand-numbers
# keeps: weights, biases
### np.linspace(-8, 8, 4001) => np.random.RandomState(4).randn(1000) ###
### np.exp(-(z**2) / 2) => np.ones(1000) ###

# %% wrong: layers-counted-from-0
# keeps: gain
### {layer} => {layer - 1} ###

# %% wrong: parameters-only
### given return ###
return parameters

# %% wrong: inputs-of-the-first-layer
# says: all layers have the weights of one with as many inputs as the network. How many
#   inputs has this layer?
# keeps: gain, biases
### fan_in**0.5 => layer_dims[0] ** 0.5 ###
