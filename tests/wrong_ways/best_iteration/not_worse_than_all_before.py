# expect: 0
# Ties again.
def best_iteration(dev_costs, patience):
    best_so_far, waited = 0, 0
    for i in range(1, len(dev_costs)):
        improved = dev_costs[i] <= min(dev_costs[:i])
        if improved:
            best_so_far = i
            waited = 0
        else:
            waited = waited + 1
        if waited >= patience:
            break
    return best_so_far
