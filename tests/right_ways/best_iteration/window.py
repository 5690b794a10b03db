# Jumps from one improvement to the next.
def best_iteration(dev_costs, patience):
    best = 0
    while True:
        window = dev_costs[best + 1:best + 1 + patience]
        better = [j for j, cost in enumerate(window, best + 1)
                  if cost < dev_costs[best]]
        if not better:
            return best
        best = better[0]
