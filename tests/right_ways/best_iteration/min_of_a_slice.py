def best_iteration(dev_costs, patience):
    best = 0
    for i in range(1, len(dev_costs)):
        best = dev_costs.index(min(dev_costs[:i + 1]))
        stop = i - best >= patience
        if stop:
            break
    return best
