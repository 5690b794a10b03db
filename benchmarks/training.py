"""Time gradient_descent against the plain loop that computes the cost at every step.

    python -m benchmarks.training [--iterations 30000] [--repeats 5]

Both train the same network with the L2 penalty from the same start, in turns, in one
process. Stops with an error unless the final parameters and the recorded costs are
equal bit by bit. Prints the medians and their ratio (aim: 0.75 or less).
"""

import argparse
import statistics
import time

import numpy as np

from utils.data import load_2D_dataset
from utils.network import (
    backward_propagation,
    compute_cost,
    forward_propagation,
    initialize_parameters,
    update_parameters,
)
from utils.training import gradient_descent

LAMBD, LEARNING_RATE, RECORD_EVERY = 0.7, 0.3, 1000


def cost(A3, Y, parameters):
    """Return the cross-entropy plus lambd / (2 m) times the sum of squared weights."""
    squares = sum(np.sum(np.square(parameters[f"W{layer}"])) for layer in (1, 2, 3))
    return compute_cost(A3, Y) + LAMBD / (2 * Y.shape[1]) * squares


def backward(X, Y, cache):
    """Return the gradients of cost, as a learner writes them."""
    gradients = backward_propagation(X, Y, cache)
    for layer, W in zip((1, 2, 3), (cache[2], cache[6], cache[10]), strict=True):
        gradients[f"dW{layer}"] += LAMBD / X.shape[1] * W
    return gradients


def plain_loop(X, Y, parameters, num_iterations):
    """Train as a textbook does: the cost at every iteration, one in 1000 kept."""
    costs = []
    for i in range(num_iterations):
        A3, cache = forward_propagation(X, parameters)
        value = cost(A3, Y, parameters)
        gradients = backward(X, Y, cache)
        parameters = update_parameters(parameters, gradients, LEARNING_RATE)
        if i % RECORD_EVERY == 0:
            costs.append(value)
    return parameters, costs


def main():
    """Run both in turns, compare their numbers, print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--iterations", type=int, default=30000)
    parser.add_argument("--repeats", type=int, default=5)
    wanted = parser.parse_args()
    X, Y, _, _ = load_2D_dataset()
    start = initialize_parameters([2, 20, 3, 1])

    def lazy_loop(*given):
        """Train with gradient_descent: the cost is computed only where it is kept."""
        functions = forward_propagation, backward, cost, LEARNING_RATE
        return gradient_descent(
            *given[:3], *functions, given[3], False, record_every=RECORD_EVERY
        )

    seconds = {plain_loop: [], lazy_loop: []}
    for _ in range(wanted.repeats):
        results = []
        for train, times in seconds.items():
            began = time.perf_counter()
            results.append(train(X, Y, start, wanted.iterations))
            times.append(time.perf_counter() - began)
        np.testing.assert_equal(*results)
    plain, lazy = (statistics.median(times) for times in seconds.values())
    print(
        f"{wanted.iterations} iterations, median of {wanted.repeats}: cost at every "
        f"step {plain:.2f} s, gradient_descent {lazy:.2f} s, ratio {lazy / plain:.2f} "
        "(same parameters and costs, bit by bit)"
    )


if __name__ == "__main__":
    main()
