# expect: 0
# Looks into what comes after the stop.
def best_iteration(dev_costs, patience):
    return dev_costs.index(min(dev_costs))
