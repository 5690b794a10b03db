"""The same submissions with otter-grader's `otter run`, from an environment of its own.

Otter gives points for each test case, so every blank becomes one. It writes no pages
for students: what is measured is its results.json.
"""

import json
import os
import shutil
import statistics
import subprocess
from pathlib import Path

import nbformat

from benchmarks.classes import environment, lesson, run, without_trainings
from benchmarks.measure import measured
from benchmarks.place import NOTEBOOK, ROOT
from benchmarks.stock import Cost
from grader.lesson.release import released_files

HEAD = """\
OK_FORMAT = False
from otter.test_files import test_case

name = {name!r}
points = None
"""
TEST = """

@test_case(points={points}, hidden=True)
def test_{number}({function}):
    import sys
    sys.path.append({root!r})
    from benchmarks.kernel_judge import require
    require({function!r}, {function}, {blank!r})
"""


def installed(python):
    """Return "" if this Python can run otter, otherwise what is missing."""
    if python is None:
        return "no Python with otter-grader was named (--otter)"
    if not Path(python).is_file():
        return f"there is no program {python}"
    code = "import otter.cli, ipykernel, matplotlib, sklearn"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True)
    return done.stderr.strip().rpartition("\n")[2] if done.returncode else ""


def make_tests(root):
    """Write root/tests/FUNCTION.py with a case for each blank, and the helper files.

    Returns the names of the files and folders of the helpers.
    """
    taught, tests = lesson(), root / "tests"
    tests.mkdir(parents=True)
    for name, loaded in taught.exercises.items():
        blanks = loaded.spec.blanks
        total = sum(blank.weight for blank in blanks)
        text = HEAD.format(name=name)
        for number, blank in enumerate(blanks):
            text += TEST.format(
                points=taught.points(name) * blank.weight / total,
                number=number,
                function=name,
                root=str(ROOT),
                blank=blank.name,
            )
        (tests / f"{name}.py").write_text(text)
    helpers = released_files(taught)
    for name, content in helpers.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return sorted({name.partition("/")[0] for name in helpers})


def make_zip(root, python):
    """Write root/autograder.zip from tests and helper files."""
    helpers = make_tests(root)
    command = [python, "-m", "otter", "generate", "-t", "tests"]
    command += ["-o", "autograder.zip", "--no-requirements"]
    run([*command, *helpers], root)


def grade_otter(root, those, python, release):
    """Run otter on each of `those`; return its cost and {(student, function): score}.

    release: the released notebook that the answers are put into.
    """
    make_zip(root, python)
    found, runs = {}, []
    for student in those:
        notebook = nbformat.read(release, as_version=4)
        without_trainings(notebook)
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            cell.source = student.answers.get(name, cell.source)
        work = root / "work" / student.name
        work.mkdir(parents=True)
        nbformat.write(notebook, work / NOTEBOOK)
        command = [python, "-m", "otter", "run", NOTEBOOK]
        command += ["-a", root / "autograder.zip", "-o", work, "--no-logo"]
        path = f"{Path(python).parent}{os.pathsep}{environment()['PATH']}"
        runs.append(measured(command, work, {**environment(), "PATH": path}))
        found.update(_scores(student, work / "results.json", runs[-1].output))
        shutil.rmtree(work)
    return (
        Cost(
            cpu=statistics.mean(taken.cpu for taken in runs),
            wall=statistics.mean(taken.wall for taken in runs),
            peak=max(taken.peak for taken in runs),
            submissions=len(runs),
        ),
        found,
    )


def _scores(student, results, output):
    """Return {(student, function): score} from otter's results.json."""
    if not results.exists():
        raise RuntimeError(f"otter wrote no results for {student.name}:\n{output}")
    tests = json.loads(results.read_text())["tests"]
    found = {(student.name, name): 0.0 for name in student.answers}
    for test in tests:
        for name in student.answers:
            if test["name"].startswith(name):
                found[student.name, name] += test.get("score", 0.0)
    return found
