"""Figures about weights and their price: gradients, costs, norms, and tanh.

Every helper draws one figure, prints what is to be seen in a line or a few, and returns
the axes. Lines differ in dash and marker as well as in colour: blue and vermilion are
training and dev set, purple and green the networks without and with a penalty.
"""

from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np

from utils.pairs import mean_and_error, with_error
from utils.plots.looks import DEV, L2, NONE, TRAINING
from utils.plots.screen import tell

# Okabe and Ito's colours; a dash and a marker of its own for each.
_STYLES = (
    TRAINING,
    DEV,
    {"color": "#56B4E9", "linestyle": "-.", "marker": "s"},
)
_PLAIN, _PENALISED = (
    {part: look[part] for part in ("color", "marker")} for look in (NONE, L2)
)


def frobenius_norms(parameters):
    """Return {"W1": ‖W1‖, …}: the Frobenius norm of each weight matrix.

    The norm is the square root of the sum of the squared entries; biases are left
    out. Raises ValueError if parameters holds no weight matrix.
    """
    names = sorted(name for name in parameters if name.startswith("W"))
    if not names:
        raise ValueError(
            f"parameters에 든 것은 {sorted(parameters)}입니다."
            f" initialize_parameters가 반환하는 것처럼 W1, W2, …가 있어야"
            f" 합니다."
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
    axes.set(xlabel='비용에서 직접 잰 기울기', ylabel='여러분이 구한'
                                                          ' 기울기')
    axes.legend(frameon=False)
    tell('대각선에서 가장 먼 거리: ' + ", ".join(far) + ".")
    return axes


def plot_cost_sweep(values, stored, tried, yours):
    """Draw training and dev cost against λ: lines as stored, marks as trained just now.

    values are λ, increasing, 0 first. stored["fit_cost"] and stored["dev_cost"] are
    (draws, λ): the first draw gives the lines, the dev costs of the others are thin and
    grey. yours, (2, tried), are training and dev costs reached with those of the values
    that are in tried; a dotted line marks the smallest dev cost. λ = 0, which has no
    logarithm, has a place of its own. Returns the axes; prints the dev costs. Raises
    ValueError if the lists differ in length.
    """
    fit_cost, dev_cost = stored["fit_cost"], stored["dev_cost"]
    _check_lengths(values, np.transpose(fit_cost))
    _check_lengths(values, np.transpose(dev_cost))
    _check_lengths(tried, np.transpose(yours))
    places = np.array([values[1] / 10**0.75, *values[1:]])
    _, axes = plt.subplots(figsize=(6.4, 4), layout="constrained")
    axes.plot(places, np.transpose(dev_cost[1:]), color="0.75", linewidth=0.8)
    axes.plot([], [], color="0.75", linewidth=0.8, label='검증 세트, 다른'
                                                         ' 데이터')
    labels = ('훈련 세트', '검증 세트')
    for line, marks, label, style in zip((fit_cost, dev_cost), yours, labels, _STYLES):
        axes.plot(places, line[0], label=label, **{**style, "marker": None})
        axes.plot(tried, marks, mfc="white", **{**style, "linestyle": "none"})
    best = int(np.argmin(yours[1]))
    axes.axvline(tried[best], color="black", linestyle=":", linewidth=1)
    axes.set(xscale="log", xlabel="λ", ylabel='교차 엔트로피', ylim=(0, 2))
    axes.set_xticks(places, [f"{value:g}" for value in values])
    axes.minorticks_off()
    axes.legend(frameon=False)
    kept = dict(zip(values, dev_cost[0]))
    told = [
        f"λ = {value:g}: 여러분의 검증 비용 {cost:.3f}, 저장한 값"
        f" {kept[value]:.3f}."
        for value, cost in zip(tried, yours[1])
    ]
    told.append(
        f"여러분의 값은 λ = {tried[best]:g}에서 가장 작습니다(점선). 저장한"
        f" 값은 양 끝에서 {dev_cost[0, 0]:.3f}, {dev_cost[0, -1]:.3f}."
    )
    tell("\n".join(told))
    return axes


def plot_pairs(cost, accuracy):
    """Draw test cost and test accuracy without and with a penalty, a line a draw.

    cost and accuracy are (draws, 2). Returns the two axes; prints both means and the
    paired difference, each ± its standard error, and how many draws agree in sign.
    """
    _, axes = plt.subplots(1, 2, figsize=(8, 3.6), layout="constrained")
    told = []
    for ax, name, values in zip(axes, ('테스트 비용',
        '테스트 정확도'), (cost, accuracy)):
        ax.plot([0, 1], np.transpose(values), color="0.75", linewidth=0.8)
        for place, style in enumerate((_PLAIN, _PENALISED)):
            mean, error = mean_and_error(values[:, place])
            ax.errorbar(place, mean, error, capsize=4, **style)
        ax.set_xticks([0, 1], ["λ = 0", '고른 λ'])
        ax.set(ylabel=name, xlim=(-0.4, 1.4))
        change = values[:, 1] - values[:, 0]
        agree = np.sum(np.sign(change) == np.sign(change.mean()))
        told.append(
            f"{name}: 벌점이 없으면 {with_error(values[:, 0])}, 있으면"
            f" {with_error(values[:, 1])}. 짝지은 차이"
            f" {with_error(change, sign='+')}, 뽑기 {len(change)}번 가운데"
            f" {agree}번에서 같은 부호"
        )
    tell("\n".join(told))
    return axes


def plot_price(scales, curves):
    """Draw costs against the size of the weights, for networks that were scaled.

    scales are the factors of the weights, 1 among them. curves, for the network without
    a penalty and the one with it: (title, sizes, losses, penalties), the Σ w², cross-
    entropy and penalty at each scale. Marks stand at scale 1. Returns the axes; prints
    the smallest sum of each curve. Raises ValueError if the lists differ in length.
    """
    _, axes = plt.subplots(figsize=(6.4, 4), layout="constrained")
    trained = [int(np.argmin(np.abs(np.log(scales))))]
    told = []
    for (title, sizes, losses, penalties), style in zip(curves, (_PLAIN, _PENALISED)):
        _check_lengths(scales, losses, "scales")
        total = np.add(losses, penalties)
        look = {**style, "markevery": trained, "mfc": "white"}
        axes.plot(sizes, total, "-", label=f"{title}: 페널티 포함", **look)
        axes.plot(sizes, losses, "--", label=f"{title}: 교차"
                                             f" 엔트로피", **look)
        told.append(f"{np.min(total):.3f} ({title})")
    axes.set(xscale="log", xlabel='가중치의'
                                  ' 제곱합', ylabel='비용', ylim=(0, 1))
    axes.legend(frameon=False, fontsize=8, handlelength=4)
    tell('몇 배로 하든 페널티를 포함한 가장 작은'
         ' 비용: ' + ", ".join(told) + ".")
    return axes


def plot_weight_norms(values, networks, xlabel="λ"):
    """Draw the Frobenius norm of W1, W2, … against a setting, on a log scale.

    values are the settings, increasing and above 0; networks holds the parameters
    reached with each. Returns the axes; prints the norms at both ends. Raises
    ValueError if there are not as many networks as values, or a value is 0 or less.
    """
    _check_lengths(values, networks)
    _check_positive(values)
    norms = [frobenius_norms(parameters) for parameters in networks]
    _, axes = plt.subplots(figsize=(5.8, 3.6), layout="constrained")
    for name, style in zip(norms[0], cycle(_STYLES)):
        line = [norm[name] for norm in norms]
        axes.plot(values, line, mfc="none", label=f"‖{name}‖", **style)
    axes.set(xscale="log", xlabel=xlabel, ylabel='프로베니우스 노름')
    axes.legend(frameon=False)
    ends = "; ".join(
        f"{xlabel} = {values[end]:g}: "
        + ", ".join(f"‖{name}‖ {norm:.2f}" for name, norm in norms[end].items())
        for end in (0, -1)
    )
    tell(ends + ".")
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
    _check_positive(values)
    _, (left, right) = plt.subplots(1, 2, figsize=(8.6, 3.6), layout="constrained")
    z = np.linspace(-3, 3, 301)
    left.plot(z, z, color="black", linestyle=":", label='직선')
    left.plot(z, np.tanh(z), color="black", linewidth=0.8, label="tanh")
    reach = [np.quantile(np.abs(hidden[end]), 0.98) for end in (0, -1)]
    for end, style in zip((0, -1), _STYLES):
        part = np.linspace(-reach[end], reach[end], 21)
        label = f"λ = {values[end]:g}일 때의 유닛"
        marks = {**style, "linestyle": "none", "mfc": "white"}
        left.plot(part, np.tanh(part), label=label, **marks)
    left.set(xlabel="z", ylabel="tanh(z)", ylim=(-1.7, 1.7))
    left.legend(frameon=False, fontsize=9)
    right.plot(values, shares, mfc="white", **_STYLES[0])
    right.set(xscale="log", yscale="log", xlabel="λ", ylabel='출력에서'
                                                             ' 휘어진 부분의'
                                                             ' 비율')
    tell(
        f"전체 |z|의 98%가 λ = {values[0]:g}일 때는 {reach[0]:.2f} 아래에, λ"
        f" = {values[-1]:g}일 때는 {reach[1]:.2f} 아래에 있습니다. 평면으로"
        f" 설명되지 않는 출력의 비율: {shares[0]:.2f} → {shares[-1]:.0e}."
    )
    return left, right


def _same_shape(name, gradient, slope):
    gradient = np.asarray(gradient)
    if gradient.shape != slope.shape:
        raise ValueError(
            f"{name}의 형태가 {gradient.shape}입니다. 가중치마다 원소가"
            f" 하나씩, {slope.shape}이어야 합니다."
        )
    return gradient


def _check_lengths(values, results, name='λ 값'):
    if not len(values) or len(values) != len(results):
        raise ValueError(
            f"{name}: {len(values)}개, 결과: {len(results)}개. 서로 같은"
            f" 수이고 하나 이상이어야 합니다."
        )


def _check_positive(values):
    if min(values) <= 0:
        raise ValueError(
            f"λ = {min(values):g}입니다. 로그 눈금에는 자리가 없으니 0보다"
            f" 커야 합니다."
        )
