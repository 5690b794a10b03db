# expect: 0
def best_iteration(dev_costs, patience):
    return dev_costs.argmin()
