"""The one form in which source notebooks are committed."""

import re
from pathlib import Path

import nbformat

from grader.lesson.cells import grade_id

_KERNEL = {
    "display_name": "Python 3 (ipykernel)",
    "language": "python",
    "name": "python3",
}
_CELL_METADATA = ("nbgrader", "tags", "slideshow")
_RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}.*)?$")


def tidy_notebook(path: Path) -> str:
    """Return the text of a notebook file in its committed form.

    Raises ValueError where the file is no notebook.
    """
    return canonical(nbformat.read(path, as_version=4))


def canonical(notebook: nbformat.NotebookNode) -> str:
    """Return a notebook as text: no outputs, no counts, no metadata of tools.

    Ids that JupyterLab made up become speaking ones.
    """
    notebook.nbformat_minor = max(notebook.nbformat_minor, 5)
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    )
    taken = set()
    for cell in notebook.cells:
        kept = {k: cell.metadata[k] for k in _CELL_METADATA if k in cell.metadata}
        if not kept.get("tags", True):
            del kept["tags"]
        cell.metadata = nbformat.from_dict(kept)
        cell.id = _speaking_id(cell, taken)
        taken.add(cell.id)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if not cell.get("attachments"):
            cell.pop("attachments", None)
    return nbformat.writes(notebook) + "\n"


def _speaking_id(cell, taken):
    """Return the grade_id, the id if it is no random one, or words of the cell."""
    wanted = grade_id(cell) or cell.get("id", "")
    if not wanted or _RANDOM_ID.match(wanted):
        words = re.findall(r"[A-Za-z0-9]+", cell.source)[:4]
        wanted = "-".join(words).lower()[:40] or "empty"
    unique, number = wanted, 2
    while unique in taken:
        unique, number = f"{wanted}-{number}", number + 1
    return unique
