# expect: 0
def best_iteration(dev_costs, patience):
    best = dev_costs[0]
    waited = 0
    for cost in dev_costs[1:]:
        if cost < best:
            best, waited = cost, 0
        else:
            waited += 1
        if waited >= patience:
            break
    return best
