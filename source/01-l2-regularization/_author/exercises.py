"""What lesson 01 grades: the cost and the gradients with an L2 penalty."""

import numpy as np

from grader.exercise import Blank, Case, Equivalent, Exercise, Mistake
from utils.network import forward_propagation

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


SUM = "np.sum(np.square({}))".format
ALL = tuple(f"W{layer}" for layer in (1, 2, 3))


def in_each(old, new):
    """The same edit for W1, W2 and W3."""
    return tuple((old.format(name), new.format(name)) for name in ALL)


COST = Exercise(
    name="compute_cost_with_regularization",
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
    mistakes=(
        Mistake(
            "half-missing",
            (("(2 * m)", "m"),),
            "the factor 1/2 of the penalty λ/(2m)·Σ‖W‖² is missing.",
        ),
        Mistake(
            "m-missing",
            (("(2 * m)", "2"),),
            "the penalty is not divided by the number of examples. Is m the number "
            "of columns of Y?",
        ),
        Mistake(
            "half-and-m-missing",
            (("lambd / (2 * m)", "lambd"),),
            "the penalty misses its factor 1/(2m) altogether.",
        ),
        Mistake(
            "multiplied-by-m",
            (("lambd / (2 * m)", "lambd / 2 * m"),),
            "lambd / 2 * m multiplies by m. In which order are / and * worked out?",
        ),
        Mistake(
            "m-twice",
            (("(2 * m)", "(2 * m) / m"),),
            "the penalty is divided by m twice. Does compute_cost need it again?",
        ),
        Mistake(
            "lambd-missing",
            (("lambd / (2 * m)", "1 / (2 * m)"),),
            "the penalty does not depend on lambd. What should lambd = 0 do?",
        ),
        Mistake(
            "lambd-squared",
            (("lambd / (2 * m)", "lambd ** 2 / (2 * m)"),),
            "the penalty grows with the square of lambd. Does lambd stand there twice?",
        ),
        Mistake(
            "only-W1",
            ((SUM("W2"), "0"), (SUM("W3"), "0")),
            "only W1 is penalised. Which layers does the sum run over?",
        ),
        Mistake(
            "only-W2",
            ((SUM("W1"), "0"), (SUM("W3"), "0")),
            "only W2 is penalised. Which layers does the sum run over?",
        ),
        Mistake(
            "only-W3",
            ((SUM("W1"), "0"), (SUM("W2"), "0")),
            "only W3 is penalised. If you use a loop: does it add, or does the last "
            "layer replace the others?",
        ),
        Mistake(
            "W3-forgotten",
            ((SUM("W3"), "0"),),
            "W3 is left out of the penalty. If you use a loop: where does it end?",
        ),
        Mistake(
            "W2-forgotten",
            ((SUM("W2"), "0"),),
            "W2 is left out of the penalty. Which layers does the sum run over?",
        ),
        Mistake(
            "W1-forgotten",
            ((SUM("W1"), "0"),),
            "W1 is left out of the penalty. If you use a loop: where does it begin?",
        ),
        Mistake(
            "not-squared",
            in_each("np.square({})", "{}"),
            "the weights are summed without being squared.",
        ),
        Mistake(
            "absolute-values",
            in_each("np.square({})", "np.abs({})"),
            "this sums absolute values, an L1 penalty. What does L2 sum?",
        ),
        Mistake(
            "mean-for-sum",
            in_each("np.sum(np.square({}))", "np.mean(np.square({}))"),
            "the squares are averaged over each matrix. Is the penalty their mean or "
            "their sum?",
        ),
        Mistake(
            "norm-not-squared",
            in_each("np.sum(np.square({}))", "np.sqrt(np.sum(np.square({})))"),
            "the norms are added without being squared. What does ‖W‖² mean?",
        ),
        Mistake(
            "root-of-the-sum",
            ((f"(\n        {SUM('W1')}", f"np.sqrt(\n        {SUM('W1')}"),),
            "there is a root over the sum of squares. Does the formula have one?",
        ),
        Mistake(
            "square-of-the-sum",
            in_each("np.sum(np.square({}))", "np.square(np.sum({}))"),
            "each sum is squared; the entries are to be squared before they are added.",
        ),
        Mistake(
            "factor-on-W1-alone",
            ((f"{SUM('W1')} + ", f"{SUM('W1')}) + ("),),
            "λ/(2m) reaches only the first sum. Which bracket is missing?",
        ),
        Mistake(
            "factor-on-W3-alone",
            (
                (
                    f"lambd / (2 * m) * (\n        {SUM('W1')}",
                    f"(\n        {SUM('W1')}",
                ),
                (SUM("W3"), f"{SUM('W3')} * lambd / (2 * m)"),
            ),
            "λ/(2m) reaches only the last sum. Which bracket is missing?",
        ),
        Mistake(
            "factor-in-the-loop",
            (
                (SUM("W1"), f"(lambd / (2 * m)) ** 2 * {SUM('W1')}"),
                (SUM("W2"), f"lambd / (2 * m) * {SUM('W2')}"),
            ),
            "λ/(2m) multiplies all that was summed before, once for each layer. Does "
            "that line belong behind the loop?",
        ),
        Mistake(
            "divided-in-W3-alone",
            (("lambd / (2 * m)", "lambd"), (SUM("W3"), f"{SUM('W3')} / (2 * m)")),
            "only the last sum is divided by 2m. Which bracket is missing?",
        ),
        Mistake(
            "square-of-all-sums",
            (
                *in_each("np.sum(np.square({}))", "np.sum({})"),
                (
                    "np.sum(W1) + np.sum(W2) + np.sum(W3)\n    )",
                    "np.sum(W1) + np.sum(W2) + np.sum(W3)\n    ) ** 2",
                ),
            ),
            "the sum of all weights is squared; each weight is to be squared before "
            "it is added.",
        ),
        Mistake(
            "layers-multiplied",
            ((" + np.sum", " * np.sum"),),
            "the layers' sums of squares are multiplied with each other; they are to "
            "be added.",
        ),
        Mistake(
            "m-from-W1",
            (("(2 * m)", "(2 * W1.shape[1])"),),
            "the penalty is divided by the number of features. Is m the number of "
            "columns of Y?",
        ),
        Mistake(
            "biases-for-weights",
            tuple(
                (SUM(f"W{n}"), f'np.sum(np.square(parameters["b{n}"]))')
                for n in (1, 2, 3)
            ),
            "the biases are penalised, not the weights. Which arrays does the formula "
            "name?",
        ),
        Mistake(
            "plus-for-times",
            (("lambd / (2 * m) * (", "lambd / (2 * m) + ("),),
            "λ/(2m) is added to the sum of squares; it is to be multiplied with it.",
        ),
        Mistake(
            "multiplied-with-the-cost",
            (
                (
                    "cost = cross_entropy_cost +",
                    "cost = cross_entropy_cost *",
                ),
            ),
            "the penalty is multiplied with the cross-entropy; it is to be added.",
        ),
        Mistake(
            "labels-exchanged",
            (("compute_cost(A3, Y)", "compute_cost(A3, 1 - Y)"),),
            "in the cross-entropy Y and 1 − Y are exchanged. compute_cost(A3, Y) has "
            "it right.",
        ),
        Mistake(
            "half-of-the-cross-entropy",
            (("compute_cost(A3, Y)", "-np.sum(Y * np.log(A3)) / m"),),
            "the cross-entropy has only the term with Y. compute_cost(A3, Y) has both.",
        ),
        Mistake(
            "subtracted",
            (("cost = cross_entropy_cost +", "cost = cross_entropy_cost -"),),
            "the penalty is subtracted, so that large weights would be rewarded.",
        ),
        Mistake(
            "penalty-forgotten",
            (
                (
                    "cost = cross_entropy_cost + L2_regularization_cost",
                    "cost = cross_entropy_cost",
                ),
            ),
            "the penalty is not in the cost, or it is 0. Is it added, and not cut to a "
            "whole number?",
        ),
        Mistake(
            "cross-entropy-forgotten",
            (
                (
                    "cost = cross_entropy_cost + L2_regularization_cost",
                    "cost = L2_regularization_cost",
                ),
            ),
            "the cost is the penalty alone. Where did the cross-entropy go?",
        ),
        Mistake(
            "biases-too",
            tuple(
                (
                    SUM(f"W{n}"),
                    f'{SUM(f"W{n}")} + np.sum(np.square(parameters["b{n}"]))',
                )
                for n in (1, 2, 3)
            ),
            "the biases are penalised too. Which arrays does the formula name?",
        ),
    ),
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
        "np.square squares each entry, np.sum adds all entries of one matrix; you "
        "need this for each layer.",
        "In front of the sum stand three quantities. Which two of them are in the "
        "denominator?",
    ),
)

