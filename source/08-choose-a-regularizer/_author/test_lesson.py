"""Lesson 08: data, thresholds, labels out of reach, tools and claims."""

import importlib.util
import io
import re

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402
import pytest  # noqa: E402
from choice import points  # noqa: E402
from choice.plots import plot_looks, plot_tried  # noqa: E402
from choice.points import BestOnTheWay, Tried, jittered, pack  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.neural_network import MLPClassifier  # noqa: E402

from grader.lesson.lesson import Course  # noqa: E402
from grader.lesson.release import released_files  # noqa: E402
from grader.submission.grade import grade_notebook  # noqa: E402
from grader.submission.sandbox import Sandbox  # noqa: E402
from tests.support import ROOT  # noqa: E402
from utils.deep import classify, cross_entropy, error_rate, forward, train  # noqa: E402
from utils.network import initialize_parameters  # noqa: E402

LESSON = Course(ROOT).lesson("08-choose-a-regularizer")
CONTEST = LESSON.exercises["predict_new_points"]
POINTS = points.load_points()
LABELS = CONTEST.labels
STEPS = [step.accuracy for step in CONTEST.exercise.thresholds]


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def fit(seed=1, X=POINTS["train_X"], Y=POINTS["train_Y"], callback=None, **settings):
    """Train as the notebook's `fit` does."""
    start = initialize_parameters([12, 40, 10, 1], seed=seed)
    return train(X, Y, start, 0.5, 2000, seed=seed, callback=callback, **settings)[0]


def accuracy(parameters, part="new"):
    Y = LABELS if part == "new" else POINTS[f"{part}_Y"]
    return 1 - error_rate(POINTS[f"{part}_X"], Y, parameters)


