"""Seven backward passes of one network, to be examined: which of them are right?

The network has three layers, ReLU, ReLU and a sigmoid, and its two hidden layers have
the same number of units, so that a mistake of shape makes no noise.
"""

from functools import partial

import numpy as np

PASSES = "ABCDEFG"
_FINDINGS = {
    "A": ("W2", '페널티의 항 λ/m·W2가 빠졌음'),
    "B": ("b2", '샘플뿐 아니라 유닛에 대해서도 합을 구함'),
    "C": ("W1 b1 W2 b2", '2층에서 ReLU의 기울기가 빠졌음'),
    "D": ("", '없음, 맞음'),
    "E": ("W1 b1", '오차를 W2의 전치가 아니라 W2로 되돌려 보냄'),
    "F": ("W1 b1", '1층의 ReLU 기울기를 2층에서 가져옴'),
    "G": ("b1 b2 b3", '비용에는 없는 페널티를 편향에도 줌'),
}


def backward_pass(letter):
    """Return the backward pass `letter`; it is called as utils.deep.backward is.

    Raises ValueError for a letter that is not in PASSES.
    """
    _check(letter)
    return partial(_backward, letter)


def solution(letter):
    """Return (the names of the parameters with a wrong gradient, what is wrong)."""
    _check(letter)
    names, what = _FINDINGS[letter]
    return tuple(names.split()), what


def _backward(letter, Y, layers, parameters, activation="relu", lambd=0):
    (X, A1, _), (_, A2, _), (_, A3, _) = layers
    W1, W2, W3 = (parameters[f"W{layer}"] for layer in (1, 2, 3))
    m = Y.shape[1]
    on1, on2 = A1 > 0, A2 > 0

    dZ3 = A3 - Y
    dZ2 = W3.T @ dZ3 * (1 if letter == "C" else on2)
    back = W2 if letter == "E" else W2.T
    dZ1 = back @ dZ2 * (on2 if letter == "F" else on1)

    gradients = {}
    for layer, dZ, before, W in ((3, dZ3, A2, W3), (2, dZ2, A1, W2), (1, dZ1, X, W1)):
        gradients[f"dW{layer}"] = dZ @ before.T / m + lambd / m * W
        gradients[f"db{layer}"] = np.sum(dZ, axis=1, keepdims=True) / m
    if letter == "A":
        gradients["dW2"] -= lambd / m * W2
    if letter == "B":
        gradients["db2"][:] = np.sum(dZ2) / m
    if letter == "G":
        for layer in (1, 2, 3):
            gradients[f"db{layer}"] += lambd / m * parameters[f"b{layer}"]
    return gradients


def _check(letter):
    if letter not in PASSES or len(letter) != 1:
        raise ValueError(f"letter가 {letter!r}입니다. {', '.join(PASSES)} 중"
                         f" 하나이어야 합니다.")
