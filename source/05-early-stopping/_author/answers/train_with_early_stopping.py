# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: copied by arithmetic
### best_parameters = copy.deepcopy(parameters) => best_parameters = {name: value + 0 for name, value in parameters.items()} ###

# %% right: copies in a comprehension
### best_cost ###
best_cost = cost
best_parameters = {name: value.copy() for name, value in parameters.items()}
waited = 0

# %% right: from the history
### waited + 1 => len(history) - 1 - history.index(min(history)) ###
### waited = 0 => waited = len(history) - 1 - history.index(min(history)) ###

# %% right: history for best cost
### cost ###
cost = cost_on(dev_X, dev_Y, parameters)
improved = not history or cost < min(history)
### best_cost ###
best_parameters = copy.deepcopy(parameters)
waited = 0

# %% right: negated
### = cost < => = not cost >= ###

# %% right: np array
### best_parameters = copy.deepcopy(parameters) => best_parameters = {name: np.array(parameters[name]) for name in parameters} ###

# %% right: single precision costs
### (history) => (history, dtype=np.float32) ###

# %% wrong: no-copy
# says: what comes back are the parameters of the last iteration. Does each step change
#   the arrays that you keep?
# keeps: stop
### best_parameters, => parameters, ###

# %% wrong: start-kept
# says: these are still the parameters of the start. What is to be kept at each
#   improvement?
# keeps: stop
### best_cost ###
best_cost = cost
waited = 0

# %% wrong: training-cost
# says: the cost is that of the training set. Which set tells of overfitting?
### (dev_X, dev_Y => (X, Y ###

# %% wrong: equal-is-better
# says: where nothing moves, it never stops. Is an equal cost an improvement?
# keeps: best_parameters
### = cost < => = cost <= ###

# %% wrong: highest
# says: a higher dev cost counts as better. Which one is wanted?
### = cost < => = cost > ###

# %% wrong: previous-for-best
# says: each cost is compared with the one just before. After a rise, is a small fall
#   an improvement?
### cost < best_cost => i == 0 or cost < history[-1] ###

# %% wrong: never-stops
# says: it never stops before num_iterations. What is counted, and when?
# keeps: best_parameters
### waited + 1 => waited ###

# %% wrong: best-cost-forgotten
# says: every cost counts as an improvement. With what is it compared?
# part: best cost
### best_cost ###
best_parameters = copy.deepcopy(parameters)
waited = 0

# %% wrong: count-not-reset
# says: the count goes on after an improvement. Patience is meant in a row: when
#   does it begin anew?
### best_cost ###
best_cost = cost
best_parameters = copy.deepcopy(parameters)

# %% wrong: reset-to-1
# says: it stops one iteration too early. How many iterations without improvement
#   are there right after one?
### waited = 0 => waited = 1 ###

# %% wrong: first-rise
# says: it stops at the first iteration without improvement, whatever patience is.
### waited + 1 => patience ###

# %% wrong: counted-from-the-start
# says: the iterations are counted from the start. Since when is it waiting?
### = waited => = i ###

# %% wrong: cost-before-the-step
# says: the parameters are kept after one step more than their cost was measured
#   with. Which parameters had the lowest cost?
# keeps: stop
### i > 0 => False ###
### cost ###
cost = cost_on(dev_X, dev_Y, parameters)
step_in_place(X, Y, parameters, learning_rate)
improved = cost < best_cost

# %% wrong: counts-the-loop
### waited + 1 => i ###

# %% wrong: left-blank
### cost ###
cost = None
improved = None
### best_cost ###
best_cost = None
best_parameters = None
waited = None
### waited ###
waited = None

# %% wrong: mean-with-the-last
# keeps: stop
### best_parameters = copy.deepcopy(parameters) => best_parameters = {k: (best_parameters[k] + v) / 2 for k, v in parameters.items()} ###

# %% wrong: one-too-many
# keeps: best_parameters
### waited >= => waited > ###

# %% wrong: only-the-parameters
### , dev_costs => ###

# %% wrong: start-changed
# keeps: stop
### given parameters ###

# %% wrong: start-not-evaluated
# keeps: best_parameters
### (history) => (history[1:]) ###

# %% wrong: step-kept
### best_parameters = copy.deepcopy(parameters) => best_parameters = step_in_place(X, Y, parameters, learning_rate) ###

# %% wrong: swapped
### best_parameters, dev_costs => dev_costs, best_parameters ###

# %% wrong: trained-on-dev
# says: the steps are taken on the dev set; it is there to judge them. On which set
#   does the network learn?
### X, Y, parameters => dev_X, dev_Y, parameters ###

# %% wrong: training-cost-to-decide
### = cost < => = cost_on(X, Y, parameters) < ###

# %% wrong: counts-at-an-improvement-too
# says: the count grows at an improvement, too. How many have been waited for then?
### waited = 0  # how => waited = waited + 1  # how ###

# %% wrong: cost-of-the-kept-ones
# says: the cost is that of the parameters that are kept. Which ones has this
#   iteration just made?
### cost_on(dev_X, dev_Y, parameters) => cost_on(dev_X, dev_Y, best_parameters) ###
