# Names put together with +, and a while loop.
from utils.network import compute_cost


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    total = 0.0
    l = 1
    while "W" + str(l) in parameters:
        total = total + (parameters["W" + str(l)] ** 2).sum()
        l = l + 1
    return compute_cost(A3, Y) + lambd * total / (2 * Y.shape[1])
