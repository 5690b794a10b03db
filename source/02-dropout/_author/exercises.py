"""What lesson 02 grades: passes with dropout, and one for any number of layers."""

import numpy as np

from checker.inputs import Factory
from grader.lesson import Blank, Case, Equivalent, Exercise, Quantity

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

CACHE_NAMES = (
    *("Z1", "D1", "A1", "W1", "b1", "Z2", "D2", "A2", "W2", "b2"),
    *("Z3", "A3", "W3", "b3"),
)


def parameters_of(rng, layers):
    """Return weights and positive biases: few activations are zero before dropout."""
    parameters = {}
    for layer in range(1, len(layers)):
        shape = (layers[layer], layers[layer - 1])
        parameters[f"W{layer}"] = np.round(rng.randn(*shape), 2)
        parameters[f"b{layer}"] = np.round(rng.uniform(0.5, 1.5, (shape[0], 1)), 2)
    return parameters


def forward_case(name, seed, keep_prob, layers=(3, 4, 2, 1), examples=5, wants=None):
    """A call of the forward pass."""
    rng = np.random.RandomState(seed)
    X = np.round(rng.randn(layers[0], examples), 2)
    parameters = parameters_of(rng, layers)
    inputs = {"X": X, "parameters": parameters, "keep_prob": keep_prob}
    return Case(name, inputs, seed, wants)


def masks_case(name, seed, keep_prob):
    """A network that is large enough to see how often neurons are kept."""
    wants = ("D1", "D2")
    return forward_case(name, seed, keep_prob, (3, 60, 50, 1), 400, wants)


def backward_case(name, seed, keep_prob, layers=(3, 4, 2, 1), examples=5):
    """A call of the backward pass, with a cache as dropout would leave it.

    The activations in it are made up, since the pass only reads them; each mask
    both drops and keeps some neurons.
    """
    rng = np.random.RandomState(seed)
    X = np.round(rng.randn(layers[0], examples), 2)
    Y = (np.arange(examples) % 3 > 0).astype(int).reshape(1, -1)
    parameters = parameters_of(rng, layers)
    cache = []
    for layer in (1, 2):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        Z = np.round(rng.randn(layers[layer], examples) + 0.4, 2)
        D = (rng.rand(*Z.shape) < keep_prob).astype(int)
        if keep_prob < 1:
            D[0, 0], D[0, 1], Z[0, 0], Z[0, 1] = 0, 1, 0.7, 0.3
        A = np.round(np.where(D == 1, np.abs(Z) * (Z > 0), 0) * 1.3, 3)
        cache += [Z, D, A, W, b]
    Z3 = np.round(rng.randn(1, examples), 2)
    A3 = np.round(rng.uniform(0.1, 0.9, (1, examples)), 3)
    cache += [Z3, A3, parameters["W3"], parameters["b3"]]
    inputs = {"X": X, "Y": Y, "cache": tuple(cache), "keep_prob": keep_prob}
    return Case(name, inputs, seed)


def layers_case(name, seed, keep_probs, layers, examples=5, wants=None):
    """A call for a network of any depth, with a generator of its own."""
    rng = np.random.RandomState(seed)
    X = np.round(rng.randn(layers[0], examples), 2)
    parameters = {
        name: np.round(value / 2, 2)  # tanh is neither linear nor flat there
        for name, value in parameters_of(rng, layers).items()
    }
    inputs = {
        "X": X,
        "parameters": parameters,
        "keep_probs": keep_probs,
        "rng": Factory("numpy.random:default_rng", (seed + 1000,)),
    }
    kept = tuple(float(keep) for keep in np.repeat(keep_probs, layers[1:-1]))
    return Case(name, inputs, seed, wants, kept={"D": kept})


def layers_masks_case(name, seed, keep_probs):
    """Two layers that are large enough to see how often neurons are kept."""
    return layers_case(name, seed, keep_probs, (3, 50, 60, 1), 400, ("D",))


