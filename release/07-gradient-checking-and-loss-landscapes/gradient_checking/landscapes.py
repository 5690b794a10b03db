"""Costs as functions of one vector θ: to check their gradients, to look round them.

A network's parameters W1, b1, W2, … travel as one vector theta, shape (n,), in the
order of the dictionary. `cost(theta)` is a number, `gradient(theta)` has shape (n,).
"""

import numpy as np
from tqdm.auto import trange

from utils import deep
from utils.network import sigmoid


def flatten(parameters):
    """Return all entries of a dictionary of arrays as one vector theta, (n,)."""
    return np.concatenate([np.ravel(value) for value in parameters.values()])


def unflatten(theta, like):
    """Return theta, (n,), as a dictionary with the names and shapes of `like`.

    Raises ValueError if theta does not have as many entries as `like`.
    """
    sizes = [value.size for value in like.values()]
    if np.shape(theta) != (sum(sizes),):
        raise ValueError(
            f"theta has shape {np.shape(theta)}; expected ({sum(sizes)},), one entry "
            f"for each of {', '.join(like)}."
        )
    parts = np.split(theta, np.cumsum(sizes)[:-1])
    return {
        name: part.reshape(value.shape)
        for (name, value), part in zip(like.items(), parts)
    }


def network_functions(
    X, Y, like, lambd=0, activation="relu", backward=deep.backward, draw=None
):
    """Return (cost, gradient) of a network of `utils.deep`, as functions of theta.

    X: (features, m). Y: (1, m). like: parameters that give names and shapes.
    backward: called as deep.backward is; another one may be put to the test.
    draw: None, or a function without arguments that returns (keep_prob, rng) and is
    called before each pass, for dropout.
    """

    def forward(theta):
        parameters = unflatten(theta, like)
        keep_prob, rng = (1, None) if draw is None else draw()
        return parameters, *deep.forward(X, parameters, activation, keep_prob, rng)

    def cost(theta):
        parameters, A, _ = forward(theta)
        return deep.cross_entropy(A, Y, parameters, lambd)

    def gradient(theta):
        parameters, _, layers = forward(theta)
        gradients = backward(Y, layers, parameters, activation, lambd)
        return flatten({name: gradients["d" + name] for name in like})

    return cost, gradient


def only(name, cost, gradient, parameters):
    """Return (cost, gradient, block): the same, where only parameters[name] can move.

    block holds the entries of that parameter, (its size,); all others stay as they
    are in `parameters`. Raises KeyError if there is no such parameter.
    """
    if name not in parameters:
        raise KeyError(f"no parameter {name!r}; there are {', '.join(parameters)}")
    theta = flatten(parameters)
    inside = flatten({k: np.full(v.shape, k == name) for k, v in parameters.items()})

    def moved(block):
        whole = theta.copy()
        whole[inside] = block
        return whole

    return (
        lambda block: cost(moved(block)),
        lambda block: gradient(moved(block))[inside],
        theta[inside],
    )


def descend(gradient, theta, learning_rate, steps, watch, every=50, label="descent"):
    """Step down from theta; return the last theta and [watch(theta)], every so often.

    An interrupt (■ in Jupyter) ends it and returns what was reached.
    """
    seen = []
    bar = trange(steps + 1, desc=label, leave=False)
    try:
        for i in bar:
            if i % every == 0:
                seen.append(watch(theta))
            if i < steps:
                theta = theta - learning_rate * gradient(theta)
    except KeyboardInterrupt:
        print(f"Interrupted after {i} steps.")
    finally:
        bar.close()
    return theta, seen


def random_direction(parameters, rng, normalised=True):
    """Return a random direction as one vector, (n,); biases stay where they are.

    normalised: each row of a weight matrix (the weights into one unit, its filter)
    gets the norm of that row in `parameters`. Source: Li, Xu, Taylor, Studer and
    Goldstein, Visualizing the Loss Landscape of Neural Nets (2018), section 4.
    """
    direction = {}
    for name, value in parameters.items():
        drawn = rng.randn(*value.shape)
        if name.startswith("b"):
            drawn = np.zeros_like(drawn)
        elif normalised:
            norms = np.linalg.norm(value, axis=1, keepdims=True)
            drawn *= norms / np.linalg.norm(drawn, axis=1, keepdims=True)
        direction[name] = drawn
    return flatten(direction)


def bowl(seed, n, quartic=True):
    """Return cost(theta) = Σ pθ⁴/4 + Σ qθ²/2 + (uᵀθ)²/2 + rᵀθ for theta of shape (n,).

    The coefficients are drawn from the seed and are multiples of 1/4; p = 0 unless
    quartic.
    """
    p, q, u, r = _coefficients(seed, n, quartic)

    def cost(theta):
        _expect(theta, n)
        even = p @ theta**4 / 4 + q @ theta**2 / 2
        return float(even + (u @ theta) ** 2 / 2 + r @ theta)

    return cost


def bowl_gradient(seed, n, quartic=True, bug=None):
    """Return the gradient of `bowl(seed, n, quartic)`, as a function of theta.

    bug: None; "coupling", where uᵀθ is counted twice; "sign", where the first entry
    has the wrong sign.
    """
    p, q, u, r = _coefficients(seed, n, quartic)
    _known(bug, "coupling", "sign")

    def gradient(theta):
        _expect(theta, n)
        slope = p * theta**3 + q * theta + u * (u @ theta) + r
        if bug == "coupling":
            slope = slope + u * (u @ theta)
        if bug == "sign":
            slope[0] = -slope[0]
        return slope

    return gradient


def logistic(seed, features, m, lambd=0):
    """Return the cost of logistic regression on m random examples, plus λ/(2m)·Σ w².

    theta: the weights and, as its last entry, the bias; shape (features + 1,).
    """
    X, Y = _examples(seed, features, m)

    def cost(theta):
        _expect(theta, features + 1)
        signs = 2 * Y - 1
        losses = np.logaddexp(0, -signs * (theta[:-1] @ X + theta[-1]))
        return float(losses.mean() + lambd / (2 * m) * np.sum(theta[:-1] ** 2))

    return cost


def logistic_gradient(seed, features, m, lambd=0, bug=None):
    """Return the gradient of `logistic(seed, features, m, lambd)`, of theta.

    bug: None; "penalty", which is left out; "bias", whose slope is not divided by m.
    """
    X, Y = _examples(seed, features, m)
    _known(bug, "penalty", "bias")

    def gradient(theta):
        _expect(theta, features + 1)
        dz = sigmoid(theta[:-1] @ X + theta[-1]) - Y
        dw = X @ dz / m
        if bug != "penalty":
            dw = dw + lambd / m * theta[:-1]
        db = dz.sum() if bug == "bias" else dz.mean()
        return np.append(dw, db)

    return gradient


def _coefficients(seed, n, quartic):
    rng = np.random.RandomState(seed)
    p, q = rng.randint(1, 6, size=(2, n)) / 4
    u, r = rng.choice([-5, -3, -2, -1, 1, 2, 3, 5], size=(2, n)) / 4
    return p * quartic, q, u, r


def _examples(seed, features, m):
    rng = np.random.RandomState(seed)
    X = np.round(rng.randn(features, m), 2)
    return X, (np.arange(m) % 3 > 0).astype(float)


def _expect(theta, n):
    if np.shape(theta) != (n,):
        raise ValueError(f"theta has shape {np.shape(theta)}; expected ({n},).")


def _known(bug, *bugs):
    if bug is not None and bug not in bugs:
        raise ValueError(f"bug is {bug!r}; expected None or one of {', '.join(bugs)}.")
