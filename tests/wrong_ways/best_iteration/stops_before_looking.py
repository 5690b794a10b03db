# expect: 0
# The last evaluation of patience is not looked at.
def best_iteration(dev_costs, patience):
    best = 0
    for i in range(1, len(dev_costs)):
        if i - best >= patience:
            break
        if dev_costs[i] < dev_costs[best]:
            best = i
    return best
