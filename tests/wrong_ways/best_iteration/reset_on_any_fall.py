# expect: 0
def best_iteration(dev_costs, patience):
    best = 0
    waited = 0
    for i in range(1, len(dev_costs)):
        if dev_costs[i] < dev_costs[best]:
            best = i
        waited = 0 if dev_costs[i] < dev_costs[i - 1] else waited + 1
        if waited >= patience:
            break
    return best
