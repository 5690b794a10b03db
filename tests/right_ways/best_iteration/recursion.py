def best_iteration(dev_costs, patience):
    def search(best, i):
        if i == len(dev_costs) or i - best > patience:
            return best
        return search(i if dev_costs[i] < dev_costs[best] else best, i + 1)

    return search(0, 1)
