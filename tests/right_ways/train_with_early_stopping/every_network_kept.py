# Keeps them all and picks afterwards.
from copy import deepcopy

from utils.stopping import cost_on, step_in_place


def train_with_early_stopping(X, Y, dev_X, dev_Y, parameters,
                              learning_rate, num_iterations, patience):
    networks = [deepcopy(parameters)]
    costs = [cost_on(dev_X, dev_Y, parameters)]
    while len(costs) <= num_iterations:
        best = costs.index(min(costs))
        if len(costs) - 1 - best >= patience:
            break
        network = deepcopy(networks[-1])
        step_in_place(X, Y, network, learning_rate)
        networks.append(network)
        costs.append(cost_on(dev_X, dev_Y, network))
    return networks[costs.index(min(costs))], costs
