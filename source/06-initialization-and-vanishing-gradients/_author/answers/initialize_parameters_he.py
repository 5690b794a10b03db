# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: array for std
std = np.full((fan_out, 1), np.sqrt(2 / fan_in))
b = np.full((fan_out, 1), 0.0)

# %% right: bias from the draws
### np.zeros((fan_out, 1)) => 0 * draws[:, :1] ###

# %% right: float32 biases
### ((fan_out, 1)) => ([fan_out, 1], dtype=np.float32) ###

# %% right: integer biases
### ((fan_out, 1)) => ((fan_out, 1), dtype=int) ###

# %% right: negative power
std = (fan_in / 2) ** -0.5
b = np.array([[0.0]] * fan_out)

# %% right: one over the root
### np.sqrt(2 / fan_in) => 1 / np.sqrt(fan_in / 2) ###

# %% right: power of a half
### np.sqrt(2 / fan_in) => (2 / fan_in) ** 0.5 ###

# %% right: roots apart
### sqrt(2 / => sqrt(2.0) / np.sqrt( ###

# %% wrong: variance-for-standard-deviation
# says: the weights are multiplied by the variance. Which number has that variance
#   as its square?
# keeps: biases
### np.sqrt(2 / fan_in) => 2 / fan_in ###

# %% wrong: one-for-two
# says: the variance is 1/fan-in. What does ReLU take away?
# keeps: biases
### sqrt(2 / => sqrt(1.0 / ###

# %% wrong: fan-out-for-fan-in
# says: this divides by the fan-out. Over how many terms does a neuron sum on the
#   way forward?
# keeps: biases
### (2 / fan_in) => (2 / fan_out) ###

# %% wrong: xavier-for-he
# says: this is Xavier's variance, for tanh. What does ReLU do that tanh does not?
# keeps: biases
### (2 / fan_in) => (2 / (fan_in + fan_out)) ###

# %% wrong: turned-over
# says: the fraction is turned over (or the draws are divided). Should more inputs
#   make the weights larger or smaller?
# keeps: biases
### std = np => std = 1 / np ###

# %% wrong: root-of-2-alone
# says: the root covers the 2 only. Of what is a standard deviation the root?
# keeps: biases
### (2 / fan_in) => (2) / fan_in ###

# %% wrong: root-of-fan-in-alone
# says: the root covers fan_in only. Of what is a standard deviation the root?
# keeps: biases
### np.sqrt(2 / => 2 / np.sqrt( ###

# %% wrong: not-scaled
# says: the weights are the draws, unscaled. What is their variance?
# keeps: biases
### np.sqrt(2 / fan_in) => 1 ###

# %% wrong: variance-squared
# says: the variance is squared. Which way leads from it to a standard deviation?
# keeps: biases
### = np.sqrt => = np.square ###

# %% wrong: number-of-weights
# says: this divides by the number of weights. Over how many terms does one neuron
#   sum?
# keeps: biases
### (2 / fan_in) => (2 / (fan_in * fan_out)) ###

# %% wrong: draws-twice
# says: the draws are multiplied in twice. Is a standard deviation known before anything
#   is drawn?
# keeps: biases
### = np.sqrt(2 / fan_in) => = draws * np.sqrt(2 / fan_in) ###

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

# %% wrong: biases-in-a-row
# says: the biases form a row. Which way do the neurons of Z run?
# keeps: standard deviation
### ((fan_out, 1)) => ((1, fan_out)) ###

# %% wrong: small-biases
# says: the biases are 0.01. At which value do they start?
# keeps: standard deviation
### zeros((fan_out, 1)) => full((fan_out, 1), 0.01) ###

# %% wrong: number-for-biases
# says: the bias is a single number. How many neurons does the layer have?
# keeps: standard deviation
### np.zeros((fan_out, 1)) => 0 ###

# %% wrong: one-bias-for-all
# says: there is a single bias for the whole layer. How many does it need?
# keeps: standard deviation
### ((fan_out, 1)) => ((1, 1)) ###

# %% wrong: int-of-the-fraction
# keeps: biases
### sqrt(2 / => sqrt(2 // ###

# %% wrong: mistyped-name
### (2 / fan_in) => (2 / fan_inn) ###

# %% wrong: same-generator-again
# keeps: biases
### given parameters ###
rng = np.random.RandomState(1)
parameters = {}

# %% wrong: transposed-weights
# keeps: biases
### randn(fan_out, fan_in) => randn(fan_in, fan_out) ###

# %% wrong: uniform-draws
# says: the draws are uniform, between 0 and 1. Which draws have mean 0 and variance 1?
# keeps: biases
### rng.randn(fan_out, fan_in) => rng.random_sample((fan_out, fan_in)) ###

# %% wrong: uniform-on-both-sides
# says: the draws are uniform. Which ones are normal, with variance 1?
# keeps: biases
### rng.randn(fan_out, fan_in) => rng.uniform(-1, 1, (fan_out, fan_in)) ###

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
### (2 / fan_in) => (2 / layer_dims[0]) ###
