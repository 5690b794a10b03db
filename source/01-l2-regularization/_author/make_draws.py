"""Make weight_decay/draws.npz: run this file.

It trains nine networks on each draw, which takes about five minutes.
"""

import sys
from pathlib import Path

import numpy as np

from utils.data import football_draw
from utils.network import accuracy, initialize_parameters

LESSON = Path(__file__).resolve().parent.parent
RATE, STEPS = 0.3, 30000  # as in the lesson's `model`


def train(X, Y, lambd, steps=STEPS):
    """Return the parameters that `model` reaches on each of several sets at once.

    X: (sets, 2, m), Y: (sets, 1, m), lambd: (sets,). Returns a list of dictionaries.
    Each bias is a last column of its weights, and its input a row of ones.
    """
    sets, _, m = X.shape
    start = initialize_parameters([2, 20, 3, 1], seed=3)
    V1, V2, V3 = (
        np.tile(np.hstack([start[f"W{n}"], start[f"b{n}"]]), (sets, 1, 1))
        for n in (1, 2, 3)
    )
    W2, W3 = V2[..., :-1].swapaxes(1, 2), V3[..., :-1].swapaxes(1, 2)  # views
    A0, A1, A2 = (np.ones((sets, units + 1, m)) for units in (2, 20, 3))
    A0[:, :-1] = X
    H1, H2 = A1[:, :-1], A2[:, :-1]
    kept = (1 - RATE * np.asarray(lambd) / m).reshape(-1, 1, 1)
    for _ in range(steps):
        np.maximum(V1 @ A0, 0, out=H1)
        np.maximum(V2 @ A1, 0, out=H2)
        dZ3 = 1 / (1 + np.exp(-(V3 @ A2))) - Y
        dZ2 = (W3 * dZ3) * (H2 > 0)
        dZ1 = (W2 @ dZ2) * (H1 > 0)
        for V, dZ, A in ((V1, dZ1, A0), (V2, dZ2, A1), (V3, dZ3, A2)):
            V[..., :-1] *= kept
            V -= (dZ @ A.swapaxes(1, 2)) * (RATE / m)
    names = {f"{kind}{n}": kind for n in (1, 2, 3) for kind in "Wb"}
    columns = {"W": slice(None, -1), "b": slice(-1, None)}
    stacks = {"1": V1, "2": V2, "3": V3}
    return [
        {name: stacks[name[1]][i][:, columns[kind]] for name, kind in names.items()}
        for i in range(sets)
    ]


def main():
    """Train on all draws, and keep six digits."""
    sys.path.insert(0, str(LESSON))
    from weight_decay.draws import DRAWS, STRENGTHS

    from utils.data import football_split
    from utils.deep import cost_on

    splits = [football_split(draw) for draw in range(DRAWS)]
    wholes = [football_draw(draw) for draw in range(DRAWS)]
    (fit_X, fit_Y), (X, Y) = (
        [np.stack([sets[i] for sets in drawn]) for i in (0, 1)]
        for drawn in (splits, wholes)
    )
    fit_cost, dev_cost = [], []
    for lambd in STRENGTHS:
        swept = train(fit_X, fit_Y, np.full(DRAWS, lambd))
        for costs, at in ((fit_cost, 0), (dev_cost, 2)):
            costs.append(
                [cost_on(*sets[at : at + 2], p) for sets, p in zip(splits, swept)]
            )
        print(f"λ = {lambd}: dev cost {np.mean(dev_cost[-1]):.3f}", flush=True)
    chosen = np.array(STRENGTHS)[np.argmin(dev_cost, axis=0)]
    cost, right = [], []
    for lambd in (np.zeros(DRAWS), chosen):
        final = train(X, Y, lambd)
        tests = [(*sets[2:], p) for sets, p in zip(wholes, final)]
        cost.append([cost_on(*test) for test in tests])
        right.append([accuracy(*test) for test in tests])
    table = {
        "fit_cost": fit_cost, "dev_cost": dev_cost, "chosen": chosen, "cost": cost,
        "accuracy": right,
    }  # fmt: skip
    table = {name: np.round(np.transpose(rows), 6) for name, rows in table.items()}
    np.savez_compressed(LESSON / "weight_decay" / "draws.npz", **table)


if __name__ == "__main__":
    with np.errstate(over="ignore"):  # exp may reach inf; the sigmoid 0 is right
        main()
