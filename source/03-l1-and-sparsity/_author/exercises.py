"""What lesson 03 grades: the cost with an L1 penalty, the threshold, the step.

The reference of proximal_step writes the threshold out, so that it is judged without
soft_threshold; its hidden test puts a right soft_threshold in the place of the
learner's, so that an error there is counted once.
"""

import numpy as np

from grader.exercise import Blank, Case, Equivalent, Exercise, Mistake


def cost_case(name, seed, lambd, features=4, examples=7):
    """A call of the cost function, with predictions away from 0 and 1."""
    rng = np.random.RandomState(seed)
    A = np.round(rng.uniform(0.1, 0.9, (1, examples)), 3)
    Y = (np.arange(examples) % 3 > 0).astype(int).reshape(1, -1)
    w = np.round(1.5 * rng.randn(features, 1), 2)
    return Case(name, {"A": A, "Y": Y, "w": w, "lambd": lambd}, seed)


def threshold_case(name, seed, t, shape, scale=1.0):
    """A call of the threshold, with entries of both signs."""
    w = np.round(scale * np.random.RandomState(seed).randn(*shape), 2)
    return Case(name, {"w": w, "t": t}, seed)


def step_case(name, seed, rate, lambd, m, features=5):
    """A call of the step: some weights end at zero, some do not."""
    rng = np.random.RandomState(seed)
    inputs = {
        "w": np.round(rng.randn(features, 1), 2),
        "b": float(np.round(1 + rng.rand(), 2)),
        "dw": np.round(rng.randn(features, 1), 2),
        "db": float(np.round(0.5 + rng.rand(), 2)),
        "learning_rate": rate,
        "lambd": lambd,
        "m": m,
    }
    return Case(name, inputs, seed)


ADDED = "cost = cross_entropy_cost + L1_cost"
FACTOR = "lambd / m * "
SUM = "np.sum(np.abs(w))"

