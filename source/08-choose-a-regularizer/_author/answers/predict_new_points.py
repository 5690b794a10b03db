# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: as printed
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    text = DIGITS
    predictions = unpack(text, 400)
    return predictions

# %% right: capital digits
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    return unpack(DIGITS.upper(), 400)

# %% right: column
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    return unpack(DIGITS, 400).T

# %% right: flat
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    return unpack(DIGITS, 400).ravel()

# %% right: floats
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    return unpack(DIGITS, 400) * 1.0

# %% right: list
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    return [int(value) for value in unpack(DIGITS, 400)[0]]

# %% right: text with line ends
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    text = f"""
    {DIGITS[:40]}
    {DIGITS[40:]}
    """
    predictions = unpack(text, 400)
    return predictions

# %% right: truths
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    return unpack(DIGITS, 400) > 0.5

# %% wrong: all-ones
import numpy as np

def predict_new_points():
    return np.ones((1, 400))

# %% wrong: coins
import numpy as np

def predict_new_points():
    return np.random.RandomState(1).randint(0, 2, (1, 400))

# %% wrong: labels-plus-minus
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    return 2 * unpack(DIGITS, 400) - 1

# %% wrong: not-a-number
import numpy as np

DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    predictions = unpack(DIGITS, 400) * 1.0
    predictions[0, 3] = np.nan
    return predictions

# %% wrong: nothing-returned
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    predictions = unpack(DIGITS, 400)  # noqa: F841

# %% wrong: one-too-few
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    return unpack(DIGITS, 400)[:, :-1]

# %% wrong: other-order
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    return unpack(DIGITS, 400)[:, ::-1]

# %% wrong: plain-network
# keeps: 60 % right
DIGITS = (
    "77eb41199e988ff1c97f96fc009ed0dd5183dac29e2d038799"
    "ba18d4d643e37caa683d2b06c527fea50eaccb38d513178bef"
)

def predict_new_points():
    return unpack(DIGITS, 400)

# %% wrong: probabilities
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    return 0.1 + 0.8 * unpack(DIGITS, 400)

# %% wrong: square
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    return unpack(DIGITS, 400).reshape(20, 20)

# %% wrong: text-cut-off
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    return unpack(DIGITS[:-2], 400)

# %% wrong: text-without-unpack
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    return DIGITS

# %% wrong: turned-round
DIGITS = (
    "34ebd3b956a84ffcc47ed9d801f6d0dd4282d8c39e0403c6db"
    "ba1c5582ae637c2b69356b64c523f6a50ea5cfb0d653179aee"
)

def predict_new_points():
    return 1 - unpack(DIGITS, 400)
