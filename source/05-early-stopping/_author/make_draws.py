"""Make early_stopping/draws.npz: run this file.

It trains eight networks on each draw, and looks at 4,000 points on the way, which
takes about ten minutes. Nothing is picked: the draws are 0 to 23.
"""

import copy
import sys
from pathlib import Path

import numpy as np

LESSON = Path(__file__).resolve().parent.parent
ROOT = LESSON.parent.parent
sys.path[:0] = [str(ROOT), str(LESSON)]

from early_stopping import draws as D  # noqa: E402
from early_stopping.descent import step_in_place  # noqa: E402

from grader.lesson.lesson import Course  # noqa: E402
from tests.support import reference  # noqa: E402
from utils.data import football_draw, football_split, fresh_points  # noqa: E402
from utils.deep import cost_on  # noqa: E402
from utils.deep import train as train_one  # noqa: E402

_LESSON = Course(ROOT).lesson(LESSON.name)
best_iteration, train_with_early_stopping = (
    reference(_LESSON, name) for name in ("best_iteration", "train_with_early_stopping")
)
SPLITS = [football_split(draw) for draw in range(D.DRAWS)]
FRESH = [fresh_points(draw) for draw in range(D.DRAWS)]
TIMES = np.unique(10 * np.round(np.geomspace(1, D.LONG / 10, 70)).astype(int))
MINI_STEPS, MINI_RATE, BATCH = 4000, 0.2, 8


def stacked(sets, place):
    """Return X (sets, 2, m) and Y (sets, 1, m) that begin at this place of each set."""
    return tuple(np.stack([s[i] for s in sets]) for i in (place, place + 1))


def train(X, Y, lambd, look=None, every=10):
    """Train on each of several sets at once, for LONG iterations; return parameters.

    X: (sets, 2, m), Y: (sets, 1, m). look(iteration, layers) is called now and then;
    in layers, each bias is a last column of its weights, and its input a row of ones.
    """
    sets, _, m = X.shape
    start = D.first_weights()
    layers = [
        np.tile(np.hstack([start[f"W{n}"], start[f"b{n}"]]), (sets, 1, 1))
        for n in (1, 2, 3)
    ]
    V1, V2, V3 = layers
    W2, W3 = V2[..., :-1].swapaxes(1, 2), V3[..., :-1].swapaxes(1, 2)  # views
    A0, A1, A2 = (np.ones((sets, units + 1, m)) for units in D.LAYERS[:3])
    A0[:, :-1] = X
    H1, H2 = A1[:, :-1], A2[:, :-1]
    for i in range(D.LONG + 1):
        if look is not None and i % every == 0:
            look(i, layers)
        if i == D.LONG:
            break
        np.maximum(V1 @ A0, 0, out=H1)
        np.maximum(V2 @ A1, 0, out=H2)
        dZ3 = 1 / (1 + np.exp(-(V3 @ A2))) - Y
        dZ2 = (W3 * dZ3) * (H2 > 0)
        dZ1 = (W2 @ dZ2) * (H1 > 0)
        for V, dZ, A in ((V1, dZ1, A0), (V2, dZ2, A1), (V3, dZ3, A2)):
            V[..., :-1] *= 1 - D.RATE * lambd / m
            V -= (dZ @ A.swapaxes(1, 2)) * (D.RATE / m)
    return [one(layers, i) for i in range(sets)]


def one(layers, i):
    """Return the parameters of set i."""
    return {
        name: V[i][:, part]
        for n, V in enumerate(layers, start=1)
        for name, part in ((f"W{n}", slice(-1)), (f"b{n}", slice(-1, None)))
    }


def costs(X, Y, layers):
    """Return the cross-entropy of each network on its set, (sets,)."""
    A = X
    for V in layers:
        Z = V[..., :-1] @ A + V[..., -1:]
        A = np.maximum(Z, 0)
    return np.mean(np.logaddexp(0, Z) - Y * Z, axis=(1, 2))


