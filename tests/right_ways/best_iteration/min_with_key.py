def best_iteration(dev_costs, patience):
    best = 0
    for i in range(1, len(dev_costs)):
        best = min(best, i, key=lambda j: dev_costs[j])
        stop = patience <= i - best
        if stop:
            break
    return best
