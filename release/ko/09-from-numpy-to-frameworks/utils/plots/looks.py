"""One look for one thing, in every lesson: its colour, its dash and its mark."""

from utils.plots.boundary import BLUE, VERMILION

TRAINING = {"color": BLUE, "linestyle": "-", "marker": "o"}
DEV = {"color": VERMILION, "linestyle": "--", "marker": "^"}
NONE = {"color": "#CC79A7", "linestyle": "-", "marker": "D"}  # no regularization
L1 = {"color": "#882255", "linestyle": "-", "marker": "o"}
L2 = {"color": "#009E73", "linestyle": "-.", "marker": "s"}
ELASTIC_NET = {"color": "#E69F00", "linestyle": "--", "marker": "^"}
DROPOUT = {"color": "#7A5C00", "linestyle": "--", "marker": "^"}
STOPPED = {"color": "black", "linestyle": "-", "marker": "v"}
