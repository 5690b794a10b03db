"""What lesson 01 grades: cost, gradients and penalty of L2, this at any depth."""

import numpy as np

from grader.lesson import Blank, Case, Equivalent, Exercise, Quantity
from utils.network import forward_propagation

FEATURES = Quantity(
    "X.shape[0]",
    "X",
    axis=0,
    asks="Examples are the columns of X. How many does your code count?",
)

GRADIENT_NAMES = (
    *("dZ3", "dW3", "db3", "dA2", "dZ2", "dW2", "db2"),
    *("dA1", "dZ1", "dW1", "db1"),
)

CACHE_NAMES = tuple(f"{kind}{layer}" for layer in (1, 2, 3) for kind in "ZAWb")


def network(seed, layers, examples):
    """Return X, Y and parameters of a small network, without zeros or symmetry."""
    rng = np.random.RandomState(seed)
    X = np.round(rng.randn(layers[0], examples), 2)
    Y = (np.arange(examples) % 3 > 0).astype(int).reshape(1, -1)
    parameters = {}
    for layer in range(1, len(layers)):
        shape = (layers[layer], layers[layer - 1])
        parameters[f"W{layer}"] = np.round(rng.randn(*shape), 2)
        parameters[f"b{layer}"] = np.round(rng.randn(shape[0], 1), 2)
    return X, Y, parameters


def cost_case(name, seed, lambd, layers=(3, 4, 2, 1), examples=5):
    """A call of the cost function, with predictions away from 0 and 1."""
    _, Y, parameters = network(seed, layers, examples)
    A3 = np.round(np.random.RandomState(seed + 1).uniform(0.1, 0.9, Y.shape), 3)
    inputs = {"A3": A3, "Y": Y, "parameters": parameters, "lambd": lambd}
    return Case(name, inputs, seed)


def gradient_case(name, seed, lambd, layers=(3, 4, 2, 1), examples=5):
    """A call of the backward pass, with the cache of a real forward pass."""
    X, Y, parameters = network(seed, layers, examples)
    _, cache = forward_propagation(X, parameters)
    cache = tuple(np.round(array, 6) for array in cache)
    return Case(name, {"X": X, "Y": Y, "cache": cache, "lambd": lambd}, seed)


ALL = tuple(f"W{layer}" for layer in (1, 2, 3))


COST = Exercise(
    name="compute_cost_with_regularization",
    neutral={"lambd": 0},
    quantities=(
        Quantity("lambd", "lambd"),
        Quantity("m", "Y", axis=1),
    ),
    returns="cost",
    blanks=(Blank("penalty", ("cost",)),),
    visible=(
        cost_case("a small network, lambd = 0.7", 11, 0.7),
        cost_case("no regularization, lambd = 0", 12, 0),
        cost_case("more examples, lambd = 2", 13, 2, (2, 5, 3, 1), 8),
    ),
    hidden=(
        cost_case("hidden 1", 111, 0.1),
        cost_case("hidden 2", 112, 1.3, (4, 3, 5, 1), 7),
        cost_case("hidden 3", 113, 3, (2, 6, 4, 1), 4),
        cost_case("hidden 4", 114, 0, (3, 3, 2, 1), 6),
    ),
    does="Now the cost says how large the weights are, not only how wrong you are.",
    equivalents=(
        *(
            Equivalent(
                ((f"np.square({name})", f"np.square(-{name})"),),
                "the square of −w is that of w",
            )
            for name in ALL
        ),
        *(
            Equivalent(
                ((f"np.square({name})", f"np.square({name}.T)"),),
                "a transposed matrix has the same entries, so their squares have the "
                "same sum, up to the order of summation",
            )
            for name in ALL
        ),
    ),
    hints=(
        "Look at the formula: which arrays does the double sum run over?",
        "Take a matrix of two or three numbers on paper. What happens to each of them, "
        "and what to all of them together? With how many matrices?",
        "In front of the sum stand three quantities. Which two of them are in the "
        "denominator?",
    ),
)


