"""The three-layer network of the course: LINEAR, RELU, LINEAR, RELU, LINEAR, SIGMOID.

Shapes are (units, examples) throughout: X is (features, m), Y is (1, m), a weight
matrix W is (units, units of the layer before), a bias b is (units, 1).
The equations are those of logistic cross-entropy and backpropagation as in
Goodfellow, Bengio and Courville, Deep Learning (2016), sections 6.2 and 6.5.
"""

from collections.abc import Sequence
from itertools import pairwise
from numbers import Integral, Real
from typing import Any

import numpy as np

Array = np.ndarray
Parameters = dict[str, Array]  # "W1", "b1", "W2", … and their arrays


def sigmoid(Z: Array) -> Array:
    """Return 1 / (1 + exp(-Z)), elementwise; same shape as Z."""
    with np.errstate(over="ignore"):  # exp may reach inf; the result 0 is right
        return 1 / (1 + np.exp(-Z))


def relu(Z: Array) -> Array:
    """Return max(Z, 0), elementwise, in a new array; same shape as Z."""
    return np.maximum(0, Z)


def initialize_parameters(layer_dims: Sequence[int], seed: int = 3) -> Parameters:
    """Return W1, b1, W2, b2, … for layers of the given sizes, inputs first.

    Weights are standard normal, drawn in layer order from RandomState(seed) and
    divided by the square root of the layer's fan-in; biases are zero.
    Raises ValueError unless layer_dims holds two or more positive whole numbers.
    """
    sizes = list(layer_dims)
    whole = all(isinstance(n, (int, np.integer)) and n > 0 for n in sizes)
    if len(sizes) < 2 or not whole:
        raise ValueError(
            f"layer_dims가 {layer_dims!r}입니다. [2, 20, 3, 1](입력, 은닉"
            f" 유닛, 출력)처럼 양의 정수가 두 개 이상 필요합니다."
        )
    rng = np.random.RandomState(seed)
    parameters = {}
    for layer, (before, units) in enumerate(pairwise(sizes), start=1):
        parameters[f"W{layer}"] = rng.randn(units, before) / np.sqrt(before)
        parameters[f"b{layer}"] = np.zeros((units, 1))
    return parameters


def forward_propagation(X: Array, parameters: Parameters) -> tuple[Array, tuple]:
    """Return A3, shape (1, m), and the cache that backward_propagation reads.

    cache is (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3).
    Raises ValueError if the rows of X do not fit W1, or if a layer is missing.
    """
    try:
        W1, b1 = parameters["W1"], parameters["b1"]
        W2, b2 = parameters["W2"], parameters["b2"]
        W3, b3 = parameters["W3"], parameters["b3"]
    except KeyError as missing:
        raise ValueError(_three_layers(parameters, missing)) from None
    if X.ndim != 2 or X.shape[0] != W1.shape[1]:
        raise ValueError(
            f"X의 형태는 {X.shape}, W1의 형태는 {W1.shape}입니다. X에는"
            f" 행(특성)이 {W1.shape[1]}개, 샘플마다 열이 하나 있어야 합니다."
        )
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)


def compute_cost(A3: Array, Y: Array) -> float:
    """Return the cross-entropy of predictions A3 and labels Y, mean over examples.

    A3 and Y both have shape (1, m). A saturated right answer (A3 exactly 0 or 1)
    counts 0; a saturated wrong one makes the cost infinite; NaN in A3 makes it NaN.
    Raises ValueError if the shapes differ.
    """
    _check_same_shape("A3", A3, Y)
    m = Y.shape[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        logprobs = np.multiply(-np.log(A3), Y) + np.multiply(-np.log(1 - A3), 1 - Y)
        cost = 1.0 / m * np.nansum(logprobs)  # a saturated right answer is 0 · inf
    return float("nan") if np.isnan(A3).any() else float(cost)


def backward_propagation(X: Array, Y: Array, cache: tuple) -> Parameters:
    """Return the gradients of compute_cost by the chain rule, as a dictionary.

    Keys: dZ3 dW3 db3 dA2 dZ2 dW2 db2 dA1 dZ1 dW1 db1.
    X is (features, m), Y is (1, m), cache comes from forward_propagation.
    dW and db are those of the mean cost; dZ and dA are those of the summed cost.
    Raises ValueError if Y does not have the shape of A3.
    """
    _, A1, _, _, _, A2, W2, _, _, A3, W3, _ = cache
    _check_same_shape("A3", A3, Y)
    m = X.shape[1]
    dZ3 = A3 - Y
    dW3 = 1.0 / m * np.dot(dZ3, A2.T)
    db3 = 1.0 / m * dZ3.sum(axis=1, keepdims=True)
    dA2 = np.dot(W3.T, dZ3)
    dZ2 = np.multiply(dA2, A2 > 0)
    dW2 = 1.0 / m * np.dot(dZ2, A1.T)
    db2 = 1.0 / m * dZ2.sum(axis=1, keepdims=True)
    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, A1 > 0)
    dW1 = 1.0 / m * np.dot(dZ1, X.T)
    db1 = 1.0 / m * dZ1.sum(axis=1, keepdims=True)
    return {
        "dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2,
        "dZ2": dZ2, "dW2": dW2, "db2": db2, "dA1": dA1,
        "dZ1": dZ1, "dW1": dW1, "db1": db1,
    }  # fmt: skip


