"""The notebook as it was saved last, which may show another text than what ran."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell

_LARGEST = 50_000_000  # bytes of a notebook that is read


@dataclass(frozen=True)
class SavedCell:
    """A cell of the file: its text, what it is called, whether it can run."""

    source: str
    name: str | None
    is_code: bool


class NotebookFile:
    """The file of the notebook that runs in a shell, where its place is known."""

    def __init__(self, shell: InteractiveShell):
        self._shell = shell

    def version(self) -> Any:
        """Return what changes whenever the notebook is saved; None without a file."""
        try:
            found = os.stat(self._path())
        except (OSError, TypeError, ValueError):
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def changed_cells(self, version: Any) -> Sequence[SavedCell]:
        """Return the cells, if the notebook was saved since that version.

        An older file than the cells that ran proves nothing: then there are none.
        """
        now = self.version()
        if version is None or now in (None, version) or now[1] > _LARGEST:
            return ()
        try:
            cells = json.loads(Path(self._path()).read_text("utf-8"))["cells"]
            return [_read(cell) for cell in cells]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return ()

    def _path(self):
        """Return where Jupyter or VS Code says that the notebook is, or None."""
        editor = self._shell.user_ns.get("__vsc_ipynb_file__")
        return editor or os.environ.get("JPY_SESSION_NAME")


def _read(cell):
    graded = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")
    is_code = cell["cell_type"] == "code"
    return SavedCell("".join(cell["source"]), graded or cell.get("id"), is_code)
