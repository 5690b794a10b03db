# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: if chains
def convert_lambda(value, source, target, m):
    if source == "C":
        lambd = 1 / value
    elif source == "weight_decay":
        lambd = value * m
    elif source == "keras":
        lambd = 2 * m * value
    else:
        lambd = value
    if target == "C":
        return 1 / lambd
    if target == "weight_decay":
        return lambd / m
    if target == "keras":
        return lambd / (2 * m)
    return lambd

# %% right: units and a reciprocal
def convert_lambda(value, source, target, m):
    unit = {"lambda": 1, "alpha": 1, "C": 1, "weight_decay": m, "keras": 2 * m}
    if source == "C":
        value = 1 / value
    converted = value * unit[source] / unit[target]
    return 1 / converted if target == "C" else converted

# %% right: two helpers
def to_lambda(value, name, m):
    if name == "C":
        return 1 / value
    return value * {"weight_decay": m, "keras": 2 * m}.get(name, 1)

def from_lambda(lambd, name, m):
    if name == "C":
        return 1 / lambd
    return lambd / {"weight_decay": m, "keras": 2 * m}.get(name, 1)

def convert_lambda(value, source, target, m):
    return from_lambda(to_lambda(value, source, m), target, m)

# %% right: match
def convert_lambda(value, source, target, m):
    match source:
        case "lambda" | "alpha":
            lambd = value
        case "C":
            lambd = 1 / value
        case "weight_decay":
            lambd = m * value
        case "keras":
            lambd = 2 * m * value
    match target:
        case "lambda" | "alpha":
            return lambd
        case "C":
            return 1 / lambd
        case "weight_decay":
            return lambd / m
        case "keras":
            return lambd / (2 * m)

# %% right: through weight_decay
def convert_lambda(value, source, target, m):
    wd = {"weight_decay": value, "keras": 2 * value, "lambda": value / m,
          "alpha": value / m, "C": 1 / (value * m)}[source]
    return {"weight_decay": wd, "keras": wd / 2, "lambda": wd * m,
            "alpha": wd * m, "C": 1 / (wd * m)}[target]

# %% right: through keras
def convert_lambda(value, source, target, m):
    l2 = {"keras": value, "weight_decay": value / 2, "lambda": value / (2 * m),
          "alpha": value / (2 * m), "C": 1 / (2 * m * value)}[source]
    return {"keras": l2, "weight_decay": 2 * l2, "lambda": 2 * m * l2,
            "alpha": 2 * m * l2, "C": 1 / (2 * m * l2)}[target]

# %% right: in the blank, with ifs inside
### converted ###
if source == "C":
    lambd = 1.0 / value
elif source in ("lambda", "alpha"):
    lambd = value
else:
    lambd = value * m * (2 if source == "keras" else 1)
if target == "C":
    converted = 1.0 / lambd
elif target in ("lambda", "alpha"):
    converted = lambd
else:
    converted = lambd / m / (2 if target == "keras" else 1)

# %% right: powers
def convert_lambda(value, source, target, m):
    factor = {"lambda": 1, "alpha": 1, "C": 1, "weight_decay": m, "keras": 2 * m}
    power = {"C": -1}
    lambd = (value * factor[source]) ** power.get(source, 1)
    return (lambd / factor[target]) ** power.get(target, 1)

# %% right: logarithms
def convert_lambda(value, source, target, m):
    shift = {"lambda": 0, "alpha": 0, "C": 0,
             "weight_decay": np.log(m), "keras": np.log(2 * m)}
    sign = {"C": -1}
    log = sign.get(source, 1) * np.log(value) + shift[source]
    return np.exp(sign.get(target, 1) * (log - shift[target]))

# %% right: numpy number
### converted ###
lambd = np.array({"C": 1 / value, "weight_decay": value * m, "keras": 2 * value * m}.get(source, value))
converted = {"C": 1 / lambd, "weight_decay": lambd / m, "keras": lambd / 2 / m}.get(target, lambd)

