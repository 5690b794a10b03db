# expect: 0
def best_iteration(dev_costs, patience):
    best_so_far, waited = 0, 0
    for i in range(1, len(dev_costs)):
        improved = None
        if improved:
            best_so_far = None
            waited = None
        else:
            waited = None
        if waited >= patience:
            break
    return best_so_far
