"""Make sparsity/splits.npz: run this file.

It lets folds choose λ for each penalty on each split, which takes several minutes.
"""

import sys
from pathlib import Path

import numpy as np

LESSON = Path(__file__).resolve().parent.parent
ROOT = LESSON.parent.parent


def steps(lesson):
    """Return {penalty: step}, each step(w, b, dw, db, learning_rate, lambd, m)."""
    from tests.support import reference

    elastic_net_step = reference(lesson, "elastic_net_step")

    def shared(share):
        """A step that gives this share of λ to L1, and the rest to L2."""

        def step(w, b, dw, db, rate, lambd, m):
            l1, l2 = share * lambd, (1 - share) * lambd
            return elastic_net_step(w, b, dw, db, rate, l1, l2, m)

        return step

    return {"L2": shared(0), "L1": shared(1), "elastic net": shared(0.5)}


def main():
    """Judge each penalty on each split, and keep the results to seven digits."""
    sys.path[:0] = [str(ROOT), str(LESSON)]
    from sparsity.splits import PENALTIES, SPLITS, judge_split

    from grader.lesson.lesson import Course

    made = steps(Course(ROOT).lesson(LESSON.name))
    results = [
        [judge_split(split, made[name]) for name in PENALTIES]
        for split in range(SPLITS)
    ]
    path = LESSON / "sparsity" / "splits.npz"
    np.savez_compressed(path, results=np.round(results, 7))


if __name__ == "__main__":
    main()