def long_training():
    """Return the networks, times, curves and turns of the training without penalty."""
    sets = stacked(SPLITS, 0), stacked(SPLITS, 2), stacked(FRESH, 0)
    seen, iterations = [], []

    def look(i, layers):
        iterations.append(i)
        seen.append([costs(*both, layers) for both in sets])

    networks = train(*sets[0], 0, look)
    all_curves = np.transpose(seen, (2, 1, 0))  # (draws, 3, looks)
    turns = []
    for _, dev, fresh in all_curves:
        low = np.argmin(dev)
        turns.append([iterations[low], dev[low], fresh[low], fresh.min()])
    return networks, all_curves[..., np.searchsorted(iterations, TIMES)], turns


def with_mini_batches(draw):
    """Return (PATIENCES, 4): what each patience picks, where it stops, two costs."""
    X, Y, dev_X, dev_Y = SPLITS[draw][:4]
    parameters, rng = copy.deepcopy(D.first_weights()), np.random.RandomState(1)
    dev_costs, kept = [], {}
    for i in range(MINI_STEPS + 1):
        if i:
            batch = rng.choice(X.shape[1], BATCH, replace=False)
            step_in_place(X[:, batch], Y[:, batch], parameters, MINI_RATE)
        cost = cost_on(dev_X, dev_Y, parameters)
        if cost < min(dev_costs, default=np.inf):
            kept[i] = copy.deepcopy(parameters)
        dev_costs.append(cost)
    rows = []
    for patience in D.PATIENCES:
        best = best_iteration(dev_costs, patience)
        stop = min(best + patience, MINI_STEPS)
        fresh = cost_on(*FRESH[draw], kept[best])
        rows.append([best, stop, dev_costs[best], fresh])
    return rows


def main():
    """Train in every way on every draw, and keep six digits."""
    draws, start, table = range(D.DRAWS), D.first_weights(), {"times": TIMES}
    plain, table["curves"], table["turns"] = long_training()
    print("long training done", flush=True)
    table["patience"] = [with_mini_batches(draw) for draw in draws]
    print("mini-batches done", flush=True)
    stopped = [
        train_with_early_stopping(*sets[:4], start, D.RATE, D.LONG, D.PATIENCE)
        for sets in SPLITS
    ]
    best = table["best"] = [int(np.argmin(history)) for _, history in stopped]
    refitted = [
        train_one(*football_draw(draw)[:2], start, D.RATE, best[draw])[0]
        for draw in draws
    ]
    swept, later = [], []
    for lambd in (0, *D.STRENGTHS):
        on_fresh = []

        def look(i, layers, on_fresh=on_fresh):
            if i:
                on_fresh.append(costs(*stacked(FRESH, 0), layers))

        watched = lambd in (0, 3)
        networks = train(*stacked(SPLITS, 0), lambd, look if watched else None,
                         D.LONG // 5)  # fmt: skip
        if lambd:
            swept.append(networks)
        if watched:
            later.append([on_fresh[0], on_fresh[-1]])
        print(f"λ = {lambd} done", flush=True)
    dev = [[cost_on(*s[2:4], p) for s, p in zip(SPLITS, of)] for of in swept]
    chosen = np.argmin(dev, axis=0)
    table["chosen"] = np.array(D.STRENGTHS)[chosen]
    table["later"] = np.transpose(later, (2, 0, 1))
    table["ways"] = [
        [
            D.measure(draw, plain[draw], D.LONG),
            D.measure(draw, stopped[draw][0], len(stopped[draw][1]) - 1),
            D.measure(draw, refitted[draw], best[draw] + len(stopped[draw][1]) - 1),
            D.measure(draw, swept[chosen[draw]][draw], D.LONG * len(D.STRENGTHS)),
        ]
        for draw in draws
    ]
    table = {name: np.round(values, 6) for name, values in table.items()}
    np.savez_compressed(LESSON / "early_stopping" / "draws.npz", **table)


if __name__ == "__main__":
    with np.errstate(over="ignore"):  # exp may reach inf; the sigmoid 0 is right
        main()
