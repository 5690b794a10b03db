"""A cell of an ordinary assignment as students got it."""

import re
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

HIDDEN = re.compile(
    r"^[^\n]*BEGIN (HIDDEN TESTS|MARK SCHEME).*?END \1[^\n]*\n?", re.S | re.M
)


@dataclass(frozen=True)
class Given:
    """A cell as it was handed out. metadata: nbgrader's."""

    kind: str
    source: str
    metadata: dict

    @property
    def name(self):
        return self.metadata["grade_id"]

    @property
    def is_locked(self):
        return self.metadata["locked"]

    @property
    def is_answer(self) -> bool:
        """True for what a student writes into."""
        return bool(self.metadata["solution"]) and not self.is_locked

    @property
    def is_graded_by_hand(self) -> bool:
        return self.is_answer and bool(self.metadata["grade"])

    @property
    def seen(self) -> str:
        """What a student sees of its text, without blanks at its ends."""
        return seen(self.source)

    def cell(self) -> NotebookNode:
        """Return a new cell like it."""
        new = getattr(nbformat.v4, f"new_{self.kind}_cell")
        return new(self.source, metadata={"nbgrader": dict(self.metadata)})


def seen(source: str) -> str:
    """Return a text without hidden tests, and without blanks at its ends."""
    return HIDDEN.sub("", source).strip()
