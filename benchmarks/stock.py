"""The same class in stock nbgrader: its own Execute, hidden checks in the kernel."""

from dataclasses import dataclass

import nbformat

from benchmarks.classes import hand_in, lesson, run
from benchmarks.place import LESSON, NOTEBOOK, ROOT
from grader.lesson.lesson import EXPERIMENT
from grader.lesson.release import released_files

CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "stock"
c.ClearSolutions.begin_solution_delimeter = "### START CODE HERE ###"
c.ClearSolutions.end_solution_delimeter = "### END CODE HERE ###"
c.Execute.timeout = 600
"""
TEST = """\
check({name})
### BEGIN HIDDEN TESTS
import sys
sys.path.append({root!r})
from benchmarks.kernel_judge import score
score({name!r}, {name})
### END HIDDEN TESTS"""


@dataclass(frozen=True)
class Cost:
    """Seconds for one submission, and once for the commands; peak in MB."""

    submissions: int  # that were measured
    cpu: float
    wall: float
    start_cpu: float
    start_wall: float
    peak: float

    def for_class(self, size):
        """Return (CPU, wall) seconds for one submission in a class of that size."""
        return self.cpu + self.start_cpu / size, self.wall + self.start_wall / size


def make_stock(root, those, trainings):
    """Make a stock course with a release and the submissions of `those` students.

    trainings: whether the lesson keeps the cells that our grader does not run.
    """
    taught = lesson()
    notebook = nbformat.read(taught.notebook_path, as_version=4)
    if not trainings:
        notebook.cells = [
            cell
            for cell in notebook.cells
            if EXPERIMENT not in cell.metadata.get("tags", ())
        ]
    for cell in notebook.cells:
        nbgrader = cell.metadata.get("nbgrader", {})
        if nbgrader.get("grade"):
            name = nbgrader["grade_id"].removesuffix("-test")
            cell.source = TEST.format(root=str(ROOT), name=name)
    folder = root / "source" / LESSON
    files = {**released_files(taught), NOTEBOOK: nbformat.writes(notebook).encode()}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (root / "nbgrader_config.py").write_text(CONFIG)
    run("-m", "nbgrader", "generate_assignment", LESSON, folder=root)
    hand_in(root, those)


def grade_stock(root):
    """Run autograde and generate_feedback; return their `Cost`.

    What they take without a submission is measured by running them again: they then
    skip them all.
    """
    first, again = (
        [
            run("-m", "nbgrader", command, LESSON, folder=root)
            for command in ("autograde", "generate_feedback")
        ]
        for _ in range(2)
    )
    count = len(list(root.glob(f"feedback/*/{LESSON}/*.html")))
    if not count:
        raise RuntimeError(f"stock nbgrader wrote no feedback:\n{first[1].output}")
    cpu, wall, start_cpu, start_wall = (
        sum(getattr(one, what) for one in runs)
        for runs in (first, again)
        for what in ("cpu", "wall")
    )
    return Cost(
        submissions=count,
        cpu=(cpu - start_cpu) / count,
        wall=(wall - start_wall) / count,
        start_cpu=start_cpu,
        start_wall=start_wall,
        peak=max(one.peak for one in first),
    )
