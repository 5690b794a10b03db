# expect: 0
# Counts all evaluations without improvement, not those in a row.
def best_iteration(dev_costs, patience):
    best = 0
    waited = 0
    for i in range(1, len(dev_costs)):
        if dev_costs[i] < dev_costs[best]:
            best = i
        else:
            waited += 1
        if waited >= patience:
            break
    return best
