"""Figures of dropout: its masks, what they do to activations, and thinned networks.

A mask D has shape (units, examples) and holds 1 (kept) or 0 (dropped). A network
without dropout is purple, one with dropout brown, one with L2 green; marks and dashes
say the same.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.ticker import MaxNLocator

from utils.pairs import mean_and_error
from utils.plots.boundary import VERMILION
from utils.plots.looks import DROPOUT, L2, NONE
from utils.plots.screen import tell

_GREY = "#888888"
_STYLES = tuple(
    (look["marker"] + look["linestyle"], look["color"]) for look in (NONE, DROPOUT, L2)
) + (("v:", "#555555"),)


def plot_masks(panels):
    """Draw masks beside each other; panels is a list of (title, D) pairs.

    Each square is one neuron (row) for one example (column): grey if kept, white
    with a cross if dropped. Returns the array of axes; prints the share kept.
    Raises ValueError if a mask is not two-dimensional or holds more than 0 and 1.
    """
    panels = [(title, _mask(title, D)) for title, D in panels]
    axes = _row(panels)
    told = []
    for ax, (title, D) in zip(axes, panels, strict=True):
        ax.pcolormesh(D, cmap=_two_tone(), vmin=0, vmax=1, edgecolors="white", lw=0.5)
        neurons, examples = np.nonzero(D == 0)
        ax.scatter(examples + 0.5, neurons + 0.5, marker="x", s=16, c="black", lw=1)
        _name_neurons(ax, D.shape, title)
        told.append(f"{title}: {D.size}개 가운데 {int(D.sum())}개"
                    f" 남음({D.mean():.1%}).")
    told.append('×는 꺼진 뉴런입니다.')
    tell(" ".join(told))
    return axes


def plot_share_on(panels):
    """Draw how often each neuron was on for each example; (title, share) pairs.

    share is (units, examples), 0 (never on) to 1 (always on): the mean of the masks
    of many passes. Dark is often on. Returns the axes; prints how many squares
    are never on and how many always.
    Raises ValueError if a share is not two-dimensional or leaves 0 to 1.
    """
    panels = [(title, _share(title, share)) for title, share in panels]
    axes = _row(panels)
    told = []
    for ax, (title, share) in zip(axes, panels, strict=True):
        drawn = ax.pcolormesh(share, cmap="Greys", vmin=0, vmax=1)
        _name_neurons(ax, share.shape, title)
        never, always = np.mean(share == 0), np.mean(share == 1)
        told.append(
            f"{title}: 한 번도 켜지지 않음 {never:.0%}, 늘 켜짐 {always:.0%}")
    axes[0].figure.colorbar(drawn, ax=list(axes), label='켜져 있던 비율')
    tell("; ".join(told) + ".")
    return axes


def plot_mean_activation(keep_probs, full, masked, scaled, ax=None):
    """Draw mean activations against keep_prob: masked only, and masked and scaled.

    masked and scaled are (settings, draws), drawn with two standard errors; full is the
    one mean without dropout. Returns the axes; prints how far each mean strays from
    full. Raises ValueError if the lists differ in length.
    """
    masked, scaled = np.asarray(masked), np.asarray(scaled)
    if not len(keep_probs) == len(masked) == len(scaled):
        raise ValueError(
            f"설정 {len(keep_probs)}개, 마스크한 평균 {len(masked)}개,"
            f" 스케일한 평균 {len(scaled)}개입니다. 서로 같은 수이어야"
            f" 합니다."
        )
    ax = _axes(ax)
    ax.axhline(full, color=NONE["color"], label='드롭아웃 없음')
    for values, label, style, colour in (
        (scaled, '마스크하고 나눔', *_STYLES[1]),
        (masked, '마스크만', *_STYLES[3]),
    ):
        mean, error = mean_and_error(values.T)
        ax.errorbar(
            keep_probs, mean, 2 * error, fmt=style, color=colour, label=label, capsize=2
        )
    ax.set(ylim=(0, None), xlabel="keep_prob", ylabel='평균 활성값')
    ax.legend(frameon=False)
    strays = [
        np.max(np.abs(means.mean(axis=1) / full - 1)) for means in (masked, scaled)
    ]
    tell(
        f"드롭아웃 없음: 평균 {full:.3f}. 가장 큰 변화: 마스크만"
        f" {strays[0]:.0%}, 마스크하고 나눔 {strays[1]:.1%}."
    )
    return ax


def plot_average(thinned, whole, Y):
    """Draw the average of thinned networks beside the one whole network.

    thinned is (networks, m), the probabilities of class 1 that each gives; whole (m,)
    those of the network with dropout off; Y (m,) the labels. Left: both for each
    example. Right: the cost of the average of the first n. Returns the two axes;
    prints the costs. Raises ValueError if the numbers of examples differ.
    """
    thinned, whole, Y = np.atleast_2d(thinned), np.ravel(whole), np.ravel(Y)
    if not thinned.shape[1] == whole.size == Y.size:
        raise ValueError(
            f"thinned의 형태가 {thinned.shape}, whole의 수가 {whole.size}개,"
            f" Y의 레이블이 {Y.size}개입니다. 레이블마다 thinned의 열 하나와"
            f" whole의 수 하나가 있어야 합니다."
        )
    count = np.arange(1, len(thinned) + 1)
    running = np.cumsum(thinned, axis=0) / count[:, None]
    costs, alone = [_cost(average, Y) for average in running], _cost(whole, Y)
    _, axes = plt.subplots(1, 2, figsize=(8.6, 3.8), layout="constrained")
    axes[0].plot([0, 1], [0, 1], "k:", lw=2, label='같음', zorder=3)
    axes[0].plot(whole, thinned[0], "^", color=_GREY, ms=3, label='솎아 낸'
                                                                  ' 하나')
    axes[0].plot(whole, running[-1], "o", color=VERMILION, ms=2.5, label='평균')
    axes[0].set_xlabel('확률, 전체 신경망')
    axes[0].set_ylabel('확률, 솎아 낸 신경망')
    axes[1].plot(count, costs, color=VERMILION, label='처음 n개의 평균')
    axes[1].axhline(alone, color="black", linestyle="--", label='전체 신경망')
    axes[1].set(ylim=(0, None), xlabel='평균한 신경망의 수 n', ylabel='검증'
                                                                      ' 비용')
    # Above, as the points may be anywhere.
    axes[0].legend(frameon=False, ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1))
    axes[1].legend(frameon=False)
    tell(
        f"검증 비용: 솎아 낸 신경망 하나 {costs[0]:.3f}, {len(thinned)}개의"
        f" 평균 {costs[-1]:.3f}."
    )
    return axes


def plot_draws(ways, ylabel, ax=None):
    """Draw a column of dots for each way: a dot for each draw, lines join a draw.

    ways is {label: (draws,)}. A bar is the mean with two standard errors. Returns the
    axes; prints how many draws there are. Raises ValueError for less than two of them.
    """
    if not ways or min(map(len, ways.values())) < 2:
        raise ValueError(
            'ways가 비어 있습니다. {label: 값 두 개 이상}이어야 합니다.')
    ax = _axes(ax)
    values = np.array(list(ways.values()))
    ax.plot(range(len(ways)), values, color="#CCCCCC", lw=0.7, zorder=0)
    for place, of_draws in enumerate(values):
        marker, colour = _STYLES[place % 4][0][0], _STYLES[place % 4][1]
        mean, error = mean_and_error(of_draws)
        ax.plot([place] * len(of_draws), of_draws, marker, color=colour, ms=4)
        ax.errorbar(
            place + 0.16, mean, 2 * error, fmt="_", color="black", ms=14, capsize=4
        )
    ax.set(xticks=range(len(ways)), xticklabels=list(ways), ylabel=ylabel)
    ax.margins(x=0.15)
    tell(f"데이터 {values.shape[1]}개. 막대는 평균과 표준오차의 두 배.")
    return ax


def plot_knockouts(networks, whole=None, ax=None):
    """Draw the accuracies that are left when one neuron is silenced, worst first.

    networks is {label: accuracies}, one number (0 to 1) for each silenced neuron;
    whole, if given, is the accuracy with all of them. Returns the axes; prints the
    worst case of each network. Raises ValueError if there is nothing to draw.
    """
    if not networks or not all(len(values) for values in networks.values()):
        raise ValueError(
            'networks가 비어 있습니다. {label: accuracies}이어야 합니다.')
    ax = _axes(ax)
    told = []
    for (label, values), (style, colour) in zip(networks.items(), _STYLES):
        rank = np.arange(1, len(values) + 1)
        ax.plot(rank, np.sort(values), style, color=colour, label=label)
        told.append(f"{label} {min(values):.1%}")
    if whole is not None:
        ax.axhline(whole, color=NONE["color"], linestyle=":", label='모든'
                                                                    ' 뉴런')
        told.append(f"모든 뉴런 {whole:.1%}")
    ax.xaxis.set_major_locator(MaxNLocator("auto", integer=True))
    ax.set_xlabel('끈 뉴런, 가장 나쁜 것부터')
    ax.set_ylabel('정확도')
    ax.legend(frameon=False, loc="lower right")  # the curves rise
    tell('가장 필요한 뉴런을 뺀 정확도: ' + "; ".join(told) + ".")
    return ax


def _cost(chances, Y):
    """Return the cross-entropy of probabilities (m,) for labels (m,).

    A probability that was rounded to 0 or 1 counts as 1e-16 away from it.
    """
    return -np.mean(np.log(np.maximum(np.where(Y == 1, chances, 1 - chances), 1e-16)))


def _mask(title, D):
    D = _share(title, D)
    other = D[(D != 0) & (D != 1)]
    if other.size:
        raise ValueError(f"{title}에 {other[0]:g} 값이 있습니다. 마스크에는"
                         f" 0과 1만 있어야 합니다.")
    return D


def _share(title, values):
    values = np.asarray(values, dtype=float)
    if values.ndim != 2 or not values.size:
        raise ValueError(
            f"{title}의 형태가 {values.shape}입니다. (units, examples)이어야"
            f" 합니다."
        )
    if not (values.min() >= 0 and values.max() <= 1):
        raise ValueError(
            f"{title}의 값이 {values.min():g}부터 {values.max():g}까지입니다."
            f" 0부터 1까지이어야 합니다."
        )
    return values


def _two_tone():
    return ListedColormap(["white", "#9A9A9A"])


def _row(panels):
    """Return axes one above the other, as high as each panel has neurons."""
    if not panels:
        raise ValueError(
            'panels가 비어 있습니다. (title, mask) 짝의 리스트이어야 합니다.')
    heights = [max(len(values), 4) for _, values in panels]
    _, axes = plt.subplots(
        len(panels),
        1,
        figsize=(7, 1.0 + 0.15 * sum(heights) + 0.6 * len(panels)),
        height_ratios=heights,
        squeeze=False,
        layout="constrained",
    )
    return axes[:, 0]


def _name_neurons(ax, shape, title):
    ax.set_ylim(shape[0], 0)
    ax.yaxis.set_major_locator(MaxNLocator("auto", integer=True))
    ax.set_title(title, fontsize="medium")
    ax.set_xlabel('샘플')
    ax.set_ylabel('뉴런')


def _axes(ax):
    if ax is not None:
        return ax
    return plt.subplots(figsize=(5.8, 3.6), layout="constrained")[1]