TERM = "(lambd * {}) / m".format


def each_term(new):
    """Replace the penalty's gradient in every layer."""
    return tuple((TERM(name), new.format(name)) for name in ALL)


GRADIENTS = Exercise(
    name="backward_propagation_with_regularization",
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
    mistakes=(
        Mistake(
            "penalty-forgotten",
            each_term("0 * {}"),
            "the gradient of the penalty is missing.",
        ),
        Mistake(
            "half-kept",
            each_term("(lambd * {}) / (2 * m)"),
            "the factor 1/2 is still there. What happens to it when W² is "
            "differentiated?",
        ),
        Mistake(
            "m-missing",
            each_term("lambd * {}"),
            "the penalty's gradient is not divided by m.",
        ),
        Mistake(
            "half-kept-m-missing",
            each_term("lambd * {} / 2"),
            "the penalty's gradient is lambd·W/2. What stands in front of W in λ/m·W?",
        ),
        Mistake(
            "multiplied-by-m",
            each_term("lambd * {} * m"),
            "the penalty's gradient is multiplied by m; it is to be divided.",
        ),
        Mistake(
            "half-kept-multiplied-by-m",
            each_term("lambd * {} / 2 * m"),
            "/ 2 * m multiplies by m, and the 1/2 cancels when W² is differentiated. "
            "What is left of λ/(2m)·W²?",
        ),
        Mistake(
            "m-twice",
            each_term("(lambd * {}) / m / m"),
            "the penalty's gradient is divided by m twice. Does the bracket behind "
            "1/m reach too far?",
        ),
        Mistake(
            "doubled",
            each_term("(2 * lambd * {}) / m"),
            "the penalty's gradient is doubled. What does the 1/2 in λ/(2m)·W² do?",
        ),
        Mistake(
            "subtracted",
            tuple((f"+ {TERM(name)}", f"- {TERM(name)}") for name in ALL),
            "the penalty's gradient is subtracted: the weights would grow.",
        ),
        Mistake(
            "lambd-missing",
            each_term("{} / m"),
            "the penalty's gradient does not depend on lambd.",
        ),
        Mistake(
            "weights-missing",
            each_term("lambd / m"),
            "λ/m is added without the weights. What is the gradient of W²?",
        ),
        Mistake(
            "weights-added",
            each_term("lambd / m + {}"),
            "λ/m and the weights are added to each other. Are they not multiplied in "
            "the gradient of the penalty?",
        ),
        Mistake(
            "multiplied-with-the-data-part",
            tuple((f"+ {TERM(name)}", f"* {TERM(name)}") for name in ALL),
            "the penalty's gradient is multiplied with the data's part; it is to be "
            "added.",
        ),
        Mistake(
            "absolute-weights",
            each_term("(lambd * np.abs({})) / m"),
            "the weights have lost their signs. What is the gradient of W² where W "
            "is negative?",
        ),
        Mistake(
            "norm-added",
            each_term("lambd / m * np.linalg.norm({})"),
            "the norm of the weights, one number, is added to each entry. Which shape "
            "has the gradient of the penalty?",
        ),
        Mistake(
            "squared-weights",
            each_term("(lambd * np.square({})) / m"),
            "the weights are still squared. What is the gradient of W²?",
        ),
        Mistake(
            "sum-of-squares-added",
            each_term("lambd / m * np.sum(np.square({}))"),
            "a sum over all weights is added to each entry. Which shape has the "
            "gradient of the penalty?",
        ),
        Mistake(
            "penalty-itself-added",
            each_term("lambd / (2 * m) * np.sum(np.square({}))"),
            "the penalty itself is added. What is its gradient?",
        ),
        Mistake(
            "sum-of-weights-added",
            each_term("lambd / m * np.sum({})"),
            "the sum of the weights is added to each entry. Which shape has the "
            "gradient of the penalty?",
        ),
        Mistake(
            "sign-of-weights",
            each_term("(lambd * np.sign({})) / m"),
            "this is the gradient of an L1 penalty, with the signs of the weights.",
        ),
        Mistake(
            "averaged-over-the-layer",
            tuple((TERM(name), f"{TERM(name)} / {name}.size") for name in ALL),
            "the penalty's gradient is divided by the number of weights in the layer, "
            "too. Which numbers does λ/m hold?",
        ),
        Mistake(
            "data-term-not-averaged",
            (("1. / m * np.dot", "np.dot"),),
            "the data's part of the gradient is not divided by m.",
        ),
        Mistake(
            "nothing-averaged",
            (("1. / m * np.dot", "np.dot"), *each_term("lambd * {}")),
            "neither the data's part nor the penalty's is divided by m.",
        ),
        Mistake(
            "data-forgotten",
            tuple(
                (f"1. / m * np.dot(dZ{n}, {before}.T) + ", "")
                for n, before in ((3, "A2"), (2, "A1"), (1, "X"))
            ),
            "only the penalty's gradient is left. To what is it added?",
        ),
        Mistake(
            "biases-decay-too",
            tuple(
                (
                    f"db{n} = 1. / m * np.sum(dZ{n}, axis=1, keepdims=True)",
                    f"db{n} = 1. / m * np.sum(dZ{n}, axis=1, keepdims=True)"
                    f" + lambd / m * b{n}",
                )
                for n in (1, 2, 3)
            ),
            "the biases have a penalty, too. Does the cost hold b?",
        ),
        Mistake(
            "relu-forgotten",
            tuple(
                (f"np.multiply(dA{n}, np.int64(A{n} > 0))", f"dA{n}") for n in (1, 2)
            ),
            "the derivative of relu is missing. What flows back where A is 0?",
        ),
        Mistake(
            "derivative-of-tanh",
            tuple((f"np.int64(A{n} > 0)", f"(1 - A{n} ** 2)") for n in (1, 2)),
            "1 − A² is the derivative of tanh. Which activation have hidden layers?",
        ),
        Mistake(
            "derivative-of-sigmoid",
            tuple((f"np.int64(A{n} > 0)", f"(A{n} * (1 - A{n}))") for n in (1, 2)),
            "A·(1 − A) is the derivative of sigmoid. Which activation have hidden "
            "layers?",
        ),
        Mistake(
            "dA-passed-on",
            (("np.dot(W2.T, dZ2)", "np.dot(W2.T, dA2)"),),
            "dA2 is passed on to the layer before. Does dZ2 not come between?",
        ),
        Mistake(
            "error-of-the-layer-behind",
            (("np.dot(dZ2, A1.T)", "np.dot(dZ3, A1.T)"),),
            "the error of layer 3, dZ3, is used in layer 2. Which dZ belongs there?",
        ),
        Mistake(
            "dA3-for-dZ3",
            (("dZ3 = A3 - Y", "dZ3 = (1 - Y) / (1 - A3) - Y / A3"),),
            "this is dA3. What is left of it behind the derivative of sigmoid?",
        ),
        Mistake(
            "sigmoid-counted-twice",
            (("dZ3 = A3 - Y", "dZ3 = (A3 - Y) * A3 * (1 - A3)"),),
            "A3 − Y holds the derivative of sigmoid already, as it cancels against "
            "that of the cross-entropy.",
        ),
        Mistake(
            "Z-and-A-exchanged",
            (
                (
                    "(Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, ",
                    "(A1, Z1, W1, b1, A2, Z2, W2, b2, A3, Z3, ",
                ),
            ),
            "Z and A stand in each other's place. In which order did the forward pass "
            "pack the cache?",
        ),
        Mistake(
            "error-turned-round",
            (("dZ3 = A3 - Y", "dZ3 = Y - A3"),),
            "the error is turned round: it is the prediction minus the label.",
        ),
        Mistake(
            "m-from-the-wrong-axis",
            (("m = X.shape[1]", "m = X.shape[0]"),),
            "m is taken from the wrong axis. Are examples the rows or the columns of "
            "X?",
        ),
    ),
    hints=(
        "Differentiate ½·(λ/m)·w² with respect to w. What happens to the ½?",
        "The gradient of a sum is the sum of the gradients: keep the term of the "
        "cross-entropy and add one.",
        "The added term has the shape of W3, and vanishes where lambd = 0.",
    ),
)

EXERCISES = (COST, GRADIENTS)
