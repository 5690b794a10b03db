"""An ordinary assignment of nbgrader's: a folder of source/ without exercises.py."""

import re
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat

from grader.lesson.cells import grade_id, is_answer, nbgrader_data
from grader.lesson.metadata import check_metadata
from grader.lesson.reference import AuthorError
from grader.lesson.source_text import imported_modules, python_lines

_OTHER_KERNELS = re.compile(r"ir|(julia|octave|matlab|sas|bash|scilab|xcpp).*", re.I)
NOT_COPIED = ("_author", "__pycache__", ".ipynb_checkpoints", ".DS_Store", ".git")


@dataclass(frozen=True)
class Assignment:
    """One folder of source/, graded by the asserts in its notebooks.

    It answers to what the commands ask of a `Lesson`; it has no exercises.
    """

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def exercises(self) -> dict:
        """{}: none of its functions is judged from outside."""
        return {}

    @cached_property
    def notebook_paths(self) -> list[Path]:
        """The paths of its notebooks, sorted; at least one."""
        return sorted(self.folder.glob("*.ipynb"))

    @property
    def notebook_names(self) -> list[str]:
        """The file names of its notebooks."""
        return [path.name for path in self.notebook_paths]

    @property
    def notebook_path(self) -> Path:
        """The path of the first notebook: there the result of a submission is kept."""
        return self.notebook_paths[0]

    @cached_property
    def notebooks(self) -> dict[str, nbformat.NotebookNode]:
        """{file name: notebook}; AuthorError where one is of no use."""
        return {path.name: _read(path) for path in self.notebook_paths}

    @property
    def notebook(self) -> nbformat.NotebookNode:
        return self.notebooks[self.notebook_path.name]

    def check(self) -> None:
        """Raise AuthorError if a notebook cannot be released."""
        for name, notebook in self.notebooks.items():
            check_metadata(self.folder / name, notebook.cells)

    @cached_property
    def tested(self) -> dict[str, float]:
        """{label: points} of the cells that are graded by running them."""
        return {
            self.label(name, grade_id(cell)): float(nbgrader_data(cell)["points"])
            for name, notebook in self.notebooks.items()
            for cell in notebook.cells
            if is_test(cell)
        }

    @property
    def max_score(self) -> float:
        """The points of all of `tested` together."""
        return sum(self.tested.values())

    def label(self, notebook: str, cell: str) -> str:
        """Return what a graded cell is called: its id, and its notebook if need be.

        notebook: its file name, or that without the .ipynb.
        """
        stem = notebook.removesuffix(".ipynb")
        return f"{stem}/{cell}" if self._ids[cell] > 1 else cell

    @cached_property
    def _ids(self):
        ids = (
            {grade_id(cell) for cell in notebook.cells if _has_points(cell)}
            for notebook in self.notebooks.values()
        )
        return Counter(name for found in ids for name in found)

    def imports(self, experiments: bool = True) -> list[str]:
        """Return the installed modules that the notebooks import, all of them."""
        own = {path.stem for path in self.folder.iterdir()}
        found = {}
        for notebook in self.notebooks.values():
            for cell in notebook.cells if language(notebook) == "python" else ():
                if cell.cell_type == "code":
                    text = python_lines(cell.source)
                    found.update(dict.fromkeys(imported_modules(text)))
        tops = {name: name.split(".")[0] for name in found}
        # Those of the standard library are quick, and some do something.
        left_out = own | sys.stdlib_module_names
        return [name for name in found if tops[name] not in left_out]

    def own_imports(self) -> list[str]:
        """Return []: its own modules are copied beside each submission."""
        return []

    def files(self) -> dict[str, Path]:
        """{relative path: path} of what lies beside the notebooks."""
        return {
            path.relative_to(self.folder).as_posix(): path
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
            and path.suffix not in (".ipynb", ".pyc")
            and not set(path.relative_to(self.folder).parts) & set(NOT_COPIED)
        }


def _has_points(cell):
    return bool(nbgrader_data(cell).get("grade") or nbgrader_data(cell).get("task"))


def is_test(cell: Mapping) -> bool:
    """True for a cell that earns its points by being run."""
    graded = bool(nbgrader_data(cell).get("grade"))
    return graded and not is_answer(cell) and cell["cell_type"] == "code"


def language(notebook: Mapping) -> str:
    """Return the language of a notebook's kernel in small letters; "python" by default.

    A kernel of Python may have any name.
    """
    metadata = notebook.get("metadata", {})
    spec, info = metadata.get("kernelspec") or {}, metadata.get("language_info") or {}
    told = spec.get("language") or info.get("name")
    if not told:
        name = str(spec.get("name", ""))
        told = name if _OTHER_KERNELS.fullmatch(name) else "python"
    told = str(told).lower()
    return "python" if told in ("python", "ipython", "python3") else told


def _read(path):
    try:
        return nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises whatever the file makes it raise
        told = f"{type(error).__name__}: {str(error)[:200]}"
        raise AuthorError(f"{path} is no notebook ({told}). Save it again.") from None
