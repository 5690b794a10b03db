"""Costs as functions of one vector θ: to check their gradients, to look round them.

A network's parameters W1, b1, W2, … travel as one vector theta, shape (n,), in the
order of the dictionary. `cost(theta)` is a number, `gradient(theta)` has shape (n,).
"""

from collections.abc import Callable

import numpy as np

from utils import deep
from utils.network import Array, Parameters


def flatten(parameters: Parameters) -> Array:
    """Return all entries of a dictionary of arrays as one vector theta, (n,)."""
    return np.concatenate([np.ravel(value) for value in parameters.values()])


def unflatten(theta: Array, like: Parameters) -> Parameters:
    """Return theta, (n,), as a dictionary with the names and shapes of `like`.

    Raises ValueError if theta does not have as many entries as `like`.
    """
    sizes = [value.size for value in like.values()]
    if np.shape(theta) != (sum(sizes),):
        raise ValueError(
            f"theta의 형태가 {np.shape(theta)}입니다. {', '.join(like)}의"
            f" 원소마다 하나씩, ({sum(sizes)},)이어야 합니다."
        )
    parts = np.split(theta, np.cumsum(sizes)[:-1])
    return {
        name: part.reshape(value.shape)
        for (name, value), part in zip(like.items(), parts)
    }


def network_functions(
    X: Array,
    Y: Array,
    like: Parameters,
    lambd: float = 0,
    activation: str = "relu",
    backward: Callable = deep.backward,
    draw: Callable | None = None,
) -> tuple[Callable, Callable]:
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


def only(
    name: str, cost: Callable, gradient: Callable, parameters: Parameters
) -> tuple[Callable, Callable, Array]:
    """Return (cost, gradient, block): the same, where only parameters[name] can move.

    block holds the entries of that parameter, (its size,); all others stay as they
    are in `parameters`. Raises KeyError if there is no such parameter.
    """
    if name not in parameters:
        raise KeyError(
            f"매개변수 {name!r} 없음. 있는 것: {', '.join(parameters)}")
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


def descend(
    gradient: Callable,
    theta: Array,
    learning_rate: float,
    steps: int,
    watch: Callable,
    every: int = 50,
) -> tuple[Array, list]:
    """Step down from theta; return the last theta and [watch(theta)], every so often.

    An interrupt (■ in Jupyter) ends it and returns what was reached.
    """
    seen = []
    try:
        for i in range(steps + 1):
            if i % every == 0:
                seen.append(watch(theta))
            if i < steps:
                theta = theta - learning_rate * gradient(theta)
    except KeyboardInterrupt:
        print(f"{i}번째 스텝 뒤에 중단되었습니다.")
    return theta, seen


def random_direction(
    parameters: Parameters, rng: np.random.RandomState, normalised: bool = True
) -> Array:
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
