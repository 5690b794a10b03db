"""The same class in stock nbgrader: its own Execute, hidden checks in the kernel."""

import sys
from dataclasses import dataclass

import nbformat

from benchmarks.classes import environment, hand_in, lesson, run, without_trainings
from benchmarks.measure import measured
from benchmarks.place import LESSON, NOTEBOOK, ROOT
from grader.lesson.release import released_files

CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "stock"
c.ClearSolutions.begin_solution_delimeter = "### START CODE HERE ###"
c.ClearSolutions.end_solution_delimeter = "### END CODE HERE ###"
c.Execute.timeout = 600
"""
HIDDEN = """\
### BEGIN HIDDEN TESTS
import sys
sys.path.append({root!r})
from benchmarks.kernel_judge import score
score({name!r}, {name})
### END HIDDEN TESTS"""
COMMANDS = ("autograde", "generate_feedback")


@dataclass(frozen=True)
class Cost:
    """Seconds for one submission, and once for a command, of a way to grade."""

    cpu: float
    wall: float
    start_cpu: float = 0.0
    start_wall: float = 0.0
    peak: float = 0.0  # MB
    submissions: int = 0  # that were measured

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
        without_trainings(notebook)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if cell.metadata.get("nbgrader", {}).get("grade"):
            function = name.removesuffix("-test")
            hidden = HIDDEN.format(root=str(ROOT), name=function)
            cell.source = f"check({function})\n{hidden}"
    folder = root / "source" / LESSON
    files = {**released_files(taught), NOTEBOOK: nbformat.writes(notebook).encode()}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (root / "nbgrader_config.py").write_text(CONFIG)
    run([sys.executable, "-m", "nbgrader", "generate_assignment", LESSON], root)
    hand_in(root, those)


def grade_stock(root, pattern="*"):
    """Run autograde and generate_feedback; return what they took, and their start.

    pattern: which students, as nbgrader's --student reads it. What a command costs
    without a submission is measured by running it again: it then skips them all.
    """
    first, again = [], []
    for runs in (first, again):
        for command in COMMANDS:
            program = [sys.executable, "-m", "nbgrader", command, LESSON]
            program += ["--student", pattern]
            runs.append(measured(program, root, environment()))
    pages = sorted(root.glob(f"feedback/{pattern}/{LESSON}/*.html"))
    if not pages:
        raise RuntimeError(f"stock nbgrader wrote no feedback:\n{first[1].output}")
    start_cpu = sum(taken.cpu for taken in again)
    start_wall = sum(taken.wall for taken in again)
    return Cost(
        cpu=(sum(taken.cpu for taken in first) - start_cpu) / len(pages),
        wall=(sum(taken.wall for taken in first) - start_wall) / len(pages),
        start_cpu=start_cpu,
        start_wall=start_wall,
        peak=max(taken.peak for taken in first),
        submissions=len(pages),
    )


def mixed(right, wrong, share):
    """Return the cost in a class of which `share` is wholly right."""

    def mean(field):
        return share * getattr(right, field) + (1 - share) * getattr(wrong, field)

    return Cost(
        cpu=mean("cpu"),
        wall=mean("wall"),
        start_cpu=mean("start_cpu"),
        start_wall=mean("start_wall"),
        peak=max(right.peak, wrong.peak),
        submissions=right.submissions + wrong.submissions,
    )