GRADIENTS = Exercise(
    name="backward_propagation_with_regularization",
    neutral={"lambd": 0},
    quantities=(
        Quantity("lambd", "lambd"),
        Quantity("m", "Y", axis=1),
        FEATURES,
    ),
    names={"cache": CACHE_NAMES},
    returns={name: name for name in GRADIENT_NAMES},
    blanks=(
        Blank("dW3", ("dZ3", "dW3", "db3")),
        Blank("dW2", ("dA2", "dZ2", "dW2", "db2")),
        Blank("dW1", ("dA1", "dZ1", "dW1", "db1")),
    ),
    visible=(
        gradient_case("a small network, lambd = 0.7", 21, 0.7),
        gradient_case("no regularization, lambd = 0", 22, 0),
        gradient_case("more examples, lambd = 2", 23, 2, (2, 5, 3, 1), 8),
    ),
    hidden=(
        gradient_case("hidden 1", 121, 0.1),
        gradient_case("hidden 2", 122, 1.3, (4, 3, 5, 1), 7),
        gradient_case("hidden 3", 123, 3, (2, 6, 4, 1), 4),
        gradient_case("hidden 4", 124, 0, (3, 3, 2, 1), 6),
    ),
    does="Now every step of gradient descent also shrinks the weights a little.",
    hints=(
        "Differentiate ½·(λ/m)·w² with respect to w. What happens to the ½?",
        "The cost is a sum of two parts. Which of them does your line differentiate?",
        "Which shape must the new term have, and what is left of it where lambd = 0?",
    ),
)


def penalty_case(name, seed, lambd, layers, m, shuffled=False, gradients=False):
    """A call of l2_penalty; what is no parameter lies between the parameters."""
    _, _, parameters = network(seed, layers, 1)
    if gradients:
        rng = np.random.RandomState(seed + 1)
        for key in [name for name in parameters if name[0] == "W"]:
            shape = parameters[key].shape
            parameters[f"d{key}"] = np.round(0.4 + rng.rand(*shape), 2)
        parameters["learning_rate"] = 0.3
    keys = list(parameters)
    if shuffled:
        keys = [keys[i] for i in np.random.RandomState(seed).permutation(len(keys))]
    inputs = {"parameters": {k: parameters[k] for k in keys}, "lambd": lambd, "m": m}
    return Case(name, inputs, seed)


DEEP = (2, 3, 1, 2, 1, 3, 2, 1, 2, 1, 3, 2, 1)  # twelve layers


PENALTY = Exercise(
    name="l2_penalty",
    neutral={"lambd": 0},
    quantities=(Quantity("lambd", "lambd"), Quantity("m", "m")),
    returns="penalty",
    blanks=(Blank("penalty", ("penalty",)),),
    visible=(
        penalty_case("three layers", 31, 0.7, (3, 4, 2, 1), 5),
        penalty_case("a single layer", 32, 2, (4, 3), 7),
        penalty_case("no regularization, lambd = 0", 33, 0, (2, 3, 1), 6),
        penalty_case("twelve layers", 34, 1.3, DEEP, 9),
        penalty_case("more in the dictionary, out of order", 35, 3, (2, 3, 2), 4, 1, 1),
    ),
    hidden=(
        penalty_case("hidden 1", 131, 0.4, (3, 2, 4, 1), 8),
        penalty_case("hidden 2", 132, 1.7, (5, 2), 3),
        penalty_case("hidden 3", 133, 2.5, DEEP[1:], 11, True, True),
        penalty_case("hidden 4", 134, 0, (2, 4, 1), 5),
        penalty_case("hidden 5", 135, 0.9, (2, 3, 4, 2, 1), 13, True),
        penalty_case("hidden 6", 136, 5, DEEP, 6, gradients=True),
    ),
    hints=(
        "Print the keys of `small` and of `gradients`. By what do you recognise the "
        "key of a weight matrix?",
        "Which of W1, W10, b1 and dW1 does your rule take, and which should it take?",
        "What happens with each matrix that is taken, and what happens only once, when "
        "the loop is done?",
    ),
    does="Now one line penalises a network of any depth.",
)

EXERCISES = (COST, GRADIENTS, PENALTY)
