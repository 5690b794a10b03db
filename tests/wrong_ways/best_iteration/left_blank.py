# expect: 0
def best_iteration(dev_costs, patience):
    best = 0
    for i in range(1, len(dev_costs)):
        best = None
        stop = None
        if stop:
            break
    return best
