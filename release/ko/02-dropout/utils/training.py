"""Gradient descent on the whole training set, for the learner's own functions."""

from collections.abc import Callable

import numpy as np

from utils.network import (
    Array,
    Parameters,
    check_data,
    check_settings,
    update_parameters,
)
from utils.progress import counted


def gradient_descent(
    X: Array,
    Y: Array,
    parameters: Parameters,
    forward: Callable,
    backward: Callable,
    cost: Callable,
    learning_rate: float = 0.3,
    num_iterations: int = 30000,
    print_cost: bool = True,
    print_every: int = 10000,
    record_every: int = 1000,
    callback: Callable[[int, Parameters], None] | None = None,
) -> tuple[Parameters, list[float]]:
    """Train by gradient descent; return the parameters and the recorded costs.

    X (features, m) and Y (1, m) are the training set; parameters is the start and
    stays untouched. The three functions are called as
        A3, cache = forward(X, parameters)
        gradients = backward(X, Y, cache)          "dW1" for "W1", and so on
        number = cost(A3, Y, parameters)
    The cost, which no step needs, is computed only where it is recorded (every
    record_every iterations, 0 first) or printed (every print_every iterations).
    callback(iteration, parameters), if given, is called at each recorded iteration,
    before its step. A line shows how far it is. An interrupt (■ in Jupyter)
    ends the training early and returns what was reached.
    Raises ValueError if the data, a setting or a gradient does not fit.
    """
    check_data(X, Y)
    check_settings(
        learning_rate=learning_rate,
        num_iterations=num_iterations,
        print_every=print_every,
        record_every=record_every,
    )
    costs = []
    warned = False
    i = 0
    steps = counted(num_iterations)
    try:
        for i in steps:
            A3, cache = forward(X, parameters)
            record = i % record_every == 0
            show = print_cost and i % print_every == 0
            if record or show:
                value = _number(cost(A3, Y, parameters))
                if show:
                    print(f"{i}번 반복한 뒤의 비용: {value:.4f}")
                if record:
                    costs.append(value)
                if record and callback is not None:
                    callback(i, parameters)
                if not (warned or np.isfinite(value)):
                    warned = True
                    print(_diverged(i, value, learning_rate))
                if np.isnan(A3).any():
                    break  # NaN never heals
            gradients = backward(X, Y, cache)
            if i == 0:
                _check_gradients(parameters, gradients)
            parameters = update_parameters(parameters, gradients, learning_rate)
    except KeyboardInterrupt:
        print(f"중단됨: {i}번 반복한 뒤의 매개변수입니다.")
    finally:
        steps.close()
    return parameters, costs


def _check_gradients(parameters, gradients):
    """Raise ValueError where NumPy would broadcast a wrong gradient in silence."""
    for name, value in parameters.items():
        shape = np.shape(gradients.get("d" + name, value))
        if shape != value.shape:  # update_parameters names a gradient that is missing
            raise ValueError(
                f"d{name}의 형태가 {shape}입니다. {name}의 형태인"
                f" {value.shape}이어야 합니다."
            )


def _number(value):
    """Return the cost as a float; raise ValueError if it is not one number."""
    if value is None or np.size(value) != 1:
        raise ValueError(
            f"비용이 {value!r}입니다. 숫자 하나이어야 합니다. 비용 함수가"
            f" 무엇을 반환하는지 보십시오."
        )
    return float(np.squeeze(value))


def _diverged(iteration, value, learning_rate):
    return (
        f"{iteration}번째 반복에서 비용이 {value}입니다. 걸음이 너무 큽니다."
        f" 학습률을 {learning_rate}보다 작게, 이를테면"
        f" {learning_rate / 10:g}(으)로 해서 다시 훈련하십시오."
    )
