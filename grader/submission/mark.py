"""The grader's entry in a notebook's metadata, for whoever opens the notebook next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from nbformat import NotebookNode

from grader.submission.grade import MARK


@dataclass(frozen=True)
class Mark:
    """What the grader noted in a notebook; empty where it noted nothing.

    status, why, exercises: of the `GradedSubmission`, once there is one. notes: what
    was mended until then. fingerprint: of what the result was made from.
    """

    status: str = ""
    why: str = ""
    exercises: Sequence[Mapping[str, Any]] = ()
    notes: Sequence[str] = ()
    fingerprint: str = ""

    @classmethod
    def of(cls, notebook: Mapping[str, Any]) -> "Mark":
        """Return what is noted in a notebook, or in the JSON of one."""
        found = notebook.get("metadata", {}).get(MARK, {})
        names = [field.name for field in fields(cls) if field.name in found]
        return cls(**{name: found[name] for name in names})

    def add_to(self, notebook: NotebookNode) -> None:
        """Add what is said here to the entry of a notebook."""
        said = {name: value for name, value in vars(self).items() if value}
        notebook.metadata[MARK] = {**notebook.metadata.get(MARK, {}), **said}
