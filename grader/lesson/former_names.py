"""Where the modules of lessons that were released earlier are today.

Notebooks that students took home, and gradebooks of running courses, import the
course's modules by the names that they had then. While such a notebook is graded,
these names lead to today's modules. Nothing of this is released.
"""

from collections.abc import Collection, Mapping

_MODULES = {
    "utils.check": "checker.check",
    "utils.quiz": "checker.quiz",
    "utils.plots.weights": "weight_decay.plots",
    "utils.plots.masks": "dropout.plots",
    "utils.sparsity": "sparsity.fitting",
    "utils.plots.sparsity": "sparsity.plots",
    "utils.plots.budgets": "sparsity.budgets",
    "utils.digits": "augmentation.digits",
    "utils.plots.digits": "augmentation.plots",
    "utils.stopping": "early_stopping.descent",
    "utils.plots.stopping": "early_stopping.plots",
    "utils.signals": "initialization.signals",
    "utils.plots.signals": "initialization.plots",
    "utils.landscapes": "gradient_checking.landscapes",
    "utils.backward_passes": "gradient_checking.backward_passes",
    "utils.plots.landscapes": "gradient_checking.plots",
    "utils.choice": "choice.points",
    "utils.plots.choice": "choice.plots",
}
# Not `import checker.check`: a package may have a function of its module's name.
_LEADS_TO = """\
import importlib
import sys

sys.modules[__name__] = importlib.import_module({!r})
"""
_ONCE_IN_PLOTS = ("weight_decay", "dropout")  # utils.plots gave their names, too


def former_names(
    packages: Collection[str], files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return {path: bytes} of modules under their former names.

    packages: those of the lesson. files: {path: bytes} of its release, in which
    utils/plots/__init__.py is replaced where it gave more names.
    """
    found = {}
    for old, new in _MODULES.items():
        if new.partition(".")[0] in {"checker", *packages}:
            text = _LEADS_TO.format(new)
            found[old.replace(".", "/") + ".py"] = text.encode()
    plots = "utils/plots/__init__.py"
    for package in _ONCE_IN_PLOTS:
        if package in packages and plots in files:
            more = f"\nfrom {package}.plots import *  # noqa\n"
            found[plots] = files[plots] + more.encode()
    if any(path.startswith("utils/plots/") for path in found):
        found.setdefault(plots, files.get(plots, b""))
    return found
