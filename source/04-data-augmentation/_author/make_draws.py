"""Make augmentation/draws.npz. In the course's folder:

    export PYTHONPATH=.:source/04-data-augmentation OPENBLAS_NUM_THREADS=1
    python source/04-data-augmentation/_author/make_draws.py

It trains about 700 networks with the reference's own functions, which takes about five
minutes. Nothing is picked: the draws are 0 to 19.
"""

from pathlib import Path

import numpy as np
from augmentation.digits import load_8x8_digits, split_by_form, test_set
from augmentation.draws import DRAWS, SIZES, M, fit, measure, small_set

from grader.lesson.lesson import Course
from tests.support import ROOT, reference
from utils.deep import one_hot

LESSON = Path(__file__).resolve().parent.parent
_LESSON = Course(ROOT).lesson(LESSON.name)
augment, mixup = (reference(_LESSON, name) for name in ("augment", "mixup"))
DATA = {"centred": load_8x8_digits(), "moved": load_8x8_digits(moved=True)}


def shift(image, dx, dy):
    """Do what `shift_image` does, faster; at most one place."""
    framed = np.zeros((10, 10))
    framed[1 + dy : 9 + dy, 1 + dx : 9 + dx] = image
    return framed[1:9, 1:9]


CHANGES = {
    "flip": lambda image, dx, dy: image[:, ::-1],
    "turn": lambda image, dx, dy: image[::-1, ::-1],
}
ALPHA = 0.2


def augmented(split, k, draw, change=shift):
    """Return the small set and k - 1 changed copies of it, as the notebook does."""
    return augment(*small_set(split), k - 1, np.random.RandomState(100 + draw), change)


def fresh(draw):
    """Return each_step: another shift of each example in each step."""
    rng = np.random.RandomState(100 + draw)
    return lambda X, Y: tuple(part[:, M:] for part in augment(X, Y, 1, rng, shift))


def mixed(draw):
    """Return each_step: another partner and share for each example in each step."""
    rng = np.random.RandomState(100 + draw)
    return lambda X, Y: mixup(X, Y, ALPHA, rng)[:2]


def train(name, split, draw):
    """Return the parameters of one experiment, such as "copies 4"; 32 units."""
    X, Y = small_set(split)
    if name.startswith("copies"):
        _, units, k = name.split()
        return fit(*augmented(split, int(k), draw), draw, int(units))[0]
    if name.startswith("new"):
        return fit(*small_set(split, int(name.split()[1]) * M), draw)[0]
    if name in CHANGES:
        return fit(*augmented(split, 2, draw, CHANGES[name]), draw)[0]
    if name.startswith("fresh"):
        units = int(name.split()[1])
        return fit(X, Y, draw, units, each_step=fresh(draw))[0]
    return fit(X, one_hot(Y[0], 10), draw, each_step=mixed(draw))[0]


def on_dev(name, data, draw):
    """Return error and cost on the dev set of one draw."""
    split = split_by_form(DATA[data], draw)
    return measure(train(name, split, draw), split.dev_X, split.dev_Y)


def augment_first(draw):
    """Return the errors on 200 examples of the augmented set, and on the dev set."""
    split = split_by_form(DATA["moved"], draw)
    X, Y = augmented(split, 16, draw)
    order = np.random.RandomState(draw).permutation(X.shape[1])
    kept, held = order[200:], order[:200]
    parameters, _ = fit(X[:, kept], Y[:, kept], draw)
    told = measure(parameters, X[:, held], Y[:, held])
    return told[0], measure(parameters, split.dev_X, split.dev_Y)[0]


def same_people(draw):
    """Return the errors on new digits by the same and by other people; 800 train."""
    split = split_by_form(DATA["centred"], draw)
    parameters, _ = fit(*small_set(split, 800), draw)
    same = measure(parameters, split.pool_X[:, 800:], split.pool_Y[:, 800:])
    return same[0], measure(parameters, split.dev_X, split.dev_Y)[0]


def on_test(name, draw):
    """Return error and cost on the moved test set."""
    split = split_by_form(DATA["moved"], draw)
    return measure(train(name, split, draw), *test_set(DATA["moved"]))


def main():
    """Run every experiment on every draw and store errors and costs to five digits."""
    draws, stored = range(DRAWS), {}
    stored["augment first"] = [augment_first(draw) for draw in draws]
    stored["same people"] = [same_people(draw) for draw in draws]
    for name in ("copies 32 1", "fresh 32"):
        stored[f"test {name}"] = [on_test(name, draw) for draw in draws]
    for data in DATA:
        for name in ("flip", "turn", "mixup", "fresh 32", "fresh 256"):
            stored[f"{name} {data}"] = [on_dev(name, data, draw) for draw in draws]
    rows = [("new", "moved"), *((f"copies {u}", d) for u in (32, 256) for d in DATA)]
    for name, data in rows:
        stored[f"{name} {data}"] = [
            [on_dev(f"{name} {k}", data, draw) for k in SIZES] for draw in draws
        ]
    np.savez_compressed(
        LESSON / "augmentation" / "draws.npz",
        **{name: np.round(values, 5) for name, values in stored.items()},
    )


if __name__ == "__main__":
    main()
