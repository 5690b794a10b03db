"""How long each lesson takes: to a learner who runs it, and to the grader.

    python -m benchmarks.lessons

A learner's time: the released notebook, filled with the solutions, from top to bottom
in an ordinary kernel, trainings included. The grader's: the processor time that one
more submission costs, from a class of FEW and a class of MANY (kernel, judge, records
and feedback; no trainings).
"""

import shutil
import tempfile
from pathlib import Path

import nbformat

from benchmarks.classes import grade_ours, make_ours, run
from benchmarks.place import ROOT
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


def cpu_of_a_class(lesson, path, size, root):
    """Return the CPU seconds of grading `size` times the same right notebook."""
    make_ours(root, lesson.name)
    for number in range(size):
        folder = root / "submitted" / f"s{number:02}" / lesson.name
        folder.mkdir(parents=True)
        shutil.copy(path, folder)
    return grade_ours(root, lesson.name).cpu


def main():
    """Measure every lesson and print a table."""
    print("| lesson | top to bottom, s | grading one more, CPU s |")
    print("| --- | ---: | ---: |")
    for name in Course(ROOT).lessons():
        lesson = Course(ROOT).lesson(name)
        with tempfile.TemporaryDirectory(prefix="lessons-") as temporary:
            path = filled(lesson, Path(temporary, name))
            few, many = (
                cpu_of_a_class(lesson, path, size, Path(temporary, f"class-{size}"))
                for size in (FEW, MANY)
            )
            taken = run("-m", "jupyter", "execute", "--timeout=600", path).wall
        print(f"| {name} | {taken:.1f} | {(many - few) / (MANY - FEW):.2f} |")


if __name__ == "__main__":
    main()
