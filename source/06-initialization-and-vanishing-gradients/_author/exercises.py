"""What lesson 06 grades: two initialisations, and the gradients' norms."""

import numpy as np

from grader.exercise import Blank, Case, Exercise, Mistake
from utils._made import Made

WEIGHTS, BIASES = ("W1", "W2", "W3"), ("b1", "b2", "b3")
INITIAL = {name: name for name in (*WEIGHTS, *BIASES)}
NORMS = ("‖dW1‖", "‖dW2‖", "‖dW3‖", "‖dW4‖")


def start_case(name, seed, layer_dims):
    """A call of an initialisation, with a generator of its own for each call."""
    rng = Made("numpy.random:RandomState", (seed,))
    return Case(name, {"layer_dims": layer_dims, "rng": rng}, seed)


def gradient_case(name, seed, layer_dims, examples, activation):
    """A call of `gradient_norms` on four layers, without zeros or symmetry."""
    rng = np.random.RandomState(seed)
    X = np.round(rng.randn(layer_dims[0], examples), 2)
    labels = np.arange(examples) % max(layer_dims[-1], 2)
    Y = labels.reshape(1, -1)
    if layer_dims[-1] > 1:
        Y = np.eye(layer_dims[-1], dtype=int)[labels].T
    parameters = {}
    for layer in range(1, len(layer_dims)):
        shape = (layer_dims[layer], layer_dims[layer - 1])
        parameters[f"W{layer}"] = np.round(rng.randn(*shape), 2)
        parameters[f"b{layer}"] = np.round(0.3 * rng.rand(shape[0], 1) + 0.1, 2)
    inputs = {"X": X, "Y": Y, "parameters": parameters, "activation": activation}
    return Case(name, inputs, seed)


STD_HE = "np.sqrt(2 / fan_in)"
STD_XAVIER = "np.sqrt(2 / (fan_in + fan_out))"
ZEROS = "np.zeros((fan_out, 1))"


def instead_of(right, entries):
    """Return a `Mistake` for each (id, what stands there, sentence)."""
    return tuple(
        Mistake(name, ((right, wrong),), says) for name, wrong, says in entries
    )


WRONG_BIASES = (
    (
        "ones-for-biases",
        "np.ones((fan_out, 1))",
        "the biases are ones. At which value do they start?",
    ),
    (
        "random-biases",
        "rng.randn(fan_out, 1)",
        "the biases are drawn at random; that also takes numbers from the "
        "generator that the next layer's weights were to get.",
    ),
    (
        "draws-for-biases",
        "draws[:, :1]",
        "the biases are a column of the draws. At which value do they start?",
    ),
    (
        "std-for-biases",
        "std * np.ones((fan_out, 1))",
        "the biases are the weights' standard deviation. At which value do they start?",
    ),
    (
        "flat-biases",
        "np.zeros(fan_out)",
        "each bias has one axis only. Which shape can be added to Z, "
        "(fan_out, m), so that each row gets its own?",
    ),
    (
        "bias-for-each-input",
        "np.zeros((fan_in, 1))",
        "there is one bias for each input. How many neurons does the layer have?",
    ),
    (
        "biases-in-a-row",
        "np.zeros((1, fan_out))",
        "the biases form a row; Z has one row for each neuron.",
    ),
    (
        "bias-for-each-weight",
        "np.zeros((fan_out, fan_in))",
        "there is one bias for each weight. How many does a neuron need?",
    ),
    (
        "small-biases",
        "np.full((fan_out, 1), 0.01)",
        "the biases are 0.01. At which value do they start?",
    ),
    (
        "number-for-biases",
        "0",
        "the bias is a single number. Each neuron needs its own: an array, in a "
        "column.",
    ),
    (
        "one-bias-for-all",
        "np.zeros((1, 1))",
        "there is a single bias for the whole layer. How many does it need?",
    ),
)

