"""The preprocessors that nbgrader_config.py lists, around our own.

`nbgrader autograde` runs them itself; `python -m grader grade` runs the same ones in
the same order, so that what an instructor adds there works in either way.
"""

from nbformat import NotebookNode
from nbgrader.converters import Autograde
from traitlets.config import Config
from traitlets.utils.importstring import import_item

from grader.nbgrader_bridge.plugins import Judge, Repair


class Pipeline:
    """What is to be done before and after the tests of a submission are judged."""

    def __init__(self, config: Config):
        autograde = Autograde(config=config)
        listed = [
            *autograde.sanitize_preprocessors,
            *autograde.autograde_preprocessors,
        ]
        kinds = [import_item(k) if isinstance(k, str) else k for k in listed]
        steps = [kind for kind in kinds if not issubclass(kind, Repair)]
        judge = next(i for i, kind in enumerate(steps) if issubclass(kind, Judge))
        self._before = [kind(config=config) for kind in steps[:judge]]
        self._after = [kind(config=config) for kind in steps[judge + 1 :]]

    def before(self, notebook: NotebookNode, resources: dict) -> NotebookNode:
        """Return a notebook that has been read and repaired as its tests will run."""
        return _run(self._before, notebook, resources)

    def after(self, notebook: NotebookNode, resources: dict) -> NotebookNode:
        """Return a graded notebook as it is stored; its scores are saved."""
        return _run(self._after, notebook, resources)


def _run(steps, notebook, resources):
    for step in steps:
        if step.enabled:
            notebook, resources = step.preprocess(notebook, resources)
    return notebook
