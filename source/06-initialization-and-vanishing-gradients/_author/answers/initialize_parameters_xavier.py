# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: array for std
std = np.full((fan_out, 1), np.sqrt(2 / (fan_in + fan_out)))
b = np.full((fan_out, 1), 0.0)

# %% right: bias from the draws
### np.zeros((fan_out, 1)) => 0 * draws[:, :1] ###

# %% right: float32 biases
### ((fan_out, 1)) => ([fan_out, 1], dtype=np.float32) ###

# %% right: integer biases
### ((fan_out, 1)) => ((fan_out, 1), dtype=int) ###

# %% right: negative power
std = ((fan_in + fan_out) / 2) ** -0.5
b = np.array([[0.0]] * fan_out)

# %% right: one over the root
### np.sqrt(2 / (fan_in + fan_out)) => 1 / np.sqrt((fan_in + fan_out) / 2) ###

# %% right: power of a half
### fan_out)) => fan_out)) ** 0.5 ###
### = np.sqrt => = ###

# %% right: roots apart
### (2 / (fan_in + fan_out)) => (2.0) / np.sqrt(fan_in + fan_out) ###

# %% wrong: variance-for-standard-deviation
# says: the weights are multiplied by the variance. Which number has that variance
#   as its square?
# keeps: biases
### = np.sqrt => = ###

# %% wrong: one-for-two
# says: the variance is half of what it should be. If fan-in and fan-out are equal, what
#   should be left of the formula?
# keeps: biases
### sqrt(2 / => sqrt(1 / ###

# %% wrong: the-other-xavier
# says: this is the older form, for the way forward only. What does the way back ask?
# keeps: biases
### (2 / (fan_in + fan_out)) => (1.0 / fan_in) ###

# %% wrong: fan-out-alone
# says: this cares for the way back only. What does the way forward ask?
# keeps: biases
### (2 / (fan_in + fan_out)) => (1 / fan_out) ###

# %% wrong: he-for-xavier
# says: this is He's variance, for ReLU. What does tanh not do to a signal?
# keeps: biases
### (fan_in + fan_out)) => fan_in) ###

# %% wrong: turned-over
# says: the fraction is turned over (or the draws are divided). Should more inputs
#   make the weights larger or smaller?
# keeps: biases
### std = np => std = 1 / np ###

# %% wrong: bracket-missing
# says: the weights are far too large. Which is worked out first, / or +?
# keeps: biases
### (fan_in + fan_out)) => fan_in + fan_out) ###

# %% wrong: root-of-the-sum-alone
# says: the root covers the denominator only. Of what is a standard deviation the root?
# keeps: biases
### np.sqrt(2 / (fan_in + fan_out)) => 2 / np.sqrt(fan_in + fan_out) ###

# %% wrong: six-for-two
# says: the root of 6/(fan-in + fan-out) belongs to *uniform* draws. How are these
#   spread?
# keeps: biases
### sqrt(2 / => sqrt(6 / ###

# %% wrong: product-for-sum
# says: fan-in and fan-out are multiplied. What does the formula do with them?
# keeps: biases
### + fan_out)) => * fan_out)) ###

# %% wrong: not-scaled
# says: the weights are the draws, unscaled. What is their variance?
# keeps: biases
### np.sqrt(2 / (fan_in + fan_out)) => 1 ###

# %% wrong: draws-twice
# says: the draws are multiplied in twice. Is a standard deviation known before anything
#   is drawn?
# keeps: biases
### = np.sqrt(2 / (fan_in + fan_out)) => = draws * np.sqrt(2 / (fan_in + fan_out)) ###

# %% wrong: ones-for-biases
# says: the biases are ones. At which value do they start?
# keeps: standard deviation
### np.zeros => np.ones ###

# %% wrong: random-biases
# says: the biases are drawn at random. At which value do they start? (Their draws
#   also change the next layer's weights.)
### np.zeros((fan_out, 1)) => rng.randn(fan_out, 1) ###

# %% wrong: flat-biases
# says: each bias has one axis only. Which shape can be added to Z, (fan_out, m), so
#   that each row gets its own?
# keeps: standard deviation
### ((fan_out, 1)) => (fan_out) ###

# %% wrong: bias-for-each-input
# says: there is one bias for each input. How many neurons does the layer have?
# keeps: standard deviation
### ((fan_out, 1)) => ((fan_in, 1)) ###

# %% wrong: small-biases
# says: the biases are 0.01. At which value do they start?
# keeps: standard deviation
### zeros((fan_out, 1)) => full((fan_out, 1), 0.01) ###

# %% wrong: number-for-biases
# says: the bias is a single number. How many neurons does the layer have?
# keeps: standard deviation
### np.zeros((fan_out, 1)) => 0 ###

# %% wrong: mistyped-name
### (2 / (fan_in => (2 / (fan_inn ###

# %% wrong: same-generator-again
# keeps: biases
def initialize_parameters_xavier(layer_dims, rng):
    rng = np.random.RandomState(1)
    parameters = {}
    for layer in range(1, len(layer_dims)):
        fan_in, fan_out = layer_dims[layer - 1], layer_dims[layer]
        parameters[f"W{layer}"] = rng.randn(fan_out, fan_in) * np.sqrt(
            2 / (fan_in + fan_out)
        )
        parameters[f"b{layer}"] = np.zeros((fan_out, 1))
    return parameters

# %% wrong: transposed-weights
# keeps: biases
def initialize_parameters_xavier(layer_dims, rng):
    parameters = {}
    for layer in range(1, len(layer_dims)):
        fan_in, fan_out = layer_dims[layer - 1], layer_dims[layer]
        parameters[f"W{layer}"] = rng.randn(fan_in, fan_out) * np.sqrt(
            2 / (fan_in + fan_out)
        )
        parameters[f"b{layer}"] = np.zeros((fan_out, 1))
    return parameters

# %% wrong: uniform-draws
# says: the draws are uniform, between 0 and 1. Which draws have mean 0 and variance 1?
# keeps: biases
### rng.randn(fan_out, fan_in) => rng.random_sample((fan_out, fan_in)) ###

# %% wrong: uniform-on-both-sides
# says: the draws are uniform. Which ones are normal, with variance 1?
# keeps: biases
### rng.randn(fan_out, fan_in) => rng.uniform(-1, 1, (fan_out, fan_in)) ###

# %% wrong: whole-numbers-only
# keeps: biases
std = int(np.sqrt(2 / (fan_in + fan_out)))
b = np.zeros((fan_out, 1))

# %% wrong: zeros-without-the-tuple
### ((fan_out, 1)) => (fan_out, 1) ###

# %% wrong: global-generator
# keeps: biases
### rng.randn => np.random.randn ###

# %% wrong: seeded-inside
# keeps: biases
### parameters = {} => parameters = {}; np.random.seed(3) ###
### rng.randn => np.random.randn ###

# %% wrong: generator-of-its-own
# keeps: biases
### rng.randn(fan_out, fan_in) => np.random.default_rng(2).standard_normal((fan_out, fan_in)) ###

# %% wrong: first-layer-for-all
# says: every layer is scaled as the first one is. Which numbers of units does this
#   layer lie between?
# keeps: biases
### (fan_in + fan_out) => (layer_dims[0] + layer_dims[1]) ###