HE = Exercise(
    name="initialize_parameters_he",
    returns=INITIAL,
    blanks=(Blank("standard deviation", WEIGHTS), Blank("biases", BIASES)),
    visible=(
        start_case("3 inputs, then 5, 4 and 2 units", 7, [3, 5, 4, 2]),
        start_case("6 inputs, then 4, 7 and 1 units", 8, [6, 4, 7, 1]),
    ),
    hidden=(
        start_case("hidden 1", 107, [5, 8, 3, 4]),
        start_case("hidden 2", 108, [2, 9, 6, 1]),
        start_case("hidden 3", 109, [10, 4, 5, 3]),
    ),
    mistakes=(
        *instead_of(
            STD_HE,
            (
                (
                    "variance-for-standard-deviation",
                    "2 / fan_in",
                    "the weights are multiplied by the variance. Which number has "
                    "that variance as its square?",
                ),
                (
                    "one-for-two",
                    "np.sqrt(1 / fan_in)",
                    "the 2 is missing: the variance is 1/fan-in. What does ReLU take "
                    "away?",
                ),
                (
                    "fan-out-for-fan-in",
                    "np.sqrt(2 / fan_out)",
                    "this divides by the fan-out. Over how many terms does a neuron "
                    "sum on the way forward?",
                ),
                (
                    "xavier-for-he",
                    STD_XAVIER,
                    "this is Xavier's variance, for tanh.",
                ),
                (
                    "turned-over",
                    "np.sqrt(fan_in / 2)",
                    "the fraction is turned over (or the draws are divided). Should "
                    "more inputs make the weights larger or smaller?",
                ),
                (
                    "root-of-2-alone",
                    "np.sqrt(2) / fan_in",
                    "the root covers the 2 only; it belongs over the whole fraction.",
                ),
                (
                    "root-of-fan-in-alone",
                    "2 / np.sqrt(fan_in)",
                    "the root covers fan_in only; it belongs over the whole fraction.",
                ),
                (
                    "not-scaled",
                    "1",
                    "the weights are the draws, unscaled. What is their variance?",
                ),
                (
                    "fixed-size",
                    "0.01",
                    "the weights have the same small size in every layer. On what "
                    "should it depend?",
                ),
                (
                    "variance-squared",
                    "(2 / fan_in) ** 2",
                    "the variance is squared. The standard deviation is its root.",
                ),
                (
                    "two-multiplied",
                    "np.sqrt(2 * fan_in)",
                    "the root holds 2·fan-in where 2/fan-in belongs.",
                ),
                (
                    "number-of-weights",
                    "np.sqrt(2 / (fan_in * fan_out))",
                    "this divides by the number of weights. Over how many terms does "
                    "one neuron sum?",
                ),
                (
                    "two-in-the-denominator",
                    "np.sqrt(1 / (2 * fan_in))",
                    "the 2 is in the denominator: weights must make up for what ReLU "
                    "takes away.",
                ),
            ),
        ),
        *instead_of(ZEROS, WRONG_BIASES),
    ),
    hints=(
        "The text gives a variance. What do you multiply standard normal draws by to "
        "give them that variance?",
        "The standard deviation is the root of the variance: np.sqrt of a fraction "
        "that holds fan_in. The biases are np.zeros of a shape.",
        "2 goes into the numerator and fan_in into the denominator, both under the "
        "root; the shape of b is (fan_out, 1), in double brackets.",
    ),
    does="Now a signal crosses a deep ReLU network and keeps its size.",
)

