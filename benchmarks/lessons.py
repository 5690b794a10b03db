"""How long each lesson takes: to a learner who runs it, and to the grader.

    python -m benchmarks.lessons

A learner's time: the released notebook, filled with the solutions, from top to bottom
in an ordinary kernel, trainings included. The grader's: the processor time that one
more submission costs, from a class of FEW and a class of MANY (kernel, judge, records
and feedback; no trainings).
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from rich.console import Console
from rich.table import Table

from benchmarks.classes import environment, run
from benchmarks.measure import measured
from benchmarks.place import ROOT
from demo.build import make_course
from grader.lesson.lesson import Course

FEW, MANY = 2, 22


def filled(lesson, folder):
    """Copy a released lesson to `folder` and fill in its solutions; return the path."""
    shutil.copytree(ROOT / "release" / lesson.name, folder)
    path = folder / lesson.notebook_path.name
    solutions = {cell.id: cell.source for cell in lesson.notebook.cells}
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = solutions[cell.id]
    nbformat.write(notebook, path)
    return path


def seconds_to_run(path):
    """Return the seconds from the kernel's start to the last cell's end.

    Raises nbclient's CellExecutionError if a cell ends in an error.
    """
    notebook = nbformat.read(path, as_version=4)
    place = {"metadata": {"path": str(path.parent)}}
    began = time.perf_counter()
    NotebookClient(notebook, timeout=600, resources=place).execute(env=environment())
    return time.perf_counter() - began


def cpu_of_a_class(lesson, path, size, root):
    """Return the CPU seconds of grading `size` times the same right notebook."""
    make_course(root, cell_seconds=30)
    run(
        [sys.executable, "-m", "grader", "release", lesson.name, "--course", root], ROOT
    )
    for number in range(size):
        folder = root / "submitted" / f"s{number:02}" / lesson.name
        folder.mkdir(parents=True)
        shutil.copy(path, folder)
    command = [sys.executable, "-m", "grader", "grade", lesson.name, "--course", root]
    return measured(command, ROOT, environment()).cpu


def main():
    """Measure every lesson and print a table."""
    table = Table(title="Each lesson", title_justify="left")
    table.add_column("lesson")
    table.add_column("top to bottom, s", justify="right")
    table.add_column("grading one more, CPU s", justify="right")
    for name in Course(ROOT).lessons():
        lesson = Course(ROOT).lesson(name)
        with tempfile.TemporaryDirectory(prefix="lessons-") as temporary:
            path = filled(lesson, Path(temporary, name))
            taken = seconds_to_run(path)
            few, many = (
                cpu_of_a_class(lesson, path, size, Path(temporary, f"class-{size}"))
                for size in (FEW, MANY)
            )
        table.add_row(name, f"{taken:.1f}", f"{(many - few) / (MANY - FEW):.2f}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
