"""The preprocessors that nbgrader_config.py lists, around our own.

`nbgrader autograde` runs them itself; `python -m grader grade` runs the same ones in
the same order, so that what an instructor adds there works in either way.
"""

import threading

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
        self._config = config
        self._before, self._after = steps[:judge], steps[judge + 1 :]
        self._one_at_a_time = threading.Lock()  # some of them use the gradebook

    def before(self, notebook: NotebookNode, resources: dict) -> NotebookNode:
        """Return a notebook that has been read and repaired as its tests will run."""
        return self._run(self._before, notebook, resources)

    def after(self, notebook: NotebookNode, resources: dict) -> NotebookNode:
        """Return a graded notebook as it is stored; its scores are saved."""
        return self._run(self._after, notebook, resources)

    def _run(self, steps, notebook, resources):
        with self._one_at_a_time:
            for step in steps:
                one = step(config=self._config)
                if one.enabled:
                    notebook, resources = one.preprocess(notebook, resources)
        return notebook