XAVIER = Exercise(
    name="initialize_parameters_xavier",
    returns=INITIAL,
    blanks=(Blank("standard deviation", WEIGHTS), Blank("biases", BIASES)),
    visible=(
        start_case("4 inputs, then 6, 3 and 2 units", 17, [4, 6, 3, 2]),
        start_case("5 inputs, then 2, 7 and 1 units", 18, [5, 2, 7, 1]),
    ),
    hidden=(
        start_case("hidden 1", 117, [7, 4, 6, 3]),
        start_case("hidden 2", 118, [3, 8, 5, 1]),
        start_case("hidden 3", 119, [9, 5, 2, 4]),
    ),
    mistakes=(
        *instead_of(
            STD_XAVIER,
            (
                (
                    "variance-for-standard-deviation",
                    "2 / (fan_in + fan_out)",
                    "the weights are multiplied by the variance. Which number has "
                    "that variance as its square?",
                ),
                (
                    "one-for-two",
                    "np.sqrt(1 / (fan_in + fan_out))",
                    "the 2 is missing. It makes the denominator the mean of fan-in "
                    "and fan-out.",
                ),
                (
                    "the-other-xavier",
                    "np.sqrt(1 / fan_in)",
                    "this is the other form, with variance 1/fan-in. Here the "
                    "compromise of both directions is asked for.",
                ),
                (
                    "fan-out-alone",
                    "np.sqrt(1 / fan_out)",
                    "this cares for the way back only, with variance 1/fan-out.",
                ),
                (
                    "he-for-xavier",
                    STD_HE,
                    "this is He's variance, for ReLU.",
                ),
                (
                    "two-over-fan-out",
                    "np.sqrt(2 / fan_out)",
                    "only the fan-out is in the denominator; the sum of both belongs "
                    "there.",
                ),
                (
                    "turned-over",
                    "np.sqrt((fan_in + fan_out) / 2)",
                    "the fraction is turned over (or the draws are divided). Should "
                    "more inputs make the weights larger or smaller?",
                ),
                (
                    "bracket-missing",
                    "np.sqrt(2 / fan_in + fan_out)",
                    "2 / fan_in + fan_out divides first and adds then. Which bracket "
                    "is missing?",
                ),
                (
                    "root-of-2-alone",
                    "np.sqrt(2) / (fan_in + fan_out)",
                    "the root covers the 2 only; it belongs over the whole fraction.",
                ),
                (
                    "root-of-the-sum-alone",
                    "2 / np.sqrt(fan_in + fan_out)",
                    "the root covers the denominator only; it belongs over the whole "
                    "fraction.",
                ),
                (
                    "six-for-two",
                    "np.sqrt(6 / (fan_in + fan_out))",
                    "the root of 6/(fan-in + fan-out) is the limit of the *uniform* "
                    "form; these draws are normal.",
                ),
                (
                    "product-for-sum",
                    "np.sqrt(2 / (fan_in * fan_out))",
                    "fan-in and fan-out are multiplied; they are to be added.",
                ),
                (
                    "not-scaled",
                    "1",
                    "the weights are the draws, unscaled. What is their variance?",
                ),
                (
                    "fixed-size",
                    "0.01",
                    "the weights have the same small size in every layer. On what "
                    "should it depend?",
                ),
            ),
        ),
        *instead_of(ZEROS, WRONG_BIASES),
    ),
    hints=(
        "Which two numbers does the formula for the variance add, and which does it "
        "divide by their sum?",
        "As with He: np.sqrt of the variance. Mind the bracket around the sum.",
        "2 goes into the numerator, (fan_in + fan_out) into the denominator, all of "
        "it under the root; the biases are the same as before.",
    ),
    does="Now tanh layers keep the size of signals, and of errors on their way back.",
)

DW = "dZ @ A_before.T / m"
NORM = "np.linalg.norm(dW)"
BACK = "W.T @ dZ * slope(A_before, activation)"

