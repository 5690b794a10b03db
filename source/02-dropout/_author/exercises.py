"""What lesson 02 grades: the forward and the backward pass with dropout."""

import numpy as np

from grader.exercise import Blank, Case, Equivalent, Exercise, Mistake

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


def in_both(old, new):
    """The same edit in layers 1 and 2; {} stands for the layer's number."""
    return tuple(
        (old.format(layer, layer, layer), new.format(layer, layer, layer))
        for layer in (1, 2)
    )


FORWARD = Exercise(
    name="forward_propagation_with_dropout",
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
        forward_case("other shapes, keep_prob = 0.4", 33, 0.4, (3, 2, 4, 1), 6),
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
    does="Now each pass trains another thinned network.",
    mistakes=(
        Mistake(
            "normal-for-uniform",
            (("np.random.rand(", "np.random.randn("),),
            "the draw is normal (randn); P(draw < keep_prob) is keep_prob only for "
            "uniform numbers.",
        ),
        Mistake(
            "keeps-the-wrong-part",
            in_both("D{} < keep_prob", "D{} > keep_prob"),
            "the comparison is turned round: this keeps a share of 1 − keep_prob. "
            "Which share of uniform numbers is below keep_prob?",
        ),
        Mistake(
            "never-compared",
            in_both("(D{} < keep_prob).astype(int)", "D{}"),
            "the random numbers were never compared with keep_prob: the mask must "
            "be 0 or 1.",
        ),
        Mistake(
            "always-a-half",
            in_both("D{} < keep_prob", "D{} < 0.5"),
            "the threshold is 0.5 whatever keep_prob is.",
        ),
        Mistake(
            "rounded",
            in_both("(D{} < keep_prob).astype(int)", "(D{} + keep_prob).round()"),
            "the draw is rounded, not compared with keep_prob: the mask holds more "
            "than 0 and 1.",
        ),
        Mistake(
            "one-mask-for-all-examples",
            in_both(
                "np.random.rand(A{}.shape[0], A{}.shape[1])",
                "np.tile(np.random.rand(A{}.shape[0], 1), (1, A{}.shape[1]))",
            ),
            "all examples share one mask; each example needs a draw of its own.",
        ),
        Mistake(
            "one-column-mask",
            in_both("A{}.shape[0], A{}.shape[1])", "A{}.shape[0], 1)"),
            "the mask has one column, so all examples share it; draw one for each.",
        ),
        Mistake(
            "one-row-mask",
            in_both("np.random.rand(A{}.shape[0], A", "np.random.rand(1, A"),
            "the mask has one row, so all neurons share it; draw one for each.",
        ),
        Mistake(
            "one-mask-for-all-neurons",
            in_both(
                "np.random.rand(A{}.shape[0], A{}.shape[1])",
                "np.tile(np.random.rand(1, A{}.shape[1]), (A{}.shape[0], 1))",
            ),
            "all neurons of a layer share one draw; each needs its own.",
        ),
        Mistake(
            "scaling-forgotten",
            in_both("A{} = A{} / keep_prob", "A{} = A{}"),
            "the activations are not divided by keep_prob, so their expected sum "
            "shrinks.",
        ),
        Mistake(
            "scaled-the-wrong-way",
            in_both("A{} / keep_prob", "A{} * keep_prob"),
            "the activations are multiplied by keep_prob; inverted dropout divides.",
        ),
        Mistake(
            "scaled-by-the-dropped-share",
            in_both("A{} / keep_prob", "A{} / (1 - keep_prob)"),
            "this divides by 1 − keep_prob, the share that is dropped; divide by "
            "the share that is kept.",
        ),
        Mistake(
            "scaled-twice",
            in_both("A{} / keep_prob", "A{} / keep_prob / keep_prob"),
            "the activations are divided by keep_prob twice.",
        ),
        Mistake(
            "mask-forgotten",
            in_both("A{} * D{}", "A{}"),
            "the mask is drawn but not applied to the activations.",
        ),
        Mistake(
            "mask-on-Z",
            in_both("A{} * D{}", "Z{} * D{}"),
            "the mask is applied to Z. Which comes first, relu or mask?",
        ),
        Mistake(
            "inverted-mask",
            in_both("A{} * D{}", "A{} * (1 - D{})"),
            "the activations that the mask keeps are dropped, and the reverse.",
        ),
        Mistake(
            "scaled-mask",
            (
                *in_both(
                    "(D{} < keep_prob).astype(int)", "(D{} < keep_prob) / keep_prob"
                ),
                *in_both("A{} = A{} / keep_prob", "A{} = A{}"),
            ),
            "the mask itself is divided by keep_prob; keep it 0 and 1, and scale "
            "the activations.",
        ),
        Mistake(
            "mask-for-activations",
            in_both("A{} = A{} * D{}", "A{} = 1 * D{}"),
            "the activations have become the mask itself. With what is it to be "
            "multiplied?",
        ),
        Mistake(
            "mask-added",
            in_both("A{} * D{}", "A{} + D{}"),
            "the mask is added to the activations. What silences a neuron?",
        ),
        Mistake(
            "dropped-and-not-scaled-back",
            (
                *in_both("A{} * D{}", "A{}"),
                *in_both("A{} = A{} / keep_prob", "A{} = A{}"),
            ),
            "mask and scale are both missing: the activations are as without dropout.",
        ),
        Mistake(
            "scaled-before-relu-of-Z",
            in_both("A{} = A{} / keep_prob", "A{} = Z{} / keep_prob"),
            "Z is scaled in place of A. Which line follows after relu and mask?",
        ),
        Mistake(
            "root-of-keep-prob",
            in_both("A{} / keep_prob", "A{} / np.sqrt(keep_prob)"),
            "the activations are divided by the root of keep_prob. What is to stay "
            "the same, their sum or their variance?",
        ),
        Mistake(
            "scaled-by-a-half",
            in_both("A{} / keep_prob", "A{} / 0.5"),
            "the activations are divided by 0.5 whatever keep_prob is.",
        ),
        Mistake(
            "sigmoid-in-a-hidden-layer",
            in_both("A{} = relu(Z{})", "A{} = sigmoid(Z{})"),
            "a hidden layer uses sigmoid. Which activation do hidden layers have?",
        ),
        Mistake(
            "tanh-in-a-hidden-layer",
            in_both("A{} = relu(Z{})", "A{} = np.tanh(Z{})"),
            "a hidden layer uses tanh. Which activation do hidden layers have?",
        ),
        Mistake(
            "relu-on-the-output",
            (("A3 = sigmoid(Z3)", "A3 = relu(Z3)"),),
            "the output layer uses relu. Which activation gives a probability?",
        ),
        Mistake(
            "sigmoid-forgotten",
            (("A3 = sigmoid(Z3)", "A3 = Z3"),),
            "the output layer has no sigmoid.",
        ),
        Mistake(
            "bias-forgotten",
            tuple((f" + b{n}", "") for n in (1, 2, 3)),
            "the bias is missing.",
        ),
        Mistake(
            "bias-of-the-layer-before",
            (("np.dot(W3, A2) + b3", "np.dot(W3, A2) + b2"),),
            "this is the bias of another layer.",
        ),
        Mistake(
            "dropout-on-the-output",
            (
                (
                    "A3 = sigmoid(Z3)",
                    "A3 = sigmoid(Z3) * (np.random.rand(*Z3.shape) < keep_prob)",
                ),
            ),
            "the output layer is dropped too; only hidden layers are.",
        ),
    ),
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
        "Four steps: draw, threshold, mask, scale. Print the mask of a small layer.",
        "np.random.rand(rows, columns) is uniform between 0 and 1: which share of "
        "its entries is below 0.8?",
        "If a share keep_prob of the neurons is left, by how much is their sum too "
        "small on average?",
    ),
)

