# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: counted
only_a = np.sum((right_a == 1) & (right_b == 0))
only_b = np.sum((right_a == 0) & (right_b == 1))
lead = (only_a - only_b) / len(right_a)
standard_error = np.sqrt(only_a + only_b) / len(right_a)


# %% right: a loop
def paired_lead(right_a, right_b):
    only_a = only_b = 0
    for a, b in zip(right_a, right_b):
        if a and not b:
            only_a += 1
        elif b and not a:
            only_b += 1
    m = len(right_a)
    return (only_a - only_b) / m, (only_a + only_b) ** 0.5 / m


# %% right: differences
difference = np.array(right_a, int) - np.array(right_b, int)
lead = np.mean(difference)
standard_error = np.sqrt(np.sum(difference**2)) / difference.size

# %% right: indices of the points that tell them apart
apart = np.flatnonzero(np.asarray(right_a) != np.asarray(right_b))
for_a = sum(1 for i in apart if right_a[i])
lead = (2 * for_a - len(apart)) / len(right_a)
standard_error = len(apart) ** 0.5 / len(right_a)

# %% right: exclusive or
a, b = right_a.astype(bool), right_b.astype(bool)
lead = a.mean() - b.mean()
standard_error = (a ^ b).sum() ** 0.5 / a.size

# %% right: a table of two by two
def paired_lead(right_a, right_b):
    table = np.zeros((2, 2))
    np.add.at(table, (right_a.astype(int), right_b.astype(int)), 1)
    m = table.sum()
    lead = (table[1, 0] - table[0, 1]) / m
    return lead, np.sqrt(table[1, 0] + table[0, 1]) / m


# %% wrong: unpaired
# keeps: lead
# says: this is the error of two accuracies on two different sets. On one set, only
#  points on which exactly one is right tell A and B apart.
lead = np.mean(right_a) - np.mean(right_b)
a, b = np.mean(right_a), np.mean(right_b)
standard_error = np.sqrt((a * (1 - a) + b * (1 - b)) / len(right_a))

# %% wrong: error of one accuracy
# keeps: lead
# says: this is the standard error of one accuracy. What is the error of a difference
#  between two on the same points?
lead = np.mean(right_a) - np.mean(right_b)
a = np.mean(right_a)
standard_error = np.sqrt(a * (1 - a) / len(right_a))

# %% wrong: turned round
# keeps: standard_error
# says: the sign is the other way round: whose lead is it?
difference = np.array(right_b, int) - np.array(right_a, int)
lead = np.mean(difference)
standard_error = np.sqrt(np.sum(difference**2)) / difference.size

# %% wrong: counts
# keeps: standard_error
# says: this is a number of points. Which share of all points is it?
difference = np.array(right_a, int) - np.array(right_b, int)
lead = np.sum(difference)
standard_error = np.sqrt(np.sum(difference**2)) / difference.size

# %% wrong: among the undecided alone
# says: lead and error are shares of all points, not only of those that tell A and B
#  apart.
difference = np.array(right_a, int) - np.array(right_b, int)
apart = max(np.sum(difference**2), 1)
lead = np.sum(difference) / apart
standard_error = np.sqrt(np.sum(difference**2)) / apart

# %% wrong: spread of single points
# keeps: lead
# says: this is how much single points scatter. How does the error of a mean depend on
#  the number of points?
lead = np.mean(right_a) - np.mean(right_b)
standard_error = np.std(np.not_equal(right_a, right_b))

# %% wrong: no root
# keeps: lead
# says: is the root missing? A sum of coin tosses moves by the root of their number.
lead = np.mean(right_a) - np.mean(right_b)
standard_error = np.sum(right_a != right_b) / right_a.size

# %% wrong: m under the root
# keeps: lead
# says: m stands under the root. Should the error of a mean not fall faster with m?
lead = np.mean(right_a) - np.mean(right_b)
standard_error = np.sqrt(np.mean(right_a != right_b))

# %% wrong: spread round the lead
# keeps: lead
# says: this is the spread of the differences round their own mean. Which points alone
#   count in section 4?
lead = np.mean(right_a) - np.mean(right_b)
difference = np.array(right_a, int) - np.array(right_b, int)
standard_error = np.std(difference) / np.sqrt(difference.size)

# %% wrong: spread round the lead, one point less
# keeps: lead
# says: this is the spread of the differences round their own mean, over m − 1. Which
#   points alone count in section 4?
lead = np.mean(right_a) - np.mean(right_b)
difference = np.array(right_a, int) - np.array(right_b, int)
standard_error = np.std(difference, ddof=1) / np.sqrt(difference.size)

# %% wrong: both right, too
# keeps: lead
# says: points on which both are right count here, too. Do they tell A and B apart?
lead = np.mean(right_a) - np.mean(right_b)
standard_error = np.sqrt(np.sum(np.logical_or(right_a, right_b))) / right_a.size

# %% wrong: all that tell them apart
# keeps: standard_error
# says: this is the share of all points that tell A and B apart. On which of them is A
#   behind?
lead = np.mean(right_a != right_b)
standard_error = np.sqrt(np.sum(right_a != right_b)) / right_a.size