COST = Exercise(
    name="compute_cost_with_l1",
    returns="cost",
    blanks=(Blank("penalty", ("cost",)),),
    visible=(
        cost_case("four weights, lambd = 0.7", 31, 0.7),
        cost_case("no penalty, lambd = 0", 32, 0, 3, 5),
        cost_case("six weights, lambd = 3", 33, 3, 6, 4),
    ),
    hidden=(
        cost_case("hidden 1", 131, 0.4, 5, 9),
        cost_case("hidden 2", 132, 1.7, 3, 4),
        cost_case("hidden 3", 133, 6, 7, 12),
        cost_case("hidden 4", 134, 0, 4, 6),
    ),
    does="Now every weight has a price, the same for each unit of its size.",
    mistakes=(
        Mistake(
            "squares",
            (("np.abs", "np.square"),),
            "the weights are squared: that is the sum in an L2 penalty. What does L1 "
            "sum?",
        ),
        Mistake(
            "L2-penalty",
            ((f"{FACTOR}{SUM}", "lambd / (2 * m) * np.sum(np.square(w))"),),
            "this is the L2 penalty of lesson 01, with squares and the factor 1/2.",
        ),
        Mistake(
            "half-too-much",
            ((FACTOR, "lambd / (2 * m) * "),),
            "there is a factor 1/2. It belongs to the squares of L2; does L1 have it?",
        ),
        Mistake(
            "m-missing",
            ((FACTOR, "lambd * "),),
            "the penalty is not divided by m, the number of examples.",
        ),
        Mistake(
            "half-for-m",
            ((FACTOR, "lambd / 2 * "),),
            "the penalty is divided by 2 and not by m. What stands under λ?",
        ),
        Mistake(
            "multiplied-by-m",
            ((FACTOR, "lambd * m * "),),
            "the penalty is multiplied by m; it is to be divided.",
        ),
        Mistake(
            "m-twice",
            ((FACTOR, "lambd / m / m * "),),
            "the penalty is divided by m twice. Does compute_cost need it again?",
        ),
        Mistake(
            "divided-by-the-number-of-weights",
            ((FACTOR, "lambd / w.size * "),),
            "the penalty is divided by the number of weights. What does m count?",
        ),
        Mistake(
            "lambd-missing",
            ((FACTOR, "1 / m * "),),
            "the penalty does not depend on lambd. What should lambd = 0 do?",
        ),
        Mistake(
            "lambd-squared",
            ((FACTOR, "lambd ** 2 / m * "),),
            "the penalty grows with the square of lambd. Does lambd stand there twice?",
        ),
        Mistake(
            "signs-kept",
            ((SUM, "np.sum(w)"),),
            "positive and negative weights cancel. What has to happen to each weight "
            "before the sum?",
        ),
        Mistake(
            "absolute-value-of-the-sum",
            ((SUM, "np.abs(np.sum(w))"),),
            "the absolute value is taken of the sum; take it of each weight first.",
        ),
        Mistake(
            "mean-for-sum",
            ((SUM, "np.mean(np.abs(w))"),),
            "the absolute values are averaged. Is the penalty their mean or their sum?",
        ),
        Mistake(
            "euclidean-norm",
            ((SUM, "np.sqrt(np.sum(np.square(w)))"),),
            "this is the length of w, the root of the sum of squares. What is its L1 "
            "norm?",
        ),
        Mistake(
            "largest-weight",
            ((SUM, "np.max(np.abs(w))"),),
            "only the largest weight is paid for. For which weights does the formula "
            "ask a price?",
        ),
        Mistake(
            "last-weight-alone",
            ((SUM, "np.abs(w[-1, 0])"),),
            "only the last weight is paid for. If you use a loop: does it add, or does "
            "each weight replace the one before?",
        ),
        Mistake(
            "first-weight-left-out",
            ((SUM, "np.sum(np.abs(w[1:]))"),),
            "the first weight is left out. If you use a loop: where does it begin?",
        ),
        Mistake(
            "weights-counted",
            ((SUM, "np.count_nonzero(w)"),),
            "each weight costs the same, however large it is. What does |w| say?",
        ),
        Mistake(
            "subtracted",
            ((ADDED, "cost = cross_entropy_cost - L1_cost"),),
            "the penalty is subtracted, so that large weights would be rewarded.",
        ),
        *(
            Mistake(
                f"factor-{word}",
                ((FACTOR + SUM, f"lambd / m {sign} {SUM}"),),
                "the factor λ/m is not multiplied with the sum.",
            )
            for word, sign in (("added", "+"), ("subtracted", "-"))
        ),
        Mistake(
            "penalty-forgotten",
            ((ADDED, "cost = cross_entropy_cost"),),
            "the penalty is not in the cost.",
        ),
        Mistake(
            "penalty-alone",
            ((ADDED, "cost = L1_cost"),),
            "the cost is the penalty alone. Where did the cross-entropy go?",
        ),
    ),
    hints=(
        "Look at the formula: what is done to a single weight before the sum?",
        "np.abs takes the absolute value of each entry, np.sum adds all entries.",
        "In front of the sum stand two quantities, one of them in the denominator. "
        "Both are at hand in the function.",
    ),
    equivalents=(
        Equivalent((("np.abs(w)", "np.abs(-w)"),), "−w is as large as w"),
        Equivalent(
            (("np.abs(w)", "np.abs(w.T)"),),
            "a transposed w has the same entries, so the same sum up to the order "
            "of summation",
        ),
    ),
)

CUT = "np.maximum(np.abs(w) - t, 0)"

JOINS = ("+", "-", "/", "//", "%", "**")


