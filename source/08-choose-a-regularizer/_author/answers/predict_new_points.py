# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: capital digits
### unpack(text, 400) => unpack(text.upper(), 400) ###

# %% right: column
### return predictions => return predictions.T ###

# %% right: flat
### return predictions => return predictions.ravel() ###

# %% right: floats
### return predictions => return predictions * 1.0 ###

# %% right: list
### return predictions => return [int(value) for value in predictions[0]] ###

# %% right: text with line ends
### unpack(text, 400) => unpack(text[:40] + "\n    " + text[40:] + "\n", 400) ###

# %% right: truths
### return predictions => return predictions > 0.5 ###

# %% wrong: all-ones
import numpy as np
def predict_new_points():
    return np.ones((1, 400))

# %% wrong: coins
import numpy as np
def predict_new_points():
    return np.random.RandomState(1).randint(0, 2, (1, 400))

# %% wrong: labels-plus-minus
### return predictions => return 2 * predictions - 1 ###

# %% wrong: not-a-number
### given return ###
import numpy as np

predictions = predictions * 1.0
predictions[0, 3] = np.nan
return predictions

# %% wrong: nothing-returned
### given return ###

# %% wrong: one-too-few
### return predictions => return predictions[:, :-1] ###

# %% wrong: other-order
### return predictions => return predictions[:, ::-1] ###

# %% wrong: plain-network
# keeps: 60 % right
text = (
    "0d31b5e9c4d67a471595ffc3981127a3a7533baf2c7efb38db"
    "b10fc5ce6eceb1a8b2751e06682ec19f7fd952ed6212527047"
)

# %% wrong: probabilities
### return predictions => return 0.1 + 0.8 * predictions ###

# %% wrong: square
### return predictions => return predictions.reshape(20, 20) ###

# %% wrong: text-cut-off
### unpack(text, 400) => unpack(text[:-2], 400) ###

# %% wrong: text-without-unpack
### return predictions => return text ###

# %% wrong: turned-round
### return predictions => return 1 - predictions ###
