# Answers that only the demo class gives: see docs/add-a-lesson.md for their form.

# %% wrong: layer-2-not-scaled
# keeps: D1, A1, D2
### D2 ###
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 * D2

# %% wrong: endless-loop
### D2 ###
while keep_prob > 0:
    A2 = A2 + 0
D2 = np.random.rand(A2.shape[0], A2.shape[1])
D2 = (D2 < keep_prob).astype(int)
A2 = A2 * D2
A2 = A2 / keep_prob