def maker():
    """Return the module `_author/make_data.py`."""
    path = LESSON.folder / "_author" / "make_data.py"
    spec = importlib.util.spec_from_file_location("make_data", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_stored_points_are_those_of_the_script():
    """`make_data.py` gives points.npz and labels.npz again, number by number."""
    points, labels = maker().make()
    assert points.keys() == POINTS.keys()
    for name, values in points.items():
        assert np.array_equal(values, POINTS[name]), name
    assert np.array_equal(labels, LABELS)


def test_one_label_in_five_is_wrong_and_no_new_one():
    """As the text says; a careful maker's labels differ in a fifth, in no new point."""
    module = maker()
    module.WRONG = 0.0
    points, labels = module.make()
    assert np.array_equal(labels, LABELS)
    for part in ("train", "dev"):
        wrong = np.mean(points[f"{part}_Y"] != POINTS[f"{part}_Y"])
        assert wrong == pytest.approx(0.2, abs=0.05), part


def test_the_table_in_the_text_is_that_of_the_steps():
    """Percents, points and words of the notebook's table are the contest's own."""
    (cell,) = [c for c in LESSON.notebook.cells if c.id == "hand-in"]
    rows = re.findall(r"\| at least (\d+) % \| (\d+)[ a-z]* \| (.+) \|", cell.source)
    total = sum(step.weight for step in CONTEST.exercise.thresholds)
    each = LESSON.points(CONTEST.name) / total
    assert [(int(p) / 100, int(n), text) for p, n, text in rows] == [
        (step.accuracy, step.weight * each, step.name)
        for step in CONTEST.exercise.thresholds
    ]


@pytest.mark.parametrize("seed", [1, 2, 5, 9])
def test_a_plain_network_stays_below_the_second_step(seed):
    """It learns all training labels, beats one answer for all, and no more."""
    plain = fit(seed)
    assert accuracy(plain, "train") == 1
    assert STEPS[0] + 0.08 < accuracy(plain) < STEPS[1] - 0.02
    assert max(LABELS.mean(), 1 - LABELS.mean()) < STEPS[0] - 0.05


@pytest.mark.parametrize("lambd", [12, 15, 18])
@pytest.mark.parametrize("seed", [1, 2, 5])
def test_a_well_regularized_network_reaches_all_steps(seed, lambd):
    """With a margin of a point and a half, whatever the start."""
    assert accuracy(fit(seed, lambd=lambd)) > STEPS[2] + 0.015


def test_who_chooses_on_the_dev_set_gets_there():
    """The best of a sweep on the dev set reaches the last step; too far gives up."""
    sweep = {lambd: fit(lambd=lambd) for lambd in (0, 3, 9, 15, 20)}
    dev = {lambd: accuracy(sweep[lambd], "dev") for lambd in sweep}
    best = max(dev, key=dev.get)
    assert accuracy(sweep[best]) > STEPS[2]
    assert dev[best] - dev[0] > 2.5 * points.standard_error(dev[best], 400)
    assert len(np.unique(classify(POINTS["dev_X"], sweep[20]))) == 1


def test_other_remedies_get_part_of_the_way():
    """Dropout and early stopping beat the plain network; shaken copies do not."""
    plain = accuracy(fit())
    assert accuracy(fit(keep_prob=0.3)) > plain
    best = BestOnTheWay(POINTS["dev_X"], POINTS["dev_Y"])
    fit(callback=best)
    assert accuracy(best.parameters) > plain
    X, Y = jittered(
        POINTS["train_X"], POINTS["train_Y"], 4, 0.5, np.random.RandomState(1)
    )
    assert accuracy(fit(X=X, Y=Y), "dev") <= accuracy(fit(), "dev")


def test_the_reference_is_what_its_training_gives():
    """The text in the solution is λ = 15's, but for a point on the edge or two."""
    scope = dict(CONTEST.namespace)
    exec(CONTEST.text, scope)
    given = scope["predict_new_points"]()
    trained = classify(POINTS["new_X"], fit(lambd=15))
    assert np.mean(given == trained) > 0.99
    assert CONTEST.accuracy(given) > STEPS[2] + 0.02


def encodings(labels):
    """Yield the bytes that the labels would be in some file."""
    for order in (labels, 1 - labels):
        for kind in ("i1", "<i2", "<i4", "<i8", "<f4", "<f8", "?"):
            yield order.astype(kind).tobytes()
        yield np.packbits(order.astype(np.uint8)).tobytes()
        yield pack(order).encode()
        yield "".join(map(str, order[0])).encode()
        for between in (" ", ",", ", "):
            yield between.join(map(str, order[0])).encode()


def test_no_label_is_released():
    """Not in points.npz, in checks.npz, in a helper module or in the notebook."""
    files = released_files(LESSON)
    released = ROOT / "release" / LESSON.name
    for path in released.rglob("*"):
        if path.is_file():
            files[f"released {path.name}"] = path.read_bytes()
    with np.load(io.BytesIO(files["choice/points.npz"])) as stored:
        assert sorted(stored) == ["dev_X", "dev_Y", "new_X", "train_X", "train_Y"]
    looked_for = list(encodings(LABELS))
    assert any(POINTS["dev_Y"].tobytes() in content for content in files.values())
    for name, content in files.items():
        assert not any(code in content for code in looked_for), name
        assert b"make_data" not in content, name
        assert str(maker().SEED).encode() not in content, name
        assert b"labels.npz" not in content, name


def test_no_label_is_delivered_to_a_kernel(monkeypatch):
    """What the grader hands to the kernel holds names and a nonce, no label."""
    seen = []

    def look(notebook, lesson, deliveries, limits, sandbox):
        seen.append((deliveries, lesson))
        raise RuntimeError("seen")

    monkeypatch.setattr("grader.submission.grade.run_notebook", look)
    grade_notebook("s", LESSON.notebook, LESSON, Sandbox(None, {}, None))
    deliveries, lesson = seen[0]
    (delivery,) = deliveries.values()
    assert len(delivery.data) < 800
    assert not any(code in delivery.data for code in encodings(LABELS))
    assert not any("_author" in name for name in released_files(lesson))


def test_the_luck_that_the_text_tells():
    """54 % of ten and 58 % of a thousand, as the text says of the figure's numbers."""
    dev, _ = points.luckiest_guessers(400, 1000, np.random.RandomState(8))
    assert f"{dev[9]:.0%} {dev[999]:.0%}" == "54% 58%"
    assert np.sqrt(2 * np.log([10, 1000])) == pytest.approx([2.1, 3.7], abs=0.05)


def test_the_account_counts_looks(capsys):
    """A row for each try; the same row again is no further look; 201 for stopping."""
    tried = Tried(*(POINTS[k] for k in ("train_X", "train_Y", "dev_X", "dev_Y")))
    best = BestOnTheWay(POINTS["dev_X"], POINTS["dev_Y"])
    plain = fit(callback=best)
    assert tried.add("plain", plain) == accuracy(plain, "dev")
    tried.add("plain", plain)
    assert tried.looks == 1
    errors = {}
    fit(callback=lambda i, p: errors.update({i: 1 - accuracy(p, "dev")}))
    assert best.iteration == min(errors, key=errors.get)
    tried.add("stopped", best.parameters, best.looks)
    assert tried.looks == 1 + len(errors) == 202
    tried.show()
    shown = capsys.readouterr().out
    assert "202 looks at 400 dev points" in shown
    assert "100.0%" in shown
    axes = plot_tried(tried)
    assert [t.get_text() for t in axes.get_yticklabels()] == ["plain", "stopped"]
    assert "Best on the dev set: stopped" in capsys.readouterr().out


def test_alpha_is_lambda():
    """scikit-learn's own loss at its optimum is our cost with λ = alpha."""
    X, Y = POINTS["train_X"], POINTS["train_Y"]
    network = MLPClassifier(
        (5,), alpha=9, solver="lbfgs", max_iter=300, random_state=1
    ).fit(X.T, Y[0])
    parameters = {}
    for i, (W, b) in enumerate(zip(network.coefs_, network.intercepts_), start=1):
        parameters[f"W{i}"], parameters[f"b{i}"] = W.T, b.reshape(-1, 1)
    ours = cross_entropy(forward(X, parameters)[0], Y, parameters, lambd=9)
    assert ours == pytest.approx(network.loss_, rel=1e-6)


def test_the_library_does_what_the_text_says():
    """Little alpha learns by heart, 9 and 15 help, 25 gives up, a line is near."""
    dev, learned = {}, {}
    X, Y = POINTS["train_X"].T, POINTS["train_Y"][0]
    dev_X, dev_Y = POINTS["dev_X"].T, POINTS["dev_Y"][0]
    for alpha in (0.01, 3, 9, 15, 25):
        network = MLPClassifier((40, 10), alpha=alpha, max_iter=1000, random_state=1)
        network.set_params(learning_rate_init=0.01).fit(X, Y)
        dev[alpha], learned[alpha] = network.score(dev_X, dev_Y), network.score(X, Y)
    assert min(learned[0.01], learned[3]) >= 0.97
    assert max(dev[0.01], dev[3]) < 0.66
    assert min(dev[9], dev[15]) > 0.68
    assert learned[25] == pytest.approx(0.5, abs=0.02)
    line = LogisticRegression().fit(X, Y).score(dev_X, dev_Y)
    best = max(dev.values())
    assert best - points.standard_error(best, 400) <= line <= best


def test_figures_say_what_is_to_be_seen(capsys):
    """Each prints a line; curves differ in marks and dashes, not in colour alone."""
    ax = plot_looks(np.linspace(0.5, 0.58, 100), np.full(100, 0.5), 400)
    looks = {(line.get_linestyle(), line.get_marker()) for line in ax.get_lines()}
    assert len(looks) == 3
    assert "on new points 50.0%" in capsys.readouterr().out
    with pytest.raises(ValueError, match="nothing was tried"):
        plot_tried(Tried(*(POINTS[k] for k in ("dev_X", "dev_Y", "dev_X", "dev_Y"))))
