# Loops over every entry, with no NumPy at all.
from utils.network import compute_cost


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = len(Y[0])
    s = 0
    for name in parameters:
        if name.startswith("W"):
            for row in parameters[name]:
                for w in row:
                    s += w * w
    return float(compute_cost(A3, Y) + s * lambd / m / 2)
