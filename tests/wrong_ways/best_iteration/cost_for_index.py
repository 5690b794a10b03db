# expect: 0
# An index that is a cost.
def best_iteration(dev_costs, patience):
    best = 0
    for i in range(1, len(dev_costs)):
        best = dev_costs[i] if dev_costs[i] < dev_costs[best] else best
        stop = i - best >= patience
        if stop:
            break
    return best