def update_parameters(
    parameters: Parameters, gradients: Parameters, learning_rate: float
) -> Parameters:
    """Return new parameters, each `value - learning_rate * gradient`; any depth.

    gradients holds "dW1" for "W1" and so on; the input dictionaries stay untouched.
    Raises ValueError if a gradient is missing.
    """
    try:
        return {
            name: value - learning_rate * gradients["d" + name]
            for name, value in parameters.items()
        }
    except KeyError as missing:
        raise ValueError(
            f"gradients에 {missing} 항목이 없습니다. 들어 있는 항목:"
            f" {', '.join(gradients)}."
        ) from None


def predict_dec(parameters: Parameters, X: Array) -> Array:
    """Return which examples in X (features, m) are class 1, as bool of shape (1, m)."""
    A3, _ = forward_propagation(X, parameters)
    return A3 > 0.5


def accuracy(X: Array, Y: Array, parameters: Parameters) -> float:
    """Return the share, 0 to 1, of the examples in X whose label in Y is predicted."""
    predicted = predict_dec(parameters, X)
    _check_same_shape('예측', predicted, Y)
    return float(np.mean(predicted == Y))


def predict(X: Array, Y: Array, parameters: Parameters) -> Array:
    """Print the accuracy on X and Y; return the predictions, int 0 or 1, (1, m)."""
    print(f"정확도: {accuracy(X, Y, parameters)}")
    return predict_dec(parameters, X).astype(int)


def check_data(X: Array, Y: Array) -> None:
    """Raise ValueError, saying what is wrong, unless X and Y can be trained on.

    Expected: X of shape (features, m), finite; Y of shape (1, m), only 0 and 1.
    """
    X, Y = np.asarray(X), np.asarray(Y)
    if X.ndim != 2 or X.size == 0:
        raise ValueError(
            f"X의 형태가 {X.shape}입니다. (특성 수, 샘플 수)이어야 합니다.")
    if Y.shape != (1, X.shape[1]):
        raise ValueError(
            f"Y의 형태가 {Y.shape}입니다. X의 형태가 {X.shape}이므로 (1,"
            f" {X.shape[1]}), 곧 X의 열마다 레이블이 하나 있어야 합니다."
        )
    for name, values in (("X", X), ("Y", Y)):
        if values.dtype.kind not in "biuf":
            raise ValueError(
                f"{name}의 자료형이 {values.dtype}입니다. 숫자이어야 합니다.")
        bad = np.argwhere(~np.isfinite(values))
        if len(bad):
            raise ValueError(
                f"{name}에 NaN이나 무한대가 {len(bad)}곳 있습니다. 첫째는"
                f" {bad[0][0]}행 {bad[0][1]}열입니다. 그 샘플을 빼거나 값을"
                f" 채우십시오."
            )
    other = np.setdiff1d(Y, [0, 1])
    if other.size:
        found = ", ".join(str(value) for value in other[:3])
        raise ValueError(f"Y에 레이블 {found} 있음. 0과 1만 있어야 합니다.")


def check_settings(**settings: Any) -> None:
    """Raise ValueError, saying what was expected, for a setting that is out of range.

    The names are those of the arguments: learning_rate, num_iterations, print_every,
    record_every, lambd, keep_prob.
    """
    for name, value in settings.items():
        expected, lowest, highest = _SETTINGS[name]
        whole = "whole" not in expected or isinstance(value, Integral)
        if not (isinstance(value, Real) and whole and lowest <= value <= highest):
            raise ValueError(f"{name}: {value!r}. 필요한 것: {expected}.")


_TINY, _HUGE = np.finfo(float).tiny, np.finfo(float).max
_SETTINGS = {  # what is expected, the lowest and the highest that is right
    "learning_rate": ("a number > 0", _TINY, _HUGE),
    "num_iterations": ('0 이상의 정수', 0, _HUGE),
    "print_every": ('1 이상의 정수인 반복 횟수', 1, _HUGE),
    "record_every": ('1 이상의 정수인 반복 횟수', 1, _HUGE),
    "lambd": ('0 이상의 수 (0이면 페널티가 없음)', 0, _HUGE),
    "keep_prob": (
        '0보다 크고 1 이하인 수 (1이면 모든 뉴런이 남음)', _TINY, 1),
}


def _check_same_shape(name, values, Y):
    if values.shape != Y.shape:
        raise ValueError(
            f"{name}의 형태는 {values.shape}, Y의 형태는 {Y.shape}입니다. 둘"
            f" 다 (1, 샘플 수)이어야 합니다."
        )


def _three_layers(parameters, missing):
    return (
        f"parameters에 {missing} 항목이 없습니다. 들어 있는 항목:"
        f" {', '.join(parameters)}. 이 신경망은 세 층입니다."
        f" initialize_parameters([입력 수, 유닛 수, 유닛 수, 1])을 쓰십시오."
    )
