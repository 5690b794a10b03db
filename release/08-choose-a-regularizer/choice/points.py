"""For lesson 08: its points, predictions as a short text, and an account of looks.

X is (features, m); Y is (1, m) with labels 0 and 1.
"""

from pathlib import Path

import numpy as np

from utils.deep import classify, error_rate


def load_points(file=None):
    """Return the arrays train_X, train_Y, dev_X, dev_Y and new_X as a dictionary.

    file: `points.npz`, by default the one beside this module. The labels of the new
    points are in no file of this folder. Raises FileNotFoundError without a file.
    """
    file = Path(file or Path(__file__).with_name("points.npz"))
    if not file.is_file():
        raise FileNotFoundError(
            f"{file} is missing: download the lesson's folder again"
        )
    with np.load(file, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def pack(predictions):
    """Return predictions, 0 or 1, (1, m) or (m,), as hexadecimal digits, 4 a digit.

    Raises ValueError for other values: a probability is no prediction yet.
    """
    values = np.ravel(predictions)
    if not np.isin(values, (0, 1)).all():
        raise ValueError("only 0 and 1 can be packed; is A > 0.5 missing?")
    return np.packbits(values.astype(np.uint8)).tobytes().hex()


def unpack(text, m):
    """Return the m predictions in a text that `pack` made, shape (1, m).

    None for no text, None or "". Spaces and line ends do not matter.
    Raises ValueError for another number of digits, or what is no digit.
    """
    digits = "".join(text.split()) if isinstance(text, str) else text
    if not digits:
        return None
    if not isinstance(digits, str):
        kind = type(text).__name__
        raise ValueError(f"expected the text between quotes, found a value of {kind}")
    expected = 2 * -(-m // 8)
    if len(digits) != expected:
        raise ValueError(
            f"the text has {len(digits)} digits, expected {expected}: was it copied "
            "as a whole?"
        )
    try:
        raw = np.frombuffer(bytes.fromhex(digits), np.uint8)
    except ValueError:
        raise ValueError("the text holds something else than 0-9 and a-f") from None
    return np.unpackbits(raw)[:m].astype(int).reshape(1, m)


class Tried:
    """What was tried, and how often the dev set was looked at.

    tried = Tried(train_X, train_Y, dev_X, dev_Y)
    tried.add("λ = 3", parameters)        # one look
    tried.show()
    """

    def __init__(self, train_X, train_Y, dev_X, dev_Y):
        self._train, self._dev = (train_X, train_Y), (dev_X, dev_Y)
        self.rows = []  # [name, accuracy on train, accuracy on dev, looks]

    @property
    def m(self):
        """Return the number of dev examples."""
        return self._dev[1].shape[1]

    @property
    def looks(self):
        """Return how many looks at the dev set were taken so far."""
        return sum(row[3] for row in self.rows)

    def add(self, name, parameters, looks=1):
        """Note how a network of `utils.deep` does; return its dev accuracy.

        looks: how many networks were compared on the dev set to find this one.
        """
        return self.add_labels(name, lambda X: classify(X, parameters), looks)

    def add_labels(self, name, predict, looks=1):
        """Note how a function does that returns labels for X; return its dev accuracy.

        The same name and the same accuracies again are no further look.
        """
        found = [float(np.mean(predict(X) == Y)) for X, Y in (self._train, self._dev)]
        if [name, *found] not in [row[:3] for row in self.rows]:
            self.rows.append([name, *found, looks])
        return found[1]

    def show(self):
        """Print the table in the order of the looks, and what a difference is worth."""
        print(f"{'what':32} {'train':>7} {'dev':>7}  looks")
        for name, train, dev, looks in self.rows:
            print(f"{name:32} {train:7.1%} {dev:7.1%}  {looks:5}")
        best = max(row[2] for row in self.rows)
        looks = "1 look" if self.looks == 1 else f"{self.looks} looks"
        print(
            f"{looks} at {self.m} dev points. One standard error of the "
            f"best dev accuracy: {standard_error(best, self.m):.1%}"
        )


class BestOnTheWay:
    """A callback for `utils.deep.train` that keeps the best network on a dev set.

    parameters and iteration are those of the lowest dev error so far; looks is how
    often it was asked.
    """

    def __init__(self, dev_X, dev_Y):
        self._dev, self._lowest = (dev_X, dev_Y), np.inf
        self.parameters, self.iteration, self.looks = None, None, 0

    def __call__(self, iteration, parameters):
        self.looks += 1
        error = error_rate(*self._dev, parameters)
        if error < self._lowest:
            self._lowest, self.iteration = error, iteration
            self.parameters = parameters


def standard_error(accuracy, m):
    """Return √(a(1-a)/m), the standard error of an accuracy a on m examples."""
    return float(np.sqrt(accuracy * (1 - accuracy) / m))


def jittered(X, Y, copies, size, rng):
    """Return X and Y with `copies` shaken copies of every example behind them.

    size: the standard deviation of the noise that is added to each entry of a copy,
    drawn from rng, a RandomState. The originals come first, unchanged.
    """
    shaken = [X + size * rng.randn(*X.shape) for _ in range(copies)]
    return np.hstack([X, *shaken]), np.tile(Y, (1, copies + 1))


def luckiest_guessers(m, most, rng, repeats=500):
    """Return, for k = 1, …, most, how the best of k guessers does on average.

    Each guesser tosses a coin for m dev points and for as many new ones. Two arrays
    (most,): the dev accuracy of the guesser that did best there, and the same
    guesser's accuracy on the new points.
    """
    dev, new = rng.binomial(m, 0.5, (2, repeats, most)) / m
    ahead = (
        dev > np.maximum.accumulate(np.hstack([np.zeros((repeats, 1)), dev]), 1)[:, :-1]
    )
    best = np.maximum.accumulate(np.where(ahead, np.arange(most), 0), axis=1)
    rows = np.arange(repeats)[:, None]
    return dev[rows, best].mean(axis=0), new[rows, best].mean(axis=0)