def threshold_mistakes(w, t, right):
    """Slips in `right`, which is the soft threshold t of w, written out."""
    size = f"np.maximum(np.abs({w}) - {t}, 0)"
    signs = "size and sign are not multiplied. How do they make an entry?"
    lost = "t is not subtracted from the size. What does an entry lose?"
    wrong = {
        "sign and zero are missing: sizes that have lost t come out as they are.": [
            f"np.abs({w}) - {t}"
        ],
        "only the absolute values are left. Where does t come in, and the sign?": [
            f"np.abs({w})"
        ],
        signs: [f"np.sign({w}) {sign} {size}" for sign in "+-"],
        lost: [
            f"np.sign({w}) * np.maximum(np.abs({w}) {sign} ({t}), 0)"
            for sign in ("*", "**")
        ],
        "every entry has the size t. What became of its own?": [
            f"np.sign({w}) * np.maximum({t}, 0)"
        ],
        "no entry comes out smaller than 1. Where is it to stop?": [
            f"np.sign({w}) * np.maximum(np.abs({w}) - {t}, 1)"
        ],
        "t is subtracted from squares. What is the size of an entry?": [
            f"np.sign({w}) * np.maximum(np.square({w}) - {t}, 0)"
        ],
    }
    return tuple(
        Mistake(f"threshold-{kind}.{number}", ((right, text),), says)
        for kind, (says, texts) in enumerate(wrong.items(), 1)
        for number, text in enumerate(texts, 1)
    )


THRESHOLD = Exercise(
    name="soft_threshold",
    returns="shrunk",
    blanks=(Blank("shrunk", ("shrunk",)),),
    visible=(
        threshold_case("six weights, t = 0.5", 44, 0.5, (6, 1)),
        threshold_case("nothing to take away, t = 0", 42, 0, (4, 1)),
        threshold_case("a table of weights, t = 0.8", 43, 0.8, (3, 4)),
    ),
    hidden=(
        threshold_case("hidden 1", 141, 0.3, (7, 1)),
        threshold_case("hidden 2", 142, 1.4, (5, 4), 2.0),
        threshold_case("hidden 3", 143, 0.06, (9, 1), 0.1),
        threshold_case("hidden 4", 144, 0, (3, 2)),
        threshold_case("hidden 5", 145, 4, (4, 1)),
    ),
    does="Now you have the one operation that puts a weight at exactly zero.",
    mistakes=(
        Mistake(
            "sign-lost",
            (("np.sign(w) * ", ""),),
            "the sign is lost: every entry comes out positive.",
        ),
        Mistake(
            "not-stopped-at-zero",
            ((CUT, "(np.abs(w) - t)"),),
            "entries smaller than t go past zero and come out on the other side. "
            "Where are they to stop?",
        ),
        Mistake(
            "max-against-t",
            ((CUT, "np.maximum(np.abs(w) - t, t)"),),
            "what is left is compared with t. Which is the smallest size that an entry "
            "may have in the end?",
        ),
        Mistake(
            "at-least-t",
            ((CUT, "np.maximum(np.abs(w), t)"),),
            "sizes below t are raised to t. In which direction is an entry to move?",
        ),
        Mistake(
            "hard-threshold",
            ((CUT, "np.where(np.abs(w) > t, np.abs(w), 0)"),),
            "small entries go to zero, but the large ones keep their size (a hard "
            "threshold). What do the large ones lose?",
        ),
        Mistake(
            "absolute-value-forgotten",
            ((CUT, "np.maximum(w - t, 0)"),),
            "every negative entry becomes zero. Is its size compared with t, or the "
            "entry itself?",
        ),
        Mistake(
            "minimum-for-maximum",
            ((CUT, "np.minimum(np.abs(w) - t, 0)"),),
            "the large entries become zero and the small ones do not: the smaller of "
            "two numbers is kept, where the larger is meant.",
        ),
        Mistake(
            "t-added",
            ((CUT, "np.maximum(np.abs(w) + t, 0)"),),
            "the entries grow by t; they are to shrink.",
        ),
        Mistake(
            "clipped-to-t",
            ((CUT, "np.minimum(np.abs(w), t)"),),
            "entries are cut down to t: this is what the threshold takes away, not "
            "what it leaves.",
        ),
        Mistake(
            "turned-round",
            ((CUT, "np.maximum(t - np.abs(w), 0)"),),
            "the difference is the wrong way round: small entries come out large. "
            "What is to be taken from what?",
        ),
        Mistake(
            "times-w",
            (("np.sign(w)", "w"),),
            "what is left is multiplied by the entry itself. Which part of the entry "
            "tells the direction?",
        ),
        Mistake(
            "nothing-taken-away",
            ((CUT, "np.abs(w)"),),
            "the entries keep their size. Where does t come in?",
        ),
        Mistake(
            "divided",
            ((CUT, "np.abs(w) / (1 + t)"),),
            "the entries are divided by 1 + t, as the L2 penalty does it. L1 takes the "
            "same amount from each.",
        ),
        Mistake(
            "always-to-the-left",
            ((f"np.sign(w) * {CUT}", "np.where(np.abs(w) > t, w - t, 0)"),),
            "t is subtracted from negative entries, too, so that they move away from "
            "zero.",
        ),
        Mistake(
            "subtracted-from-all",
            ((f"np.sign(w) * {CUT}", "w - t"),),
            "t is subtracted from every entry, so that negative ones move away from "
            "zero and small ones past it.",
        ),
        Mistake(
            "share-taken-away",
            ((CUT, "np.abs(w) * (1 - t)"),),
            "each entry loses a share of itself. L1 takes the same amount from each.",
        ),
        Mistake(
            "negative-entries-stay",
            ((f"np.sign(w) * {CUT}", "np.where(w > 0, np.maximum(w - t, 0), w)"),),
            "only positive entries shrink. What is to happen to negative ones?",
        ),
        Mistake(
            "half-of-t",
            ((CUT, "np.maximum(np.abs(w) - t / 2, 0)"),),
            "only half of t is taken away. Does the 1/2 in ½(x − w)² survive its "
            "derivative?",
        ),
        Mistake(
            "t-doubled",
            ((CUT, "np.maximum(np.abs(w) - 2 * t, 0)"),),
            "twice t is taken away. How far is an entry to move?",
        ),
        *threshold_mistakes("w", "t", f"np.sign(w) * {CUT}"),
    ),
    hints=(
        "Do it by hand for t = 1 and the entries 3, −3 and 0.4. What comes out?",
        "An entry has a size, np.abs(w), and a direction, np.sign(w). Only the size "
        "changes.",
        "The size loses t, but a size below zero makes no sense: np.maximum(…, 0) "
        "keeps it at zero or above.",
    ),
)

