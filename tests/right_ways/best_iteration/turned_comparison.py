def best_iteration(dev_costs, patience):
    best = 0
    for i in range(1, len(dev_costs)):
        best = best if dev_costs[best] <= dev_costs[i] else i
        stop = not i - best < patience
        if stop:
            break
    return best
