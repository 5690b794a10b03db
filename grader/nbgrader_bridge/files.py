"""The files of a graded submission: its notebooks in autograded/, pages in feedback/.

Nothing here asks the gradebook, so a process beside the one that records can do it.
"""

import contextlib
import functools
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from grader.nbgrader_bridge.feedback import FeedbackPages, write_whole
from grader.nbgrader_bridge.preview import is_early, preview_page
from grader.nbgrader_bridge.standing import Standing


@dataclass(frozen=True)
class Files:
    """What is to be written of a submission whose rows are in the gradebook.

    notebooks: {file name: graded notebook}. standing: what the gradebook has of it.
    """

    lesson: str
    standing: Standing
    notebooks: Mapping[str, nbformat.NotebookNode]

    def to_bytes(self) -> bytes:
        """Return it for another process."""
        found = [self.lesson, self.standing.as_json(), self.notebooks]
        return json.dumps(found).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Files":
        """Return what `to_bytes` was called of."""
        lesson, standing, notebooks = json.loads(data)
        return cls(lesson, Standing.from_json(standing), nbformat.from_dict(notebooks))


class FileWriter:
    """Writes the files of one course's submissions.

    previews: let pages before a student's deadline tell the visible tests alone.
    """

    def __init__(self, coursedir: CourseDirectory, config: Config, previews: bool):
        self._coursedir, self._config = coursedir, config
        self._previews, self._pages = previews, {}

    def write(self, files: Files) -> None:
        """Write notebooks and pages; OSError where that is impossible."""
        student = files.standing.student
        step = self._coursedir.autograded_directory
        folder = Path(self._coursedir.format_path(step, student, files.lesson))
        folder.mkdir(parents=True, exist_ok=True)
        for name, notebook in files.notebooks.items():
            write_whole(folder / name, nbformat.v4.writes(notebook) + "\n")
            os.chmod(folder / name, 0o444)
        for name, notebook in files.notebooks.items():
            self.write_page(files.lesson, name, notebook, files.standing)

    def write_page(
        self,
        lesson: str,
        name: str,
        notebook: nbformat.NotebookNode,
        standing: Standing,
    ) -> None:
        """Write the page of a graded notebook, with where its student stands."""
        root = self._coursedir.root
        if lesson not in self._pages:
            self._pages[lesson] = FeedbackPages(root, lesson, self._config)
        make = None
        if self.is_preview(standing):
            make = functools.partial(preview_page, notebook, lesson, standing)
        with contextlib.chdir(root):  # nbgrader's paths are relative
            self._pages[lesson].write(standing, Path(name).stem, notebook, make)

    def is_preview(self, standing: Standing) -> bool:
        """Return whether a page on this, written now, tells the visible tests alone."""
        return self._previews and is_early(standing)
