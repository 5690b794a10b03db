"""An account of looks at the dev set, and what looking costs.

X is (features, m); Y is (1, m) with labels 0 and 1.
"""

import numpy as np

from utils.deep import classify


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
        print('무엇                                훈련    검증  횟수')
        for name, train, dev, looks in self.rows:
            print(f"{name:32} {train:7.1%} {dev:7.1%}  {looks:5}")
        best = max(row[2] for row in self.rows)
        print(
            f"검증 점 {self.m}개를 본 횟수: {self.looks}. 가장 좋은 검증"
            f" 정확도의 표준오차: {standard_error(best, self.m):.1%}"
        )


def standard_error(accuracy, m):
    """Return √(a(1-a)/m), the standard error of an accuracy a on m examples."""
    return float(np.sqrt(accuracy * (1 - accuracy) / m))


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
