"""What lesson 06 grades: three initializations, and the gradients' norms."""

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
        "Print np.std(W) for a layer with 10 inputs and for one with 1000. Which of "
        "the two should be smaller, if sums over all inputs are to stay equally "
        "large?",
        "The text gives a variance, and the draws are multiplied by a standard "
        "deviation. Which step leads from the one to the other, and does your code "
        "take it?",
        "If the weights are right and the biases are not: print b.shape beside that "
        "of the draws. How many neurons does the layer have, and can such a b be "
        "added to Z so that each row gets its own?",
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
        "He's variance keeps the size of the signal. What would keep the size of the "
        "error on its way back, and what can both agree on?",
        "One number of units decides about the way forward, the other about the way "
        "back. How does the formula let both count?",
        "If the weights come out far too large: work out your fraction by hand for 4 "
        "inputs and 6 units. What does Python do first, / or +?",
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
        "Print the shapes of dZ, of A_before and of W. In which product of the first "
        "two do the examples disappear, and the shape of the third is left?",
        "Test your norm on the matrix [[3, 4]], where 5 has to come out. If all norms "
        "are too large by one factor, which number of this call is it?",
        "If the last norm alone is right: the error goes back through the weights, "
        "and then through an activation. What does a flat activation let through?",
    ),
    does="Now you can see whether the first layers of a network learn at all.",
)

FOUR_WEIGHTS = (*WEIGHTS, "W4")
FOUR_BIASES = (*BIASES, "b4")


def any_case(name, seed, layer_dims, shape, *numbers):
    """A call with an activation of the lesson's package, and a generator of its own.

    The activations are chosen so that the gain lies far from where it would be rounded
    to another number: a mean over a large sample is as right as an integral.
    """
    inputs = {
        "layer_dims": layer_dims,
        "activation": Factory(f"initialization.signals:{shape}", numbers),
        "rng": Factory("initialization.streams:StreamsByShape", (seed,)),
    }
    return Case(name, inputs, seed + 50)


INITIALIZE = Exercise(
    name="initialize",
    returns=("gain", {name: name for name in (*FOUR_WEIGHTS, *FOUR_BIASES)}),
    blanks=(
        Blank("gain", ("gain",), 2),
        Blank("weights", FOUR_WEIGHTS),
        Blank("biases", FOUR_BIASES),
    ),
    visible=(
        any_case("two lines that meet at 0", 37, [3, 5, 4, 2, 6], "bent", 0.4, 1.7),
        any_case("a wave", 38, [5, 3, 6, 4, 1], "wave", 1.3, -0.4),
        any_case(
            "a wave that is mostly positive", 39, [2, 7, 3, 5, 4], "wave", 1.4, 0.6
        ),
    ),
    hidden=(
        any_case("hidden 1", 137, [4, 6, 3, 5, 2], "bent", -0.5, 1.9),
        any_case("hidden 2", 138, [6, 2, 5, 3, 7], "wave", 1.9, -0.6),
        any_case("hidden 3", 139, [7, 5, 4, 6, 3], "wave", 1.5, -0.3),
        any_case("hidden 4", 140, [3, 9, 2, 8, 5], "bent", 0.3, 1.3),
    ),
    hints=(
        "Try your gain on three activations that you know: z itself, 2 * z, and ReLU. "
        "Which numbers have to come out, and do they?",
        "If z is drawn a million times, what is the size of activation(z)? What must "
        "the weights do to a signal that comes out too small?",
        "If the gain is right and W is not: multiply all weights of a layer by 2. What "
        "happens to their variance? And are the draws of a layer of shape "
        "(fan_out, fan_in)?",
    ),
    does="Now a signal crosses a deep network of any activation, and keeps its size.",
)

EXERCISES = (HE, XAVIER, GRADIENT_NORMS, INITIALIZE)
