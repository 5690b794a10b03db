# An array without axes comes back.
import numpy as np


def best_iteration(dev_costs, patience):
    costs = np.array(dev_costs)
    best = np.array(0)
    for i in range(1, len(costs)):
        best = np.where(costs[i] < costs[best], i, best)
        if i - best >= patience:
            break
    return best