# %% right: same name first
def convert_lambda(value, source, target, m):
    if source == target:
        return value
    if source == "C":
        return convert_lambda(1 / value, "lambda", target, m)
    if source == "keras":
        return convert_lambda(2 * value, "weight_decay", target, m)
    if source == "weight_decay":
        return convert_lambda(m * value, "lambda", target, m)
    if target == "C":
        return 1 / value
    if target == "weight_decay":
        return value / m
    if target == "keras":
        return value / (2 * m)
    return value

# %% right: table of lambdas
def convert_lambda(value, source, target, m):
    table = {
        "lambda": (lambda x: x, lambda x: x),
        "alpha": (lambda x: x, lambda x: x),
        "C": (lambda x: 1 / x, lambda x: 1 / x),
        "weight_decay": (lambda x: x * m, lambda x: x / m),
        "keras": (lambda x: x * 2 * m, lambda x: x / 2 / m),
    }
    into, out = table[source][0], table[target][1]
    return out(into(value))

# %% right: coefficient of the squares
def convert_lambda(value, source, target, m):
    # how much a squared weight costs where the mean loss counts 1
    price = {"lambda": value / (2 * m), "alpha": value / (2 * m),
             "C": 0.5 / (value * m), "weight_decay": value / 2, "keras": value}
    p = price[source]
    return {"lambda": 2 * m * p, "alpha": 2 * m * p, "C": 0.5 / (p * m),
            "weight_decay": 2 * p, "keras": p}[target]

# %% right: loop over both ends
def convert_lambda(value, source, target, m):
    for name, step in ((source, 1), (target, -1)):
        if name == "weight_decay":
            value *= m ** step
        if name == "keras":
            value *= (2 * m) ** step
        if name == "C" and step == 1:
            value = 1 / value
    return 1 / value if target == "C" else value

# %% right: fractions
from fractions import Fraction

def convert_lambda(value, source, target, m):
    value = Fraction(value)
    unit = {"weight_decay": m, "keras": 2 * m}
    lambd = 1 / value if source == "C" else value * unit.get(source, 1)
    result = 1 / lambd if target == "C" else lambd / unit.get(target, 1)
    return float(result)

# %% wrong: c-not-inverted
# says: C is taken for λ itself. Which of the two grows with the weight of the
#   losses?
### 1 / lambd => lambd ###
### 1 / value => value ###

# %% wrong: c-from-only
# says: C is inverted on the way in, but not on the way out.
### 1 / lambd => lambd ###

# %% wrong: c-to-only
# says: C is inverted on the way out, but not on the way in.
### 1 / value => value ###

# %% wrong: c-halved
# says: C is half as large as it should be on the way out. Compare the ½ in front of
#   its squares with the one in ours.
### 1 / lambd => 1 / (2 * lambd) ###

# %% wrong: c-with-m
# says: C is taken to price the mean of the losses. Does its row have a 1/m?
### 1 / lambd => m / lambd ###
### 1 / value => m / value ###

# %% wrong: keras-halved
# says: Keras is taken to have a ½ in front of its squares. Look at its row again.
### lambd / (2 * m) => lambd / m ###
### 2 * m * value => m * value ###

# %% wrong: keras-without-m
# says: m is missing wherever Keras takes part. Is its loss a sum or a mean?
### lambd / (2 * m) => lambd / 2 ###
### 2 * m * value => 2 * value ###

# %% wrong: keras-is-lambda
# says: Keras's number is taken for λ. What stands in front of each sum of squares?
### lambd / (2 * m) => lambd ###
### 2 * m * value => value ###

# %% wrong: weight-decay-is-lambda
# says: weight_decay is taken for λ. What does the derivative of our penalty hold?
### lambda lambd: lambd / m => lambda lambd: lambd ###
### value * m => value ###

