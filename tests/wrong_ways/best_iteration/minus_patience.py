# expect: 0
# Right only where patience has run out.
def best_iteration(dev_costs, patience):
    best = 0
    for i in range(1, len(dev_costs)):
        if dev_costs[i] < dev_costs[best]:
            best = i
        if i - best >= patience:
            break
    return i - patience
