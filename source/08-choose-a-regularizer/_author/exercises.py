"""What lesson 08 grades: predictions of points whose labels are not released."""

from grader.lesson import Contest, Threshold

PREDICT = Contest(
    name="predict_new_points",
    count=400,
    labels="labels.npz",
    thresholds=(
        # One answer for all reaches 51.5 %, the plain network 72 to 78 %.
        Threshold("better than one answer for all points", 0.60, 1),
        Threshold("better than the network without regularization", 0.80, 2),
        Threshold("as good as a well-regularized network", 0.83, 2),
    ),
    hints=(
        "Copy the digits that your training in section 5 printed, with the quotes "
        "around them, to where None stands.",
        "Is the training accuracy still near 100 %? One training label in five is "
        "wrong, so the network has learned wrong labels by heart: regularize more.",
        "Sweep λ upwards, one look at a time, until the training accuracy falls to "
        "about 80 %, the share of labels that are right; compare dev accuracies.",
    ),
    does="To choose on a dev set and to be judged on other points is how "
    "regularizers are compared everywhere.",
)

EXERCISES = (PREDICT,)
