def best_iteration(dev_costs, patience):
    best, i = 0, 1
    while i < len(dev_costs) and i - best <= patience:
        if dev_costs[i] < dev_costs[best]:
            best = i
        i += 1
    return best