FORWARD = Exercise(
    name="forward_propagation_with_dropout",
    neutral={"keep_prob": 1},
    quantities=(
        Quantity("keep_prob", "keep_prob", share=True),
        Quantity("m", "X", axis=1),
        FEATURES,
    ),
    returns=(
        "A3",
        CACHE_NAMES,
    ),
    masks={"D1": ("A1", "keep_prob"), "D2": ("A2", "keep_prob")},
    blanks=(
        Blank("D1", ("D1",), 4),
        Blank("A1", ("W1", "b1", "Z1", "A1"), 6),
        Blank("D2", ("D2",), 4),
        Blank("A2", ("W2", "b2", "Z2", "A2", "W3", "b3", "Z3", "A3"), 6),
    ),
    visible=(
        forward_case("a small network, keep_prob = 0.7", 31, 0.7, (4, 3, 2, 1)),
        forward_case("no dropout, keep_prob = 1", 32, 1, (3, 3, 2, 1), 4),
        forward_case("other shapes, keep_prob = 0.4", 33, 0.4, (3, 2, 4, 1), 4),
        masks_case("many neurons, keep_prob = 0.8", 34, 0.8),
        masks_case("many neurons, keep_prob = 0.3", 35, 0.3),
    ),
    hidden=(
        forward_case("hidden 1", 131, 0.86, (4, 5, 3, 1), 7),
        forward_case("hidden 2", 132, 0.55, (2, 7, 4, 1), 9),
        forward_case("hidden 3", 133, 0.25, (3, 6, 5, 1), 8),
        forward_case("hidden 4", 134, 1, (3, 3, 2, 1), 4),
        masks_case("hidden 5", 135, 0.9),
        masks_case("hidden 6", 136, 0.6),
    ),
    does="Now each example meets a thinned network of its own.",
    equivalents=(
        *(
            Equivalent(
                ((f"D{layer} < keep_prob", f"D{layer} <= keep_prob"),),
                "a uniform draw hits keep_prob itself about once in 2**53 times",
            )
            for layer in (1, 2)
        ),
        *(
            Equivalent(
                ((f"(D{layer} < keep_prob).astype(int)", f"D{layer} < keep_prob"),),
                "False and True count as 0 and 1 in every product",
            )
            for layer in (1, 2)
        ),
    ),
    hints=(
        "Print D1 for a small layer. Does it hold only 0 and 1, and is each column "
        "another one?",
        "np.random.rand(rows, columns) is uniform between 0 and 1: which share of "
        "its entries is below 0.8?",
        "If a share keep_prob of the neurons is left, by how much is their sum too "
        "small on average?",
    ),
)

BACKWARD = Exercise(
    name="backward_propagation_with_dropout",
    neutral={"keep_prob": 1},
    quantities=(
        Quantity("keep_prob", "keep_prob", share=True),
        Quantity("m", "Y", axis=1),
        FEATURES,
    ),
    names={"cache": CACHE_NAMES},
    returns={name: name for name in GRADIENT_NAMES},
    blanks=(
        Blank("dA2", ("dZ3", "dW3", "db3", "dA2", "dZ2", "dW2", "db2")),
        Blank("dA1", ("dA1", "dZ1", "dW1", "db1")),
    ),
    visible=(
        backward_case("a small network, keep_prob = 0.7", 41, 0.7),
        backward_case("no dropout, keep_prob = 1", 42, 1),
        backward_case("other shapes, keep_prob = 0.4", 43, 0.4, (2, 5, 4, 1), 7),
    ),
    hidden=(
        backward_case("hidden 1", 141, 0.86, (4, 5, 3, 1), 6),
        backward_case("hidden 2", 142, 0.55, (2, 7, 4, 1), 9),
        backward_case("hidden 3", 143, 0.25, (3, 6, 5, 1), 8),
        backward_case("hidden 4", 144, 1, (3, 3, 2, 1), 4),
    ),
    does="Now the gradient flows only through the neurons that took part.",
    hints=(
        "Print D1 and your dA1 side by side. Which entries of dA1 should be 0, and are "
        "they?",
        "At keep_prob = 1 there is no dropout: is your dA1 right there? What differs "
        "at 0.7, the places of its zeros or the size of the rest?",
        "The forward pass did two things to each entry of A. If an activation is made "
        "c times as large, what happens to its gradient?",
    ),
)

ANY_DEPTH = Exercise(
    name="forward_dropout",
    returns=("A", "D"),
    masks={"D": ("A", "keep_probs")},
    blanks=(Blank("D", ("D",), 2), Blank("A", ("A",), 3)),
    quantities=(
        Quantity("m", "X", axis=1),
        FEATURES,
    ),
    visible=(
        layers_case("two hidden layers", 51, (0.8, 0.5), (3, 4, 2, 1)),
        layers_case("one hidden layer", 52, (0.6,), (2, 5, 1), 4),
        layers_case("three hidden layers", 53, (0.7, 1, 0.4), (2, 2, 3, 1, 1), 4),
        layers_case("no dropout", 54, (1, 1), (2, 3, 2, 1), 3),
        layers_masks_case("many neurons, keep_probs = (0.8, 0.3)", 55, (0.8, 0.3)),
    ),
    hidden=(
        layers_case("hidden 1", 151, (0.6, 0.9), (4, 3, 5, 1), 6),
        layers_case("hidden 2", 152, (0.5, 0.8, 0.7, 0.9), (3, 4, 2, 5, 3, 1), 7),
        layers_case("hidden 3", 153, (0.35,), (3, 6, 1), 8),
        layers_case("hidden 4", 154, (1, 0.5, 0.9), (2, 4, 6, 3, 1), 4),
        layers_masks_case("hidden 5", 155, (0.4, 0.9)),
        layers_masks_case("hidden 6", 156, (0.7, 1)),
    ),
    hints=(
        "Draw the case with two hidden layers as boxes. How many layers have weights, "
        "and which of them have dropout?",
        "Every hidden layer does the same to what comes in. What changes from turn to "
        "turn of your loop? What does the next turn begin with?",
        "How large is D, and which of its rows belong to which layer? Compare its "
        "shape with the rows of each b. (Look up np.vstack.)",
    ),
    does="Now dropout works at any depth, with a keep_prob for each layer.",
)

EXERCISES = (FORWARD, BACKWARD, ANY_DEPTH)
