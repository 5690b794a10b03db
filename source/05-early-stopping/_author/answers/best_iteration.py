# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: argmin of a slice
def best_iteration(dev_costs, patience):
    best = 0
    for i in range(1, len(dev_costs)):
        best = np.argmin(dev_costs[:i + 1])
        stop = i >= best + patience
        if stop:
            break
    return best

# %% right: equal to patience
def best_iteration(dev_costs, patience):
    best = 0
    for i in range(1, len(dev_costs)):
        best = i if dev_costs[i] < dev_costs[best] else best
        stop = (i - best == patience)
        if stop:
            break
    return best

# %% right: greater turned round
### i] < dev_costs[best_so_far => best_so_far] > dev_costs[i ###

# %% right: if statement
def best_iteration(dev_costs, patience):
    best = 0
    for i in range(1, len(dev_costs)):
        if dev_costs[i] < dev_costs[best]:
            best = i
        stop = i - best >= patience
        if stop:
            break
    return best

# %% right: in the gaps
### = waited + => += ###

# %% right: min with key
def best_iteration(dev_costs, patience):
    best = 0
    for i in range(1, len(dev_costs)):
        best = min(best, i, key=lambda j: dev_costs[j])
        stop = patience <= i - best
        if stop:
            break
    return best

# %% right: recursion
def best_iteration(dev_costs, patience):
    def search(best, i):
        if i == len(dev_costs) or i - best > patience:
            return best
        return search(i if dev_costs[i] < dev_costs[best] else best, i + 1)
    return search(0, 1)

# %% right: while loop
def best_iteration(dev_costs, patience):
    best, i = 0, 1
    while i < len(dev_costs) and i - best <= patience:
        if dev_costs[i] < dev_costs[best]:
            best = i
        i += 1
    return best

# %% wrong: where-it-stopped
# says: this is where the search stopped. Which evaluation was the best?
### return best_so_far => return i ###

# %% wrong: end-of-the-list
# says: this is always the last evaluation of the list, as if each were an
#   improvement.
### return best_so_far => return len(dev_costs) - 1 ###

# %% wrong: counted-from-1
# says: the number is 1 too large. Which number has the first evaluation?
### return best_so_far => return best_so_far + 1 ###

# %% wrong: the-cost-itself
# says: this is a cost. Which number has the evaluation?
### return best_so_far => return dev_costs[best_so_far] ###

# %% wrong: lowest-of-all
# says: this is the lowest cost of the whole list, even if it comes long after
#   patience has run out.
### waited + => waited - ###

# %% wrong: last-of-equals
# says: of two equally low costs the later one wins. Is an equal cost an improvement?
### < dev_costs[best_so_far] => <= min(dev_costs[:i]) ###

# %% wrong: improvements-counted
# says: this counts the improvements. Which number has the evaluation itself?
### best_so_far = i => best_so_far = best_so_far + 1 ###

# %% wrong: highest
# says: this is the highest cost that was seen. Which one is wanted?
### < dev_costs => > dev_costs ###

# %% wrong: previous-for-best
# says: each cost is compared with the one just before. After a rise, is a small fall
#   a new best?
### [best_so_far] => [i - 1] ###

# %% wrong: first-for-best
# says: each cost is compared with the first. Is every cost below it a new best?
### [best_so_far] => [0] ###

# %% wrong: never-moved
# says: it is always the first evaluation. What happens at an improvement?
### dev_costs[i] < dev_costs[best_so_far] => i < best_so_far ###

# %% wrong: count-not-reset
# says: all evaluations without improvement are counted, not those in a row. What does
#   an improvement do to the count?
### best_so_far ###
best_so_far = i
waited = waited

# %% wrong: reset-to-1
# says: it stops one evaluation too early. How long have you waited right after an
#   improvement?
### best_so_far ###
best_so_far = i
waited = 1

# %% wrong: reset-to-minus-1
# says: it stops one evaluation too late. How long have you waited right after an
#   improvement?
### best_so_far ###
best_so_far = i  # which evaluation is the best now?
waited = -1  # how many since then?

# %% wrong: first-rise
# says: it stops at the first evaluation that is no improvement, whatever patience
#   is.
### waited + 1 => patience ###

# %% wrong: counted-from-the-start
# says: the evaluations are counted from the start. Since when is it waiting?
### waited + 1 => i ###

# %% wrong: rises-only
# says: it waits for rises in a row. Does a small fall that reaches no new lowest cost
#   start the count again?
### waited + 1 => waited + 1 if dev_costs[i] > dev_costs[i - 1] else 0 ###

# %% wrong: cost-as-best
### best_so_far = i => best_so_far = dev_costs[i] ###

# %% wrong: cost-for-index
def best_iteration(dev_costs, patience):
    best = 0
    for i in range(1, len(dev_costs)):
        best = dev_costs[i] if dev_costs[i] < dev_costs[best] else best
        stop = i - best >= patience
        if stop:
            break
    return best

# %% wrong: count-left-blank
### waited + 1 => None ###

# %% wrong: first-patience-only
# says: only the first evaluations are looked at. When does the waiting begin again?
def best_iteration(dev_costs, patience):
    return dev_costs.index(min(dev_costs[:patience + 1]))

# %% wrong: gaps-left-blank
### improved ###
improved = None
### best_so_far ###
best_so_far = None
waited = None
### waited ###
waited = None

# %% wrong: left-blank
def best_iteration(dev_costs, patience):
    best = 0
    for i in range(1, len(dev_costs)):
        best = None
        stop = None
        if stop:
            break
    return best

# %% wrong: method-of-an-array
def best_iteration(dev_costs, patience):
    return dev_costs.argmin()

# %% wrong: only-improved-filled-in
### best_so_far ###
best_so_far = None
waited = None
### waited ###
waited = None

# %% wrong: printed
### return best_so_far => print(best_so_far) ###

# %% wrong: sorts-the-list
def best_iteration(dev_costs, patience):
    original = list(dev_costs)
    dev_costs.sort()
    return original.index(dev_costs[0])

# %% wrong: stops-before-looking
def best_iteration(dev_costs, patience):
    best = 0
    for i in range(1, len(dev_costs)):
        if i - best >= patience:
            break
        if dev_costs[i] < dev_costs[best]:
            best = i
    return best

# %% wrong: one-before-the-best
# says: the number is 1 too small. Which number has the first evaluation?
### return best_so_far => return best_so_far - 1 ###

# %% wrong: counted-twice
# says: each evaluation without improvement counts twice. By how much should the count
#   grow?
### waited + 1 => waited + 2 ###
