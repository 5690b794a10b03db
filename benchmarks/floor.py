"""The floor: the cells that stock nbgrader runs, in a warm process and no kernel.

    python -m benchmarks.floor COURSE

For each submission of a stock course a process that has imported everything is forked
and runs the code cells and the hidden tests. Prints JSON: the CPU seconds of a forked
process, and the scores.
"""

import contextlib
import json
import multiprocessing
import os
import sys
from pathlib import Path

from benchmarks.kernel_judge import score  # first: it spares nbformat a slow import
from benchmarks.measure import child_seconds

import nbformat  # isort: skip

from benchmarks.place import LESSON, NOTEBOOK


def main(course):
    """Run every submission of `course` in a forked process; print the figures."""
    paths = sorted(Path(course).glob(f"submitted/*/{LESSON}/{NOTEBOOK}"))
    notebooks = [nbformat.read(path, as_version=4) for path in paths]
    for notebook in notebooks:
        scores_of(notebook)  # from now on everything is imported and compiled
    before = child_seconds()
    with multiprocessing.get_context("fork").Pool(1, maxtasksperchild=1) as pool:
        scores = pool.map(scores_of, notebooks, chunksize=1)
        pool.close()
        pool.join()
    cpu = (child_seconds() - before) / len(paths)
    found = {path.parent.parent.name: one for path, one in zip(paths, scores)}
    print(json.dumps({"cpu": cpu, "scores": found}))


def scores_of(notebook):
    """Run the cells of a submission in this process; return {function: score}."""
    scope, scores = {"__name__": "__main__"}, {}
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        for cell in notebook.cells:
            if cell.cell_type != "code":
                continue
            # As in a notebook: an error ends its cell, not the cells below.
            with contextlib.suppress(Exception):
                exec(compile(cell.source, cell.id, "exec"), scope)
            nbgrader = cell.metadata.get("nbgrader", {})
            if nbgrader.get("grade"):
                name = nbgrader["grade_id"].removesuffix("-test")
                scores[name] = score(name, scope[name]) if name in scope else 0.0
    return scores


if __name__ == "__main__":
    main(sys.argv[1])
