"""The grader's entry in a notebook's metadata, for whoever opens the notebook next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from nbformat import NotebookNode

from grader.submission.result import MARK


@dataclass(frozen=True)
class Mark:
    """What the grader noted in a notebook; empty where it noted nothing.

    status, why, exercises, by_hand: of the `GradedSubmission`, once there is one.
    notes: what was mended until then. fingerprint: of what the result was made from.
    notebook_status: of this notebook, where the submission has several.
    """

    status: str = ""
    why: str = ""
    exercises: Sequence[Mapping[str, Any]] = ()
    by_hand: Mapping[str, float] = field(default_factory=dict)
    notes: Sequence[str] = ()
    fingerprint: str = ""
    notebook_status: str = ""

    @classmethod
    def of(cls, notebook: Mapping[str, Any]) -> "Mark":
        """Return what is noted in a notebook, or in the JSON of one."""
        found = notebook.get("metadata", {}).get(MARK, {})
        names = [one.name for one in fields(cls) if one.name in found]
        return cls(**{name: found[name] for name in names})

    @property
    def here(self) -> str:
        """Return the status of the notebook itself."""
        return self.notebook_status or self.status

    def add_to(self, notebook: NotebookNode) -> None:
        """Add what is said here to the entry of a notebook."""
        said = {name: value for name, value in vars(self).items() if value}
        notebook.metadata[MARK] = {**notebook.metadata.get(MARK, {}), **said}
