"""The floor: the student's own cells in a warm process, without kernel and seal.

    python -m benchmarks.floor COURSE

For each submission of a course a process that has imported everything is forked, runs
the code cells that grading runs, and in place of the test cells collects the
evidence. Prints JSON: CPU-seconds a submission of the forked process and of the judge,
and the scores.
"""

import contextlib
import json
import os
import resource
import sys
import time
from pathlib import Path

from grader.patches import skip_address_grammar

skip_address_grammar()

import nbformat  # noqa: E402

from benchmarks.place import LESSON, NOTEBOOK, ROOT  # noqa: E402
from checker.collect import collect  # noqa: E402
from checker.judge import judge  # noqa: E402
from checker.travel import evidence_tree  # noqa: E402
from checker.wire import dumps  # noqa: E402
from grader.lesson.lesson import EXPERIMENT, Course  # noqa: E402
from grader.submission.evidence import read_evidence  # noqa: E402


def main(course):
    """Grade every submission of `course` in forked processes; print the figures."""
    taught = Course(ROOT).lesson(LESSON)
    cases = {name: loaded.cases for name, loaded in taught.exercises.items()}
    specs = {name: loaded.spec for name, loaded in taught.exercises.items()}
    skipped = [c.id for c in taught.notebook.cells if _is_experiment(c)]
    submissions = sorted(Path(course).glob(f"submitted/*/{LESSON}/{NOTEBOOK}"))
    notebooks = {
        path.parent.parent.name: nbformat.read(path, as_version=4)
        for path in submissions
    }
    _answers(taught.notebook, skipped, specs, cases)  # warm
    before, judging, scores = _forked_seconds(), 0.0, {}
    for student, notebook in notebooks.items():
        evidence = _in_a_fork(notebook, skipped, specs, cases)
        began = time.process_time()
        for name, loaded in taught.exercises.items():
            share = 0.0
            if name in evidence:
                results = read_evidence(evidence[name], "", specs[name], cases[name])
                verdict = judge(specs[name], cases[name], results, loaded)
                share = verdict.share(specs[name])
            scores[f"{student} {name}"] = round(taught.points(name) * share, 4)
        judging += time.process_time() - began
    forked = _forked_seconds() - before
    found = {
        "cells": forked / len(notebooks),
        "judge": judging / len(notebooks),
        "scores": scores,
    }
    print(json.dumps(found))


def _is_experiment(cell):
    return EXPERIMENT in cell.metadata.get("tags", ())


def _forked_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _in_a_fork(notebook, skipped, specs, cases):
    """Return {function: results} as a forked process sends them back."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(read)
            with os.fdopen(write, "w") as pipe:
                pipe.write(_answers(notebook, skipped, specs, cases))
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        text = pipe.read()
    os.waitpid(pid, 0)
    return json.loads(text)


def _answers(notebook, skipped, specs, cases):
    """Run the cells in this process; return the evidence as text."""
    scope, found = {"__name__": "__main__"}, {}
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        for cell in notebook.cells:
            if cell.cell_type != "code" or cell.id in skipped:
                continue
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            function = name.removesuffix("-test")
            if function == name:
                # As in a notebook: an error ends its cell, not the cells below.
                with contextlib.suppress(Exception):
                    exec(compile(cell.source, f"<{name}>", "exec"), scope)
            elif function in scope:
                results = [
                    evidence_tree(collect(scope[function], specs[function], case))
                    for case in cases[function]
                ]
                found[function] = dumps({"nonce": "", "results": results})
    return json.dumps(found)


if __name__ == "__main__":
    main(sys.argv[1])