BACKWARD = Exercise(
    name="backward_propagation_with_dropout",
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
    mistakes=(
        Mistake(
            "mask-forgotten",
            in_both("dA{} * D{}", "dA{}"),
            "the mask of the forward pass is missing. Which gradient does a dropped "
            "neuron get?",
        ),
        Mistake(
            "scaling-forgotten",
            in_both("dA{} / keep_prob", "dA{}"),
            "the division by keep_prob is missing: the backward pass scales as the "
            "forward pass did.",
        ),
        Mistake(
            "nothing-done",
            (*in_both("dA{} * D{}", "dA{}"), *in_both("dA{} / keep_prob", "dA{}")),
            "mask and scaling are both missing.",
        ),
        Mistake(
            "scaled-the-wrong-way",
            in_both("dA{} / keep_prob", "dA{} * keep_prob"),
            "this multiplies by keep_prob; the forward pass divided by it.",
        ),
        Mistake(
            "scaled-by-the-dropped-share",
            in_both("dA{} / keep_prob", "dA{} / (1 - keep_prob)"),
            "this divides by 1 − keep_prob. Which share is kept?",
        ),
        Mistake(
            "multiplied-by-the-dropped-share",
            in_both("dA{} / keep_prob", "dA{} * (1 - keep_prob)"),
            "this multiplies by 1 − keep_prob. What did the forward pass do?",
        ),
        Mistake(
            "scaled-twice",
            in_both("dA{} / keep_prob", "dA{} / keep_prob / keep_prob"),
            "this divides by keep_prob twice.",
        ),
        Mistake(
            "scaled-by-a-half",
            in_both("dA{} / keep_prob", "dA{} / 0.5"),
            "this divides by 0.5 whatever keep_prob is.",
        ),
        Mistake(
            "root-of-keep-prob",
            in_both("dA{} / keep_prob", "dA{} / np.sqrt(keep_prob)"),
            "this divides by the root of keep_prob. What did the forward pass do?",
        ),
        Mistake(
            "inverted-mask",
            in_both("dA{} * D{}", "dA{} * (1 - D{})"),
            "the gradient flows through the dropped neurons, not the kept ones.",
        ),
        Mistake(
            "activations-for-mask",
            in_both("dA{} * D{}", "dA{} * A{}"),
            "the gradient is multiplied by the activations A; the mask is D.",
        ),
        Mistake(
            "pre-activations-for-mask",
            in_both("dA{} * D{}", "dA{} * Z{}"),
            "the gradient is multiplied by Z; the mask is D.",
        ),
        Mistake(
            "relu-for-mask",
            in_both("dA{} * D{}", "dA{} * (A{} > 0)"),
            "the gradient is kept where A > 0, that is relu's derivative, which comes "
            "later. Which neurons were dropped?",
        ),
        Mistake(
            "relu-and-no-mask",
            (
                *in_both("dA{} * D{}", "dA{} * (A{} > 0)"),
                *in_both("dA{} / keep_prob", "dA{}"),
            ),
            "dA has relu's derivative, but neither mask nor scale. What did dropout "
            "do to A?",
        ),
        Mistake(
            "mask-for-gradient",
            in_both("dA{} = dA{} * D{}", "dA{} = 1 * D{}"),
            "the gradient has become the mask itself. With what is it to be "
            "multiplied?",
        ),
        Mistake(
            "mask-added",
            in_both("dA{} * D{}", "dA{} + D{}"),
            "the mask is added to the gradient. What lets nothing through?",
        ),
        Mistake(
            "scaled-in-dW-too",
            tuple(
                (
                    f"1./m * np.dot(dZ{n}, {before}.T)",
                    f"1./m/keep_prob * np.dot(dZ{n}, {before}.T)",
                )
                for n, before in ((3, "A2"), (2, "A1"), (1, "X"))
            ),
            "dW is divided by keep_prob, too. Is that in dA already?",
        ),
        Mistake(
            "output-scaled-too",
            (("dZ3 = A3 - Y", "dZ3 = (A3 - Y) / keep_prob"),),
            "the output's error is divided by keep_prob. Was the output layer dropped?",
        ),
        Mistake(
            "relu-forgotten",
            in_both("np.multiply(dA{}, np.int64(A{} > 0))", "dA{}"),
            "the derivative of relu is missing. What flows back where A is 0?",
        ),
        Mistake(
            "dA-passed-on",
            (("np.dot(W2.T, dZ2)", "np.dot(W2.T, dA2)"),),
            "dA2 is passed on to the layer before. Does dZ2 not come between?",
        ),
        Mistake(
            "D-and-A-exchanged",
            (("(Z1, D1, A1, W1, b1, Z2, D2, A2,", "(Z1, A1, D1, W1, b1, Z2, A2, D2,"),),
            "D and A stand in each other's place. In which order did the forward pass "
            "pack the cache?",
        ),
        Mistake(
            "error-turned-round",
            (("dZ3 = A3 - Y", "dZ3 = Y - A3"),),
            "the error is turned round: it is the prediction minus the label.",
        ),
        Mistake(
            "m-times-keep-prob",
            (("m = X.shape[1]", "m = X.shape[1] * keep_prob"),),
            "the average is over m·keep_prob. Are examples dropped, or neurons?",
        ),
        Mistake(
            "m-from-the-wrong-axis",
            (("m = X.shape[1]", "m = X.shape[0]"),),
            "m is taken from the wrong axis. Are examples the rows or the columns of "
            "X?",
        ),
    ),
    hints=(
        "Which neurons took part in the forward pass? The cache knows.",
        "What the forward pass did to A, the backward pass does to dA.",
        "Two steps for each layer: first the mask of that layer, then its scale.",
    ),
)

EXERCISES = (FORWARD, BACKWARD)
