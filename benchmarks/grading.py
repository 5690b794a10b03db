"""Grade the same class with this course's grader and with stock nbgrader.

    python -m benchmarks.grading [--students 100] [--stock 8] [--stock-trainings 4]
        [--growth 25,50,100,200,400] [--write]

All in one run, one after the other, in a temporary folder. Ours grades the whole
class, stock nbgrader a sample. Stops with an error if they give a student different
scores. --write puts the tables into benchmarks/README.md.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from pathlib import Path

from grader.patches import skip_address_grammar

# See grader/__main__.py. A command that is measured decides for itself.
skip_address_grammar()

from benchmarks import classes, report, stock  # noqa: E402
from benchmarks.place import ROOT  # noqa: E402

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


def measure_ours(root, those):
    """Grade a fresh class with `python -m grader grade`, sealed; return `Measured`."""
    classes.make_ours(root)
    classes.hand_in(root, those)
    return classes.grade_ours(root)


def measure_stock(root, those, ours, trainings=False):
    """Return the `Cost` of stock nbgrader."""
    stock.make_stock(root, those, trainings)
    cost = stock.grade_stock(root)
    agree("stock nbgrader", classes.scores(root, those), ours)
    return cost


def measure_floor(root, ours):
    """Return the floor of the stock course at `root`: CPU seconds a submission."""
    taken = classes.run("-m", "benchmarks.floor", root)
    found = json.loads(taken.output.splitlines()[-1])
    scores = {
        (student, name): score
        for student, earned in found["scores"].items()
        for name, score in earned.items()
    }
    agree("the floor", scores, ours)
    return found["cpu"]


def measure(wanted, folder):
    """Run all measurements; return them as `report.Found`."""
    those = classes.students(max(wanted.students, *wanted.growth))
    many = those[: wanted.students]
    taken = {}
    for size in sorted({len(many), *wanted.growth}):
        print(f"ours, {size} submissions", file=sys.stderr)
        taken[size] = measure_ours(folder / f"ours-{size}", those[:size])
    ours = classes.scores(folder / f"ours-{len(many)}", many)
    print("stock nbgrader and the floor, the same cells", file=sys.stderr)
    cost = measure_stock(folder / "stock", many[: wanted.stock], ours)
    costs = {"the same cells": cost}
    floor = measure_floor(folder / "stock", ours)
    if wanted.stock_trainings:
        print("stock nbgrader with trainings", file=sys.stderr)
        half = wanted.stock_trainings // 2
        right = [student for student in many if student.right]
        wrong = [student for student in many if not student.right]
        sample = right[: wanted.stock_trainings - half] + wrong[:half]
        cost = measure_stock(folder / "trainings", sample, ours, trainings=True)
        costs["trainings too"] = cost
    return report.Found(
        ours=taken,
        students=len(many),
        right=sum(student.right for student in many),
        stock=costs,
        floor=floor,
        python=platform.python_version(),
        processors=len(os.sched_getaffinity(0)),
    )


def main(arguments=None):
    """Measure, print the tables, write what was asked for; return the exit code."""

    def numbers(text):
        return [int(part) for part in text.split(",")]

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=100, metavar="N")
    parser.add_argument("--stock", type=int, default=8, metavar="N")
    parser.add_argument("--stock-trainings", type=int, default=4, metavar="N")
    parser.add_argument("--growth", type=numbers, default=[25, 50, 100, 200, 400])
    parser.add_argument("--write", action="store_true", help="update README.md")
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        try:
            found = measure(wanted, Path(temporary))
        except (RuntimeError, LookupError) as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            return 1
    text = report.text(found)
    print(text)
    if wanted.write:
        report.write(text, ROOT / "benchmarks" / "README.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
