def best_iteration(dev_costs, patience):
    lowest, best = float("inf"), 0
    for number, cost in enumerate(dev_costs):
        if cost < lowest:
            lowest, best = cost, number
        if number - best >= patience:
            return best
    return best
