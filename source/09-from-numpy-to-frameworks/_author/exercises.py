"""What lesson 09 grades: converting λ between libraries, and a step of AdamW."""

import numpy as np

from grader.lesson import Blank, Case, Exercise, Quantity


def conversion(name, value, source, target, m):
    """A call of convert_lambda."""
    inputs = {"value": value, "source": source, "target": target, "m": m}
    return Case(name, inputs)


def step(name, seed, shape, t, rate, decay, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """A call of adamw_step, in the middle of a training (t > 1) or at its start."""
    rng = np.random.RandomState(seed)
    W, dW, V = (np.round(rng.randn(*shape), 2) + 0.003 for _ in range(3))
    S = np.round(rng.uniform(0.2, 2, shape), 2)
    if t == 1:
        V, S = np.zeros(shape), np.zeros(shape)
    inputs = {
        "W": W, "dW": dW, "V": V, "S": S, "t": t, "learning_rate": rate,
        "weight_decay": decay, "beta1": beta1, "beta2": beta2, "epsilon": epsilon,
    }  # fmt: skip
    return Case(name, inputs, seed)


CONVERT = Exercise(
    name="convert_lambda",
    returns="converted",
    blanks=(Blank("converted", ("converted",)),),
    visible=(
        conversion("our lambda as alpha", 3.0, "lambda", "alpha", 80),
        conversion("our lambda as C", 0.4, "lambda", "C", 50),
        conversion("our lambda as weight_decay", 0.7, "lambda", "weight_decay", 211),
        conversion("our lambda as keras", 0.7, "lambda", "keras", 211),
        conversion("C as our lambda", 5.0, "C", "lambda", 30),
        conversion("weight_decay as our lambda", 0.03, "weight_decay", "lambda", 40),
        conversion("keras as our lambda", 0.02, "keras", "lambda", 45),
        conversion("alpha as weight_decay", 1.3, "alpha", "weight_decay", 60),
        conversion("weight_decay as keras", 0.05, "weight_decay", "keras", 70),
        conversion("C as keras", 0.8, "C", "keras", 25),
    ),
    hidden=(
        conversion("hidden 1", 2.7, "lambda", "C", 13),
        conversion("hidden 2", 0.9, "alpha", "lambda", 17),
        conversion("hidden 3", 0.35, "C", "weight_decay", 44),
        conversion("hidden 4", 0.006, "keras", "alpha", 90),
        conversion("hidden 5", 0.04, "weight_decay", "C", 37),
        conversion("hidden 6", 1.9, "alpha", "keras", 23),
        conversion("hidden 7", 0.013, "keras", "weight_decay", 55),
        conversion("hidden 8", 0.6, "lambda", "weight_decay", 31),
        conversion("hidden 9", 0.11, "weight_decay", "lambda", 19),
        conversion("hidden 10", 0.7, "C", "C", 12),
        conversion("hidden 11", 1.7, "C", "lambda", 21),
        conversion("hidden 12", 0.8, "lambda", "lambda", 15),
        conversion("hidden 13", 0.021, "keras", "lambda", 33),
        conversion("hidden 14", 1.1, "lambda", "keras", 27),
        conversion("hidden 15", 2.2, "lambda", "alpha", 29),
    ),
    quantities=(Quantity("m", "m"), Quantity("value", "value")),
    hints=(
        "There are twenty pairs of different names, but only five rows. Through which "
        "row could every conversion go?",
        "Take one row and our cost. By which number must you multiply ours, so that "
        "the sums of losses agree? What stands before the sum of squares then?",
        "For weight_decay, compare slopes: what does the derivative of λ/(2m)·w² add "
        "to dw?",
    ),
    does="Now a λ found in one library can be used in any other.",
)

ADAMW = Exercise(
    name="adamw_step",
    returns=("W_new", "V_new", "S_new"),
    blanks=(
        Blank("V_new", ("V_new",)),
        Blank("S_new", ("S_new",)),
        Blank("W_new", ("W_new",), 2),
    ),
    visible=(
        step("in the middle of a training", 1, (2, 3), 7, 0.1, 0.3),
        step("the first step", 2, (3, 2), 1, 0.05, 0.2),
        step("no decay, weight_decay = 0", 3, (2, 4), 4, 0.2, 0),
        step("other betas, a large epsilon", 4, (3, 4), 3, 0.3, 0.5, 0.45, 0.35, 0.6),
    ),
    hidden=(
        step("hidden 1", 11, (4, 3), 5, 0.15, 0.25),
        step("hidden 2", 12, (2, 5), 1, 0.4, 0.7, 0.8, 0.95),
        step("hidden 3", 13, (5, 2), 9, 0.25, 0, 0.85, 0.9),
        step("hidden 4", 14, (3, 5), 3, 0.35, 0.4, 0.45, 0.4, 0.9),
    ),
    neutral={"weight_decay": 0},
    quantities=(
        Quantity("learning_rate", "learning_rate"),
        Quantity("weight_decay", "weight_decay"),
        Quantity("beta1", "beta1", share=True),
        Quantity("beta2", "beta2", share=True),
    ),
    hints=(
        "A running average keeps a share β of what it was. How much is then left for "
        "what is new?",
        "Which of the two averages sees dW, which its square? Does the decay enter "
        "either of them?",
        "Two amounts are subtracted from W. Which of them is divided by the root of "
        "S_hat, and which has W in it?",
    ),
    does="Now you know what AdamW does differently from Adam, to the last digit.",
)

EXERCISES = (CONVERT, ADAMW)
