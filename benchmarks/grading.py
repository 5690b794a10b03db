"""Grade the same class with this course's grader, stock nbgrader and otter-grader.

    python -m benchmarks.grading [--students 100] [--stock 8] [--stock-trainings 4]
        [--growth 25,50,100,200,400] [--otter PYTHON] [--json FILE] [--write]

All in one run, one after the other, in a temporary folder. Ours grades the whole
class; the slower ones grade a sample. Stops with an error if one of them gives a
student another score. --write puts the tables into benchmarks/README.md.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from grader.patches import skip_address_grammar

# See grader/__main__.py. A command that is measured decides for itself.
skip_address_grammar()

from rich.console import Console  # noqa: E402

from benchmarks import classes, otter_run, report, stock  # noqa: E402
from benchmarks.measure import measured  # noqa: E402
from benchmarks.place import LESSON, NOTEBOOK, ROOT  # noqa: E402

TOLERANCE = 1e-3  # points


class Disagreement(RuntimeError):
    """Two graders gave a student different scores."""


def agree(name, found, ours):
    """Raise Disagreement unless every score in `found` is the one in `ours`.

    found, ours: {(student, function): score}; name: who found them.
    """
    wrong = [
        f"{student}, {function}: {name} {score:g}, ours {ours[student, function]:g}"
        for (student, function), score in sorted(found.items())
        if abs(score - ours[student, function]) > TOLERANCE
    ]
    if wrong:
        raise Disagreement("the scores differ:\n" + "\n".join(wrong))


def grade_ours(root, those):
    """Grade a fresh class with `python -m grader grade`, sealed; return `Measured`."""
    classes.make_ours(root, those)
    command = [sys.executable, "-m", "grader", "grade", LESSON, "--course", root]
    return measured(command, ROOT, classes.environment())


def measure_floor(root, ours):
    """Return {"cells", "judge"}: CPU-seconds a submission of the course at `root`."""
    command = [sys.executable, "-m", "benchmarks.floor", root]
    taken = measured(command, ROOT, classes.environment())
    found = json.loads(taken.output.splitlines()[-1])
    named = {tuple(key.split()): score for key, score in found["scores"].items()}
    agree("the floor", named, ours)
    return {"cells": found["cells"], "judge": found["judge"]}


def measure_stock(root, those, ours):
    """Return the `Cost` of stock nbgrader without the trainings."""
    stock.make_stock(root, those, trainings=False)
    cost = stock.grade_stock(root)
    agree("stock nbgrader", classes.scores(root, those), ours)
    return cost


def measure_trainings(root, those, count, ours):
    """Return the `Cost` of stock nbgrader with the trainings, for the class's mix.

    A right submission trains longer: cells that need an answer do nothing without it.
    """
    right = [student for student in those if student.right]
    wrong = [student for student in those if not student.right]
    if not (right and wrong):
        raise RuntimeError("too few --students: some right and some wrong are needed")
    sample = right[: count - count // 2] + wrong[: count // 2]
    stock.make_stock(root, sample, trainings=True)
    costs = [stock.grade_stock(root, f"*-{kind}") for kind in ("right", "wrong")]
    agree("stock nbgrader", classes.scores(root, sample), ours)
    return stock.mixed(*costs, len(right) / len(those))


def measure(wanted, temporary, say, found):
    """Run all measurements; put them into `found`, plain data for JSON and tables.

    say: called with a line before each step, so that it can keep what there is.
    """
    those = classes.students(max(wanted.students, *wanted.growth, 2))
    many = those[: wanted.students]
    say(f"ours, {len(many)} submissions")
    taken = {len(many): grade_ours(temporary / "ours", many)}
    ours = classes.scores(temporary / "ours", many)
    found |= {
        "processors": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
        "students": len(many),
        "right": sum(student.right for student in many),
        "ours": [_figures(len(many), taken[len(many)])],
    }
    say("floor")
    found["floor"] = measure_floor(temporary / "ours", ours)
    say(f"stock nbgrader, the same cells, {wanted.stock} submissions")
    sample = many[: wanted.stock]
    found["stock"] = asdict(measure_stock(temporary / "stock", sample, ours))
    if wanted.stock_trainings:
        say(f"stock nbgrader with trainings, {wanted.stock_trainings} submissions")
        cost = measure_trainings(
            temporary / "trainings", many, wanted.stock_trainings, ours
        )
        found["trainings"] = asdict(cost)
    missing = otter_run.installed(wanted.otter)
    if missing:
        found["otter_missing"] = missing
        say(f"otter-grader: not installed ({missing})")
    else:
        say(f"otter run, {wanted.stock} submissions")
        release = temporary / "ours" / "release" / LESSON / NOTEBOOK
        cost, scores = otter_run.grade_otter(
            temporary / "otter", sample, wanted.otter, release
        )
        agree("otter-grader", scores, ours)
        found["otter"] = asdict(cost)
    for size in wanted.growth:
        if size not in taken:
            say(f"ours, {size} submissions")
            taken[size] = grade_ours(temporary / f"ours-{size}", those[:size])
            found["ours"] = [_figures(*one) for one in sorted(taken.items())]


def _figures(size, taken):
    figures = {"size": size, **asdict(taken)}
    del figures["output"]
    return figures


def _numbers(text):
    return [int(part) for part in text.split(",") if part.strip()]


def main(arguments=None):
    """Measure, print the tables, write what was asked for; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=100, metavar="N")
    parser.add_argument("--stock", type=int, default=8, metavar="N")
    parser.add_argument("--stock-trainings", type=int, default=4, metavar="N")
    parser.add_argument("--growth", type=_numbers, default=[25, 50, 100, 200, 400])
    parser.add_argument("--otter", metavar="PYTHON", help="one that has otter-grader")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--write", action="store_true", help="update README.md")
    wanted = parser.parse_args(arguments)
    if not 1 <= wanted.stock <= wanted.students or wanted.stock_trainings == 1:
        parser.error("--stock: 1 to --students; --stock-trainings: 0, or 2 and more")
    console = Console(stderr=True)
    # nbgrader looks for the program alembic beside this Python.
    os.environ.update(classes.environment())
    found = {}

    def say(step):
        console.log(step)
        keep()

    def keep():
        if wanted.json:
            wanted.json.write_text(json.dumps(found, indent=1) + "\n")

    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        try:
            measure(wanted, Path(temporary), say, found)
        except (RuntimeError, LookupError) as error:
            console.print(f"{type(error).__name__}: {error}", markup=False)
            return 1
    keep()
    report.show(found)
    if wanted.write:
        report.write(found, ROOT / "benchmarks" / "README.md", _command(arguments))
    return 0


def _command(arguments):
    """Return the command to repeat the run with; paths and files left out."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for option in ("--otter", "--json"):
        if option in given:
            position = given.index(option)
            given[position + 1] = {"--otter": "PYTHON", "--json": "FILE"}[option]
    return " ".join(["python -m benchmarks.grading", *given])


if __name__ == "__main__":
    sys.exit(main())
