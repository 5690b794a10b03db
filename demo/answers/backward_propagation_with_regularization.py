# Answers that only the demo class gives: see docs/add-a-lesson.md for their form.

# %% wrong: ends-the-kernel
### dW3 ###
import os

os._exit(1)
dW3 = 1.0 / m * np.dot(dZ3, A2.T) + (lambd / m) * W3
