"""Figures for choosing on a dev set: what was tried, what looking costs, other draws.

Marks and dashes differ as well as colours.
"""

import matplotlib.pyplot as plt
import numpy as np

from choice.account import standard_error
from utils.pairs import mean_and_error
from utils.plots.looks import DEV, TRAINING
from utils.plots.screen import tell


def plot_tried(tried):
    """Draw training and dev accuracy of each row of a `Tried`.

    The bars around the dev accuracies are one standard error to each side. Prints
    the best row and which others lie within one standard error; returns the axes.
    Raises ValueError if nothing was tried.
    """
    if not tried.rows:
        raise ValueError("nothing was tried; expected tried.add(name, parameters)")
    names, train, dev, _ = zip(*tried.rows, strict=True)
    errors = [standard_error(value, tried.m) for value in dev]
    _, ax = plt.subplots(figsize=(8, 1 + 0.38 * len(names)), layout="constrained")
    places = np.arange(len(names))
    points = {"linestyle": "none"}
    ax.plot(train, places, ms=7, label="training", **(TRAINING | points))
    ax.errorbar(
        dev, places, xerr=errors, capsize=3, label="dev, ± 1 SE", **(DEV | points)
    )
    ax.set_yticks(places, names)
    ax.invert_yaxis()
    ax.set_xlabel("accuracy")
    ax.grid(axis="x", alpha=0.3)
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    best = int(np.argmax(dev))
    near = [
        name
        for i, name in enumerate(names)
        if i != best and dev[i] >= dev[best] - errors[best]
    ]
    others = ", ".join(near) or "no other"
    tell(
        f"Best on the dev set: {names[best]}, {dev[best]:.1%}. Within one standard "
        f"error of it: {others}."
    )
    return ax


def plot_looks(best_dev, same_new, m):
    """Draw how lucky the best of k coin-tossing guessers looks, against k.

    best_dev, same_new: from `luckiest_guessers`; m: points in each set. The black
    dotted line is ½ + √(2 ln k) standard errors. Prints a few values; returns the
    axes.
    """
    k = np.arange(1, len(best_dev) + 1)
    shown = np.unique(np.geomspace(1, len(k), 16).astype(int)) - 1
    bound = 0.5 + np.sqrt(2 * np.log(k)) * standard_error(0.5, m)
    _, ax = plt.subplots(figsize=(6.4, 3.8), layout="constrained")
    ax.plot(k[shown], best_dev[shown], label="best on dev set", **DEV)
    ax.plot(
        k[shown], same_new[shown], "o-.", color="#56B4E9", label="same, on new points"
    )
    ax.plot(k, bound, ":", color="black", label="½ + √(2 ln k) SE")
    ax.set_xscale("log")
    ax.set_xlabel("k, networks compared on the dev set")
    ax.set_ylabel("accuracy")
    ax.legend(frameon=False)
    told = ", ".join(
        f"k = {n}: {best_dev[n - 1]:.1%}" for n in (1, 10, 100, 1000) if n <= len(k)
    )
    tell(
        f"Best of k guessers on {m} dev points: {told}; on new points "
        f"{np.mean(same_new):.1%} throughout."
    )
    return ax


def plot_draws(draws):
    """Draw what each road reached on other draws of the points, from `load_draws`.

    A grey line joins the roads of one draw; the marks are means, with one standard
    error to each side. Prints each road's paired lead over "plain"; returns the axes.
    """
    names, values = list(draws), np.array(list(draws.values()))
    count = values.shape[1]
    places = np.arange(len(names))
    _, ax = plt.subplots(figsize=(8, 3.8), layout="constrained")
    ax.plot(places, values, "-", color="0.8", lw=0.8)
    mean, errors = mean_and_error(values.T)
    ax.errorbar(
        places, mean, errors, fmt="o", color="black", capsize=4, label="mean ± SE"
    )
    ax.set_xticks(places, names)
    ax.set_ylabel("accuracy on new points")
    ax.legend(frameon=False)
    tell(f"Paired lead over plain, mean ± SE over {count} draws (how many agree):")
    for name, lead in zip(names, values - draws["plain"], strict=True):
        if name != "plain":
            (gain, error), ahead = mean_and_error(lead), np.sum(lead > 0)
            agree = ahead if gain > 0 else count - ahead
            print(f"  {name:15} {gain:+6.1%} ± {error:.1%}  ({agree})")
    return ax
