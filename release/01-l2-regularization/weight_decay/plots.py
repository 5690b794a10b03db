"""Figures about weights: gradients, histograms, norms, and how linear tanh becomes.

Every helper draws one figure, prints one line that says what is to be seen, and
returns the figure's axes. Lines differ in dash and marker as well as in colour.
"""

from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np

_BLUE, _VERMILION = "#0072B2", "#D55E00"
# Okabe and Ito's colours; a dash and a marker of its own for each.
_STYLES = (
    {"color": _BLUE, "linestyle": "-", "marker": "o"},
    {"color": _VERMILION, "linestyle": "--", "marker": "^"},
    {"color": "#009E73", "linestyle": "-.", "marker": "s"},
)


def frobenius_norms(parameters):
    """Return {"W1": ‖W1‖, …}: the Frobenius norm of each weight matrix.

    The norm is the square root of the sum of the squared entries; biases are left
    out. Raises ValueError if parameters holds no weight matrix.
    """
    names = sorted(name for name in parameters if name.startswith("W"))
    if not names:
        raise ValueError(
            f"parameters holds {sorted(parameters)}; expected W1, W2, …, as "
            "initialize_parameters returns them."
        )
    return {name: float(np.linalg.norm(parameters[name])) for name in names}


def plot_gradient_agreement(gradients, slopes):
    """Draw each entry of a gradient against the slope measured at the same weight.

    slopes is a dictionary of arrays, say dW1, dW2, dW3; gradients holds at least
    the same keys, with the same shapes. Right gradients lie on the diagonal.
    Returns the axes; prints the largest distance for each key. Raises ValueError
    if a gradient has another shape than its slopes.
    """
    _, axes = plt.subplots(figsize=(4.8, 4.2), layout="constrained")
    far = []
    for (name, slope), style in zip(slopes.items(), cycle(_STYLES)):
        gradient = _same_shape(name, gradients[name], slope)
        look = {**style, "linestyle": "none"}
        axes.plot(slope.ravel(), gradient.ravel(), mfc="none", label=name, **look)
        far.append(f"{name} {np.max(np.abs(gradient - slope)):.0e}")
    axes.axline((0, 0), slope=1, color="black", linewidth=0.8, zorder=0)
    axes.set(xlabel="slope measured on your cost", ylabel="your gradient")
    axes.legend(frameon=False)
    print("Largest distance from the diagonal:", ", ".join(far) + ".")
    return axes


def plot_weight_histograms(networks, bins=60):
    """Draw one histogram of all weights for each network, one above the other.

    networks is a list of (title, parameters). The panels share both axes, so that
    widths and heights can be compared. Returns the axes; prints for each network
    the distance from zero within which nine weights in ten lie.
    """
    pooled = [(title, _all_weights(parameters)) for title, parameters in networks]
    reach = max(np.max(np.abs(weights)) for _, weights in pooled)
    edges = np.linspace(-reach, reach, bins + 1)
    _, grid = plt.subplots(
        len(pooled),
        1,
        figsize=(6, 1.5 * len(pooled)),
        sharex=True,
        sharey=True,
        squeeze=False,
        layout="constrained",
    )
    radii = []
    for axes, (title, weights) in zip(grid[:, 0], pooled):
        axes.hist(weights, edges, color=_BLUE, edgecolor="white", linewidth=0.4)
        radius = np.quantile(np.abs(weights), 0.9)
        for side in (-radius, radius):
            axes.axvline(side, color=_VERMILION, linestyle="--")
        axes.set_ylabel("weights")
        axes.set_title(title, loc="right", fontsize=10)
        radii.append(f"±{radius:.2f} ({title})")
    grid[-1, 0].set_xlabel("value of a weight; nine in ten lie between the dashes")
    print("Nine weights in ten lie within", ", ".join(radii) + ".")
    return grid[:, 0]


def plot_weight_norms(values, networks, xlabel="λ"):
    """Draw the Frobenius norm of W1, W2, … against a setting, on a log scale.

    values are the settings, increasing and above 0; networks holds the parameters
    reached with each. Returns the axes; prints the norms at both ends. Raises
    ValueError if there are not as many networks as values, or a value is 0 or less.
    """
    _check_lengths(values, networks)
    norms = [frobenius_norms(parameters) for parameters in networks]
    _, axes = plt.subplots(figsize=(5.8, 3.6), layout="constrained")
    for name, style in zip(norms[0], cycle(_STYLES)):
        line = [norm[name] for norm in norms]
        axes.plot(values, line, mfc="none", label=f"‖{name}‖", **style)
    axes.set(xscale="log", xlabel=xlabel, ylabel="Frobenius norm")
    axes.legend(frameon=False)
    ends = "; ".join(
        f"{xlabel} = {values[end]:g}: "
        + ", ".join(f"‖{name}‖ {norm:.2f}" for name, norm in norms[end].items())
        for end in (0, -1)
    )
    print(ends + ".")
    return axes


def plot_tanh_linearity(values, hidden, shares):
    """Draw which part of tanh hidden units use, and how curved the output is.

    values are λ, increasing and above 0; hidden are the pre-activations Z1 reached
    with each, (units, examples); shares are the fractions, above 0 and at most 1,
    of the output's variance that no plane over the inputs explains. Left, for the
    first and last λ, the part of tanh that holds 98 % of Z1; right, the shares.
    Returns the two axes; prints the values at both ends. Raises ValueError if the
    lists differ in length.
    """
    _check_lengths(values, hidden)
    _check_lengths(values, shares)
    _, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    z = np.linspace(-3, 3, 301)
    left.plot(z, z, color="black", linestyle=":", label="straight line")
    left.plot(z, np.tanh(z), color="black", linewidth=0.8, label="tanh")
    reach = [np.quantile(np.abs(hidden[end]), 0.98) for end in (0, -1)]
    for end, style in zip((0, -1), _STYLES):
        part = np.linspace(-reach[end], reach[end], 21)
        label = f"units at λ = {values[end]:g}"
        marks = {**style, "linestyle": "none", "mfc": "white"}
        left.plot(part, np.tanh(part), label=label, **marks)
    left.set(xlabel="z", ylabel="tanh(z)", ylim=(-1.7, 1.7))
    left.legend(frameon=False, fontsize=8)
    right.plot(values, shares, mfc="white", **_STYLES[0])
    right.set(xscale="log", yscale="log", xlabel="λ", ylabel="curved share of output")
    print(
        f"98 % of all |z| lie below {reach[0]:.2f} at λ = {values[0]:g}, and below "
        f"{reach[1]:.2f} at λ = {values[-1]:g}. The part of the output that no plane "
        f"explains falls from {shares[0]:.2%} to {shares[-1]:.5%}."
    )
    return left, right


def _all_weights(parameters):
    return np.concatenate([parameters[n].ravel() for n in frobenius_norms(parameters)])


def _same_shape(name, gradient, slope):
    gradient = np.asarray(gradient)
    if gradient.shape != slope.shape:
        raise ValueError(
            f"{name} has shape {gradient.shape}; expected {slope.shape}, one entry "
            "for each weight."
        )
    return gradient


def _check_lengths(values, results):
    if not len(values) or len(values) != len(results):
        raise ValueError(
            f"Found {len(values)} values of λ and {len(results)} results; expected "
            "as many of each, one or more."
        )
    if min(values) <= 0:
        raise ValueError(
            f"Found λ = {min(values):g}, which has no place on a log scale; "
            "expected values above 0."
        )
