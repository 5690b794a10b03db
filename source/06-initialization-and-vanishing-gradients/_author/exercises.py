"""What lesson 06 grades: two initialisations, and the gradients' norms."""

import numpy as np

from checker.inputs import Factory
from grader.lesson import Blank, Case, Exercise, Quantity

FEATURES = Quantity(
    "X.shape[0]",
    "X",
    axis=0,
    asks="Examples are the columns of X. How many does your code count?",
)

WEIGHTS, BIASES = ("W1", "W2", "W3"), ("b1", "b2", "b3")
INITIAL = {name: name for name in (*WEIGHTS, *BIASES)}
NORMS = ("‖dW1‖", "‖dW2‖", "‖dW3‖", "‖dW4‖")


def start_case(name, seed, layer_dims):
    """A call of an initialisation, with a generator of its own for each call."""
    rng = Factory("numpy.random:RandomState", (seed,))
    return Case(name, {"layer_dims": layer_dims, "rng": rng}, seed + 50)


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
    hints=(
        "Which two numbers does the formula for the variance add, and which does it "
        "divide by their sum?",
        "As with He: np.sqrt of the variance. Mind the bracket around the sum.",
        "2 goes into the numerator, (fan_in + fan_out) into the denominator, all of "
        "it under the root; the biases are the same as before.",
    ),
    does="Now tanh layers keep the size of signals, and of errors on their way back.",
)


GRADIENT_NORMS = Exercise(
    name="gradient_norms",
    quantities=(
        Quantity("m", "Y", axis=1),
        FEATURES,
    ),
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
