# expect: 0
def best_iteration(dev_costs, patience):
    return dev_costs.index(min(dev_costs[:patience + 1]))
