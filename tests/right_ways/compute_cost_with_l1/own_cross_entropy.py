# The cross-entropy written out.
import numpy as np


def compute_cost_with_l1(A, Y, w, lambd):
    losses = -(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return (losses.sum() + lambd * np.abs(w).sum()) / Y.size