MOVED = "w - learning_rate * dw"
SHRINK = "learning_rate * lambd / m"
AFTER = """np.sign(w_new) * np.maximum(
        np.abs(w_new) - learning_rate * lambd / m, 0)"""
B_STEP = "b - learning_rate * db"


def shrunk(values, amount):
    """The soft threshold, written out."""
    return f"np.sign({values}) * np.maximum(np.abs({values}) - {amount}, 0)"


def step_mistakes(own, slope, rates, others, joins):
    """Wrong ways to write `own - learning_rate * slope`.

    rates: names taken for the rate; others: names in the place of own or slope;
    joins: operators in the place of the minus.
    """
    right = f"{own} - learning_rate * {slope}"
    step = f"(learning_rate * {slope})"
    rate = f"in the step of {own}, {slope} is multiplied by another number than the "
    rate += "learning rate. What says how long a step is?"
    product = f"in the step of {own}, learning_rate and {slope} are not multiplied."
    gradient = f"the step of {own} does not follow its gradient, {slope}."
    start = f"the step does not start at {own}. From where is it taken?"
    minus = f"the step is not subtracted from {own}. Which way is downhill?"
    wrong = {
        rate: [f"{own} - {name} * {slope}" for name in rates],
        product: [f"{own} - {step.replace('*', sign)}" for sign in JOINS],
        gradient: [
            *(f"{own} - learning_rate * {name}" for name in (*others, own)),
            f"{own} - learning_rate",
        ],
        start: [
            *(f"{name} - learning_rate * {slope}" for name in (*others, slope)),
            f"-{own} - learning_rate * {slope}",
            f"learning_rate * {slope}",
            slope,
        ],
        minus: [f"{own} {sign} {step}" for sign in joins],
    }
    return tuple(
        Mistake(f"step-of-{own}-{kind}.{number}", ((right, text),), says)
        for kind, (says, texts) in enumerate(wrong.items(), 1)
        for number, text in enumerate(texts, 1)
    )