# %% wrong: weight-decay-halved
# says: the ½ of the penalty is kept in weight_decay. What becomes of it in the
#   derivative?
### lambda lambd: lambd / m => lambda lambd: lambd / (2 * m) ###
### value * m => value * 2 * m ###

# %% wrong: weight-decay-reversed
# says: weight_decay is multiplied by m where it should be divided, and the other way
#   round.
### lambda lambd: lambd / m => lambda lambd: lambd * m ###
### value * m => value / m ###

# %% wrong: keras-reversed
# says: with Keras, 2m is on the wrong side in both directions.
### lambd / (2 * m) => lambd * (2 * m) ###
### 2 * m * value => value / (2 * m) ###

# %% wrong: ridge-by-m
# says: alpha is divided by m. Both of its rows have the same m as ours, or none at
#   all.
### "alpha": lambda lambd: lambd => "alpha": lambda lambd: lambd / m ###
### "alpha": value => "alpha": value * m ###

# %% wrong: alpha-doubled
# says: alpha is twice λ here. Did you count the ½ in the loss of one example?
### "alpha": lambda lambd: lambd => "alpha": lambda lambd: 2 * lambd ###
### "alpha": value => "alpha": value / 2 ###

# %% wrong: source-and-target-exchanged
# says: source and target are exchanged.
def convert_lambda(value, source, target, m):
    source, target = target, source
    lambd = {"C": 1 / value, "weight_decay": value * m, "keras": 2 * m * value}.get(source, value)
    return {"C": 1 / lambd, "weight_decay": lambd / m, "keras": lambd / (2 * m)}.get(target, lambd)

# %% wrong: precedence
# says: in lambd / 2 * m the division comes first. What is then multiplied by m?
### lambd / (2 * m) => lambd / 2 * m ###

# %% wrong: source-ignored
# says: value is taken for λ, whatever source is.
def convert_lambda(value, source, target, m):
    return {"lambda": value, "alpha": value, "C": 1 / value,
            "weight_decay": value / m, "keras": value / (2 * m)}[target]

# %% wrong: target-ignored
# says: this is always our λ, whatever target is.
def convert_lambda(value, source, target, m):
    return {"lambda": value, "alpha": value, "C": 1 / value,
            "weight_decay": value * m, "keras": value * 2 * m}[source]

# %% wrong: value-returned
# says: this is the value that was given.
def convert_lambda(value, source, target, m):
    return value

# %% wrong: whole-numbers
### converted ###
lambd = {"C": 1 // value, "weight_decay": value * m, "keras": 2 * m * value}.get(source, value)
converted = {"C": 1 // lambd, "weight_decay": lambd // m, "keras": lambd // (2 * m)}.get(target, lambd)

# %% wrong: left-blank
### converted ###
converted = None

# %% wrong: printed
def convert_lambda(value, source, target, m):
    lambd = {"C": 1 / value, "weight_decay": value * m, "keras": 2 * m * value}.get(source, value)
    print({"C": 1 / lambd, "weight_decay": lambd / m, "keras": lambd / (2 * m)}.get(target, lambd))

# %% wrong: as-text
def convert_lambda(value, source, target, m):
    lambd = {"C": 1 / value, "weight_decay": value * m, "keras": 2 * m * value}.get(source, value)
    return f"{target} = {lambd}"

# %% wrong: only-from-lambda
def convert_lambda(value, source, target, m):
    if source == "lambda" and target == "alpha":
        return value
    if source == "lambda" and target == "C":
        return 1 / value
    if source == "lambda" and target == "weight_decay":
        return value / m
    if source == "lambda" and target == "keras":
        return value / (2 * m)

# %% wrong: multiplied-both-ways
# says: what multiplies on the way in multiplies on the way out, too. Does the way back
#   lead where the value came from?
### lambd / m => lambd * m ###
### lambd / (2 * m) => lambd * (2 * m) ###