WRONG_GRADIENTS = (
    (
        "m-missing",
        "dZ @ A_before.T",
        "the gradients are not divided by m, the number of examples.",
    ),
    (
        "divided-by-the-units",
        "dZ @ A_before.T / len(dZ)",
        "the gradients are divided by the number of neurons. The cost is a mean over "
        "the examples.",
    ),
    (
        "divided-by-the-inputs",
        "dZ @ A_before.T / len(X)",
        "the gradients are divided by the number of features. Are examples the rows "
        "or the columns of X?",
    ),
    ("m-added", "dZ @ A_before.T + m", "m is added; the gradient is divided by it."),
    (
        "m-subtracted",
        "dZ @ A_before.T - m",
        "m is subtracted; the gradient is divided by it.",
    ),
    (
        "activation-of-the-layer-itself",
        "dZ @ layers[layer - 1][1].T / m",
        "dW is built with the activation of the layer itself. What did W multiply: "
        "what goes in, or what comes out?",
    ),
    (
        "output-for-activation",
        "dZ @ A.T / m",
        "dW is built with A, the output of the whole network. What went into W?",
    ),
    (
        "network-input-for-activation",
        "dZ @ X.T / m",
        "dW is built with X in every layer. What went into this layer's W?",
    ),
    (
        "labels-for-activation",
        "dZ @ Y.T / m",
        "dW is built with Y. What went into this layer's W?",
    ),
    (
        "error-with-itself",
        "dZ @ dZ.T / m",
        "dW is the product of dZ with itself. Which second array does it need?",
    ),
    (
        "activation-with-itself",
        "A_before @ A_before.T / m",
        "dW is the product of A_before with itself. Where is the error?",
    ),
    (
        "output-for-error",
        "A @ A_before.T / m",
        "dW is built with the output A. Which array holds the error of this layer?",
    ),
    (
        "labels-for-error",
        "Y @ A_before.T / m",
        "dW is built with the labels Y. Which array holds the error of this layer?",
    ),
    (
        "input-for-error",
        "X @ A_before.T / m",
        "dW is built with X. Which array holds the error of this layer?",
    ),
    (
        "error-forgotten",
        "A_before.T / m",
        "dW holds the activation only. Where is the error dZ?",
    ),
    (
        "error-and-m-forgotten",
        "A_before.T",
        "dW is the activation itself. Which product and which mean are missing?",
    ),
)

WRONG_NORMS = (
    (
        "norm-not-rooted",
        "np.sum(dW**2)",
        "this is the square of the norm. Which root is missing?",
    ),
    (
        "absolute-values",
        "np.sum(np.abs(dW))",
        "this adds absolute values. What does the Frobenius norm add?",
    ),
    (
        "mean-for-sum",
        "np.sqrt(np.mean(dW**2))",
        "the squares are averaged. Does the Frobenius norm hold their mean or their "
        "sum?",
    ),
    (
        "mean-of-absolute-values",
        "np.mean(np.abs(dW))",
        "this averages absolute values. What does the Frobenius norm do with the "
        "entries?",
    ),
    (
        "sum-before-square",
        "np.abs(np.sum(dW))",
        "the entries are added before they are squared, so that they cancel each "
        "other.",
    ),
    (
        "one-norm",
        "np.linalg.norm(dW, 1)",
        "this is the largest column sum. The Frobenius norm squares and adds all "
        "entries.",
    ),
    (
        "spectral-norm",
        "np.linalg.norm(dW, 2)",
        "this is the spectral norm, the largest stretch. The Frobenius norm squares "
        "and adds all entries.",
    ),
    (
        "largest-entry",
        "np.max(np.abs(dW))",
        "this is the largest entry. The Frobenius norm squares and adds them all.",
    ),
    (
        "bias-counted-too",
        "np.sqrt(np.sum(dW**2) + np.sum(np.mean(dZ, axis=1) ** 2))",
        "the gradient of the bias is in the norm, too.",
    ),
    *(
        (
            f"norm-of-{name}",
            f"np.linalg.norm({name})",
            f"this is the norm of {name}. Whose norm is asked for?",
        )
        for name in ("W", "dZ", "A", "X", "Y")
    ),
)

