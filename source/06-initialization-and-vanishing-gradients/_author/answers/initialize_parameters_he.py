# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: array for std
std = np.full((fan_out, 1), np.sqrt(2 / fan_in))
b = np.full((fan_out, 1), 0.0)

# %% right: bias from the draws
std = np.sqrt(2 / fan_in)
b = 0 * draws[:, :1]

# %% right: float32 biases
std = np.sqrt(2 / fan_in)
b = np.zeros([fan_out, 1], dtype=np.float32)

# %% right: integer biases
std = np.sqrt(2 / fan_in)
b = np.zeros((fan_out, 1), dtype=int)

# %% right: negative power
std = (fan_in / 2) ** -0.5
b = np.array([[0.0]] * fan_out)

# %% right: one over the root
std = 1 / np.sqrt(fan_in / 2)
b = np.zeros((fan_out, 1))

# %% right: power of a half
std = (2 / fan_in) ** 0.5
b = np.zeros((fan_out, 1))

# %% right: roots apart
std = np.sqrt(2.0) / np.sqrt(fan_in)
b = np.zeros((fan_out, 1))

# %% wrong: variance-for-standard-deviation
# says: the weights are multiplied by the variance. Which number has that variance
#   as its square?
# keeps: biases
std = 2 / fan_in
b = np.zeros((fan_out, 1))

# %% wrong: one-for-two
# says: the 2 is missing: the variance is 1/fan-in. What does ReLU take away?
# keeps: biases
std = np.sqrt(1.0 / fan_in)
b = np.zeros((fan_out, 1))

# %% wrong: fan-out-for-fan-in
# says: this divides by the fan-out. Over how many terms does a neuron sum on the
#   way forward?
# keeps: biases
std = np.sqrt(2 / fan_out)
b = np.zeros((fan_out, 1))

# %% wrong: xavier-for-he
# says: this is Xavier's variance, for tanh.
# keeps: biases
std = np.sqrt(2 / (fan_in + fan_out))
b = np.zeros((fan_out, 1))

# %% wrong: turned-over
# says: the fraction is turned over (or the draws are divided). Should more inputs
#   make the weights larger or smaller?
# keeps: biases
std = 1 / np.sqrt(2 / fan_in)
b = np.zeros((fan_out, 1))

# %% wrong: root-of-2-alone
# says: the root covers the 2 only; it belongs over the whole fraction.
# keeps: biases
std = np.sqrt(2) / fan_in  # the weights' standard deviation
b = np.zeros((fan_out, 1))  # the biases

# %% wrong: root-of-fan-in-alone
# says: the root covers fan_in only; it belongs over the whole fraction.
# keeps: biases
std = 2 / np.sqrt(fan_in)
b = np.zeros((fan_out, 1))

# %% wrong: not-scaled
# says: the weights are the draws, unscaled. What is their variance?
# keeps: biases
std = 1  # the weights' standard deviation
b = np.zeros((fan_out, 1))  # the biases

# %% wrong: variance-squared
# says: the variance is squared. The standard deviation is its root.
# keeps: biases
std = np.square(2 / fan_in)
b = np.zeros((fan_out, 1))

# %% wrong: number-of-weights
# says: this divides by the number of weights. Over how many terms does one neuron
#   sum?
# keeps: biases
std = np.sqrt(2 / (fan_in * fan_out))
b = np.zeros((fan_out, 1))

# %% wrong: ones-for-biases
# says: the biases are ones. At which value do they start?
# keeps: standard deviation
std = np.sqrt(2 / fan_in)  # the weights' standard deviation
b = np.ones((fan_out, 1))  # the biases

# %% wrong: random-biases
# says: the biases are drawn at random; that also takes numbers from the generator
#   that the next layer's weights were to get.
std = np.sqrt(2 / fan_in)  # the weights' standard deviation
b = rng.randn(fan_out, 1)  # the biases

# %% wrong: flat-biases
# says: each bias has one axis only. Which shape can be added to Z, (fan_out, m), so
#   that each row gets its own?
# keeps: standard deviation
std = np.sqrt(2 / fan_in)
b = np.zeros(fan_out)

# %% wrong: bias-for-each-input
# says: there is one bias for each input. How many neurons does the layer have?
# keeps: standard deviation
std = np.sqrt(2 / fan_in)
b = np.zeros((fan_in, 1))

# %% wrong: biases-in-a-row
# says: the biases form a row; Z has one row for each neuron.
# keeps: standard deviation
std = np.sqrt(2 / fan_in)  # the weights' standard deviation
b = np.zeros((1, fan_out))  # the biases

# %% wrong: small-biases
# says: the biases are 0.01. At which value do they start?
# keeps: standard deviation
std = np.sqrt(2 / fan_in)
b = np.full((fan_out, 1), 0.01)

# %% wrong: number-for-biases
# says: the bias is a single number. Each neuron needs its own: an array, in a
#   column.
# keeps: standard deviation
std = np.sqrt(2 / fan_in)
b = 0

# %% wrong: one-bias-for-all
# says: there is a single bias for the whole layer. How many does it need?
# keeps: standard deviation
std = np.sqrt(2 / fan_in)  # the weights' standard deviation
b = np.zeros((1, 1))  # the biases

# %% wrong: int-of-the-fraction
# keeps: biases
std = np.sqrt(2 // fan_in)
b = np.zeros((fan_out, 1))

# %% wrong: mistyped-name
std = np.sqrt(2 / fan_inn)
b = np.zeros((fan_out, 1))

# %% wrong: same-generator-again
# keeps: biases
def initialize_parameters_he(layer_dims, rng):
    rng = np.random.RandomState(1)
    parameters = {}
    for layer in range(1, len(layer_dims)):
        fan_in, fan_out = layer_dims[layer - 1], layer_dims[layer]
        parameters[f"W{layer}"] = rng.randn(fan_out, fan_in) * np.sqrt(2 / fan_in)
        parameters[f"b{layer}"] = np.zeros((fan_out, 1))
    return parameters

# %% wrong: transposed-weights
# keeps: biases
def initialize_parameters_he(layer_dims, rng):
    parameters = {}
    for layer in range(1, len(layer_dims)):
        fan_in, fan_out = layer_dims[layer - 1], layer_dims[layer]
        parameters[f"W{layer}"] = rng.randn(fan_in, fan_out) * np.sqrt(2 / fan_in)
        parameters[f"b{layer}"] = np.zeros((fan_out, 1))
    return parameters

# %% wrong: uniform-draws
# keeps: biases
def initialize_parameters_he(layer_dims, rng):
    parameters = {}
    for layer in range(1, len(layer_dims)):
        fan_in, fan_out = layer_dims[layer - 1], layer_dims[layer]
        parameters[f"W{layer}"] = rng.rand(fan_out, fan_in) * np.sqrt(2 / fan_in)
        parameters[f"b{layer}"] = np.zeros((fan_out, 1))
    return parameters

# %% wrong: zeros-without-the-tuple
std = np.sqrt(2 / fan_in)
b = np.zeros(fan_out, 1)
