# expect: 0
import copy

import numpy as np

from utils.stopping import cost_on, step_in_place


def train_with_early_stopping(X, Y, dev_X, dev_Y, parameters,
                              learning_rate, num_iterations, patience):
    best_parameters = parameters
    parameters = copy.deepcopy(parameters)
    best_cost, waited, history = np.inf, 0, []
    for i in range(num_iterations + 1):
        if i > 0:
            step_in_place(X, Y, parameters, learning_rate)
        cost = cost_on(dev_X, dev_Y, parameters)
        improved = cost > best_cost
        history.append(cost)
        if improved:
            best_cost = cost
            best_parameters = copy.deepcopy(parameters)
            waited = 0
        else:
            waited = waited + 1
        if waited >= patience:
            break
    dev_costs = np.array(history)
    return best_parameters, dev_costs