STEP = Exercise(
    name="proximal_step",
    returns=("w_new", "b_new"),
    blanks=(Blank("weights", ("w_new",), 3), Blank("bias", ("b_new",))),
    visible=(
        step_case("a small step", 51, 0.3, 2, 4),
        step_case("no penalty, lambd = 0", 52, 0.3, 0, 6, 3),
        step_case("more weights, a long step", 53, 1.7, 0.6, 3, 8),
    ),
    hidden=(
        step_case("hidden 1", 151, 0.2, 3, 5, 6),
        step_case("hidden 2", 152, 1.2, 0.5, 2, 7),
        step_case("hidden 3", 153, 1.4, 0.3, 3, 9),
        step_case("hidden 4", 154, 0.4, 0, 7, 4),
    ),
    does="Now a step can end at zero, and stay there.",
    mistakes=(
        Mistake(
            "rate-missing-in-the-threshold",
            ((SHRINK, "lambd / m"),),
            "the threshold is λ/m however short the step is. Which share of the "
            "penalty belongs to one step?",
        ),
        Mistake(
            "m-missing",
            ((SHRINK, "learning_rate * lambd"),),
            "the threshold is not divided by m. By what is λ divided in the cost?",
        ),
        Mistake(
            "rate-and-m-missing",
            ((SHRINK, "lambd"),),
            "the threshold is lambd alone. What else stands before Σ|w| in the cost, "
            "and how long is the step?",
        ),
        Mistake(
            "lambd-missing",
            ((SHRINK, "learning_rate / m"),),
            "the threshold does not depend on lambd. What should lambd = 0 do?",
        ),
        Mistake(
            "half-too-much",
            ((SHRINK, "learning_rate * lambd / (2 * m)"),),
            "the threshold has a factor 1/2, which belongs to the squares of L2.",
        ),
        Mistake(
            "multiplied-by-m",
            ((SHRINK, "learning_rate * lambd * m"),),
            "the threshold is multiplied by m; it is to be divided.",
        ),
        Mistake(
            "threshold-before-the-step",
            ((AFTER, f"{shrunk('w', SHRINK)} - learning_rate * dw"),),
            "the threshold comes before the gradient's step, which moves the zeros "
            "away from zero again.",
        ),
        Mistake(
            "gradient-thresholded",
            ((AFTER, f"w - learning_rate * {shrunk('dw', 'lambd / m')}"),),
            "the threshold is applied to the gradient. What is to become zero?",
        ),
        Mistake(
            "threshold-alone",
            ((MOVED, "w + 0 * dw"),),
            "the weights are thresholded without the gradient's step.",
        ),
        Mistake(
            "threshold-forgotten",
            ((AFTER, "w_new"),),
            "the weights take the gradient's step alone. Where is the threshold?",
        ),
        Mistake(
            "subgradient-step",
            ((AFTER, f"{MOVED} - {SHRINK} * np.sign(w)"),),
            "the penalty enters by its slope, sign(w). That is a subgradient step, "
            "which does not stop at zero.",
        ),
        Mistake(
            "weight-decay",
            ((AFTER, f"w * (1 - {SHRINK}) - learning_rate * dw"),),
            "each weight loses a share of itself: that is L2's weight decay.",
        ),
        Mistake(
            "L2-division",
            ((AFTER, f"w_new / (1 + {SHRINK})"),),
            "the weights are divided, as the L2 penalty does it. L1 subtracts.",
        ),
        Mistake(
            "hard-threshold",
            ((AFTER, f"np.where(np.abs(w_new) > {SHRINK}, w_new, 0)"),),
            "the large weights keep their size (a hard threshold). Does soft_threshold "
            "take something from them?",
        ),
        Mistake(
            "arguments-swapped",
            ((AFTER, shrunk(f"({SHRINK})", "w_new")),),
            "the threshold is shrunk by the weights. In which order does "
            "soft_threshold take its arguments?",
        ),
        Mistake(
            "gradient-added",
            ((MOVED, "w + learning_rate * dw"), (B_STEP, "b + learning_rate * db")),
            "the gradients are added: the step goes uphill.",
        ),
        Mistake(
            "rate-missing-in-the-step",
            ((MOVED, "w - dw"), (B_STEP, "b - db")),
            "the step is the whole gradient. Where does the learning rate come in?",
        ),
        Mistake(
            "gradient-divided-by-m",
            ((MOVED, f"{MOVED} / m"), (B_STEP, f"{B_STEP} / m")),
            "the gradients are divided by m. Are dw and db averages already?",
        ),
        Mistake(
            "bias-thresholded",
            ((B_STEP, shrunk(f"({B_STEP})", SHRINK)),),
            "the bias is thresholded as well. Is b in the penalty?",
        ),
        Mistake(
            "bias-decays",
            ((B_STEP, "b - learning_rate * (db + lambd / m * b)"),),
            "the bias has a penalty, too. Does the cost hold b?",
        ),
        Mistake(
            "gradient-of-b-forgotten",
            ((B_STEP, "b"),),
            "the bias stays where it was. It has no penalty, but a gradient.",
        ),
        Mistake(
            "sign-lost",
            (("np.sign(w_new) * np.maximum", "np.maximum"),),
            "all weights come out positive. Does soft_threshold keep the sign?",
        ),
        Mistake(
            "sign-of-the-old-weight",
            (("np.sign(w_new)", "np.sign(w)"),),
            "the sign is that of the weight before the step; the step may have "
            "changed it.",
        ),
        Mistake(
            "not-stopped-at-zero",
            ((AFTER, f"w_new - {SHRINK} * np.sign(w_new)"),),
            "small weights go past zero. Does soft_threshold stop them there?",
        ),
        Mistake(
            "times-the-weight",
            (("np.sign(w_new)", "w_new"),),
            "what is left is multiplied by the weight. Does soft_threshold do that?",
        ),
        Mistake(
            "minimum-for-maximum",
            (("np.maximum", "np.minimum"),),
            "the large weights become zero and the small ones do not. Is there a "
            "np.minimum in soft_threshold?",
        ),
        Mistake(
            "turned-round",
            ((f"np.abs(w_new) - {SHRINK}", f"{SHRINK} - np.abs(w_new)"),),
            "small weights come out large, large ones zero. What is taken from what?",
        ),
        Mistake(
            "absolute-value-forgotten",
            ((f"np.abs(w_new) - {SHRINK}", f"w_new - {SHRINK}"),),
            "every negative weight becomes zero. Does soft_threshold look at sizes?",
        ),
        *(
            Mistake(
                f"size-of-{name}",
                ((f"np.abs(w_new) - {SHRINK}", f"np.abs({name}) - {SHRINK}"),),
                f"the threshold looks at the size of {name}. What is to be shrunk?",
            )
            for name in ("w", "dw")
        ),
        *(
            Mistake(
                f"threshold-of-{number}",
                ((SHRINK, text),),
                "the threshold is made of other quantities than the step's length and "
                "the price of a unit of weight.",
            )
            for number, text in enumerate(
                (
                    *(f"learning_rate * {n} / m" for n in ("b", "db", "learning_rate")),
                    *(f"(learning_rate {sign} lambd) / m" for sign in ("+", "-", "**")),
                    "(learning_rate * lambd - m)",
                    "learning_rate",
                ),
                1,
            )
        ),
        *threshold_mistakes("w_new", SHRINK, AFTER),
        *step_mistakes("w", "dw", ("b", "db", "lambd", "m"), (), ("*", "/", "//", "%")),
        *step_mistakes(
            "b",
            "db",
            ("b", "db", "m"),
            ("lambd", "learning_rate", "m"),
            ("*", "/", "//", "%", "**"),
        ),
    ),
    hints=(
        "Two things happen to w, one after the other; only one of them to b.",
        "First the step that you would take without a penalty. Then soft_threshold, "
        "on what came out of it.",
        "The threshold is the price of one unit of weight, as it stands in the cost, "
        "times the length of the step.",
    ),
)

EXERCISES = (COST, THRESHOLD, STEP)