WRONG_WAYS_BACK = (
    (
        "slope-forgotten",
        "W.T @ dZ",
        "the slope of the activation is missing on the way back.",
    ),
    (
        "value-for-slope",
        "W.T @ dZ * A_before",
        "the way back multiplies by the activation's value. Which of its properties "
        "says how much a small change matters?",
    ),
    (
        "relu-always",
        "W.T @ dZ * (A_before > 0)",
        "the slope is that of ReLU, whatever the activation is.",
    ),
    (
        "tanh-always",
        "W.T @ dZ * (1 - A_before**2)",
        "the slope is that of tanh, whatever the activation is.",
    ),
    (
        "tanh-not-squared",
        "W.T @ dZ * (1 - A_before)",
        "the slope reads 1 − A. For tanh the value is squared; for the others there "
        "is another formula.",
    ),
    (
        "slope-of-dA",
        "W.T @ dZ * slope(W.T @ dZ, activation)",
        "the slope is taken at the gradient. At which values was the activation on "
        "the way forward?",
    ),
    (
        "slope-of-minus-A",
        "W.T @ dZ * slope(-A_before, activation)",
        "the slope is taken at the negative of A_before. Which minus is too much?",
    ),
    (
        "slope-divided",
        "W.T @ dZ / (slope(A_before, activation) + 1e-8)",
        "the way back divides by the slope; it multiplies.",
    ),
    (
        "slope-added",
        "W.T @ dZ + slope(A_before, activation)",
        "the slope is added; it multiplies.",
    ),
    (
        "slope-subtracted",
        "W.T @ dZ - slope(A_before, activation)",
        "the slope is subtracted; it multiplies.",
    ),
    ("slope-twice", f"{BACK} * slope(A_before, activation)", "the slope is in twice."),
    (
        "slope-alone",
        "slope(A_before, activation)",
        "dZ is the slope alone. Where is the error that comes back through W?",
    ),
    (
        "activation-alone",
        "A_before",
        "dZ is the activation. Where is the error that comes back through W?",
    ),
    (
        "weights-forgotten",
        "np.sum(dZ, axis=0, keepdims=True) * slope(A_before, activation)",
        "the error does not pass through the weights W on its way back.",
    ),
    (
        "gradient-for-weights",
        "dW.T @ dZ * slope(A_before, activation)",
        "the error comes back through dW. Through what did the signal go forward?",
    ),
    (
        "not-moved",
        "dZ",
        "dZ stays that of the last layer. What does it have to become for the layer "
        "before?",
    ),
    (
        "m-in-dZ",
        f"{BACK} / m",
        "dZ is divided by m in each layer. dW is divided already, and once is enough.",
    ),
)

GRADIENT_NORMS = Exercise(
    name="gradient_norms",
    returns=NORMS,
    blanks=(
        Blank("gradient and norm", ("‖dW4‖",)),
        Blank("one layer back", ("‖dW1‖", "‖dW2‖", "‖dW3‖"), 2),
    ),
    visible=(
        gradient_case("tanh, one output", 27, (3, 5, 4, 2, 1), 6, "tanh"),
        gradient_case("relu, three classes", 28, (4, 6, 5, 4, 3), 7, "relu"),
        gradient_case("sigmoid, two classes", 29, (2, 4, 3, 5, 2), 5, "sigmoid"),
    ),
    hidden=(
        gradient_case("hidden 1", 127, (5, 3, 6, 4, 1), 8, "sigmoid"),
        gradient_case("hidden 2", 128, (3, 7, 5, 6, 4), 9, "relu"),
        gradient_case("hidden 3", 129, (4, 3, 2, 5, 3), 4, "tanh"),
        gradient_case("hidden 4", 130, (2, 6, 4, 3, 1), 7, "tanh"),
    ),
    mistakes=(
        *instead_of(DW, WRONG_GRADIENTS),
        *instead_of(NORM, WRONG_NORMS),
        *instead_of(BACK, WRONG_WAYS_BACK),
    ),
    hints=(
        "The three lines are the three formulas of section 5, in the order dW, norm, "
        "dZ. Which arrays do you have: dZ, A_before, W, m?",
        "dW is a matrix product of dZ with A_before transposed, so that its shape is "
        "that of W; the norm needs np.sum and np.sqrt, or np.linalg.norm alone.",
        "One layer back: W.T times dZ (matrix product), then times "
        "slope(A_before, activation), entry by entry.",
    ),
    does="Now you can see whether the first layers of a network learn at all.",
)

EXERCISES = (HE, XAVIER, GRADIENT_NORMS)
