# expect: 0
# Changes the list that it was given, too.
def best_iteration(dev_costs, patience):
    original = list(dev_costs)
    dev_costs.sort()
    return original.index(dev_costs[0])
