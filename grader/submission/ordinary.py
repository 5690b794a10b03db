"""Grade a submission of an ordinary nbgrader assignment: by the asserts in it.

As `grader.submission.grade` does for lessons: no database and no shared folder is
touched here.
"""

import contextlib
import html
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode, from_dict

from checker.language import fill
from grader.lesson.assignment import Assignment, language
from grader.sandbox.cleanup import sweep
from grader.sandbox.limits import Limits
from grader.submission.asserts import GradedNotebook, Place, run_twice
from grader.submission.beside import FileRules, TooLarge, lay_beside
from grader.submission.folders import path_of
from grader.submission.grade import not_graded
from grader.submission.mark import Mark
from grader.submission.read import NotReadable, find_notebook, read_notebook
from grader.submission.result import GRADED, MARK, NOT_GRADED, GradedSubmission
from grader.submission.sandbox import Sandbox
from grader.submission.shown import tell_reader
from grader.submission.spoken import metadata_now, speak, speak_of

Prepare = Callable[[NotebookNode, str], NotebookNode]


def grade_folder(
    student: str,
    folder: Path,
    assignment: Assignment,
    sandbox: Sandbox,
    limits: Limits,
    rules: FileRules,
    prepare: Prepare,
    tell: Callable[[float], None] = lambda seconds: None,
) -> GradedSubmission:
    """Grade all notebooks in `folder`; never raises for what a student sent.

    prepare: called with a notebook and its file name; returns it with its tests and
    locked cells as they were handed out. rules: for the files beside it. tell: called
    with the seconds that the next step may take.
    """
    try:
        read, notes = read_folder(folder, assignment, limits, prepare)
    except NotReadable as error:
        with speak_of(folder):
            return not_graded(student, assignment, str(error))
    place = assignment, sandbox, limits, tell
    return grade_read(student, read, folder, rules, place, notes)


def read_folder(
    folder: Path, assignment: Assignment, limits: Limits, prepare: Prepare
) -> tuple[dict[str, GradedNotebook], list[str]]:
    """Return ({file name: notebook as it is to run}, notes) of what was handed in.

    Raises NotReadable where none of the assignment's notebooks is there.
    """
    names, notes = _handed_in(folder, assignment)
    read = {
        name: _read(folder, name, limits)
        if name in names
        else GradedNotebook(nbformat.v4.new_notebook(), missing=True)
        for name in assignment.notebooks
    }
    for name, one in read.items():
        if not one.why and not one.missing:
            one.notebook = prepare(one.notebook, name)
            one.notes += Mark.of(one.notebook).notes
    return read, notes


def as_read(fields: Mapping[str, Any]) -> GradedNotebook:
    """Return a notebook of `read_folder` from its fields, which came as JSON."""
    return GradedNotebook(**{**fields, "notebook": from_dict(fields["notebook"])})


def grade_one(
    student: str,
    name: str,
    notebook: NotebookNode,
    folder: Path,
    assignment: Assignment,
    sandbox: Sandbox,
    limits: Limits,
    rules: FileRules,
    tell: Callable[[float], None] = lambda seconds: None,
) -> GradedSubmission:
    """Grade one prepared notebook, called `name`, as if it were all of a submission."""
    read = {name: GradedNotebook(notebook, notes=[*Mark.of(notebook).notes])}
    place = assignment, sandbox, limits, tell
    return grade_read(student, read, folder, rules, place, [])


def _handed_in(folder, assignment):
    """Return (file names of the assignment's notebooks, notes)."""
    wanted = list(assignment.notebooks)
    paths = {name: path_of(folder, name) for name in wanted}
    names = [name for name, path in paths.items() if os.path.lexists(path)]
    missing = [name for name in wanted if name not in names]
    others = {*folder.glob("*.ipynb")} - {*paths.values()}
    others = sorted(path.name for path in others)
    if not names or (missing and others):
        find_notebook(folder, missing[0])  # says what was found in its place
    notes = [f"{name} was not handed in: no points for it" for name in missing]
    notes += [f"{name} is no notebook of the assignment" for name in others]
    return names, notes


def _read(folder, name, limits):
    try:
        path = find_notebook(folder, name)
        notebook, notes = read_notebook(path, limits)
    except NotReadable as error:
        with speak_of(folder):
            notebook = nbformat.v4.new_notebook(metadata=metadata_now())
            return GradedNotebook(notebook, str(error))
    return GradedNotebook(notebook, notes=notes)


def grade_read(
    student: str,
    read: dict[str, GradedNotebook],
    folder: Path,
    rules: FileRules,
    place: tuple[Assignment, Sandbox, Limits, Callable[[float], None]],
    notes: list[str],
) -> GradedSubmission:
    """Grade what `read_folder` gave; the files beside it are in `folder`."""
    for one in read.values():
        kernel = language(one.notebook)
        if not one.why and kernel != "python":
            one.why = f"its kernel is of {kernel}, and only Python is run here"
    assignment, sandbox, limits, _ = place
    with _folder(sandbox.home) as beside:
        place = Place(*place, beside)
        try:
            notes += lay_beside(assignment, folder, beside, limits, rules)
        except TooLarge as error:
            for one in read.values():
                one.why = one.why or str(error)
        for name, one in read.items():
            if not one.why and not one.missing:
                read[name] = run_twice(name, one, place)
    if not sandbox.sealed:
        notes.append("graded without a seal")
    return _result(student, assignment, read, notes)


@contextlib.contextmanager
def _folder(home) -> Iterator[Path]:
    folder = tempfile.mkdtemp(prefix="beside-", dir=home)
    try:
        yield Path(folder)
    finally:
        sweep(folder)


def _result(student, assignment, read, notes):
    """Return the result of a submission, from those of its notebooks."""
    wrong = [_named(name, one.why) for name, one in read.items() if one.why]
    if wrong and len(wrong) < sum(not one.missing for one in read.values()):
        wrong.append("its other notebooks are graded")
    notes = [*notes, *(note for one in read.values() for note in one.notes)]
    results = tuple(result for one in read.values() for result in one.results)
    first, *others = read
    _put_on_top(read[first], notes)
    for name in others:
        _put_on_top(read[name], read[name].notes)
    graded = GradedSubmission(
        student,
        assignment.name,
        NOT_GRADED if wrong else GRADED,
        "; ".join(wrong or notes),
        sum(result.score for result in results),
        assignment.max_score,
        results,
        read[first].notebook,
        {cell: points for one in read.values() for cell, points in one.by_hand.items()},
        {name: read[name].notebook for name in others},
        beside=True,
    )
    graded.notebook.metadata[MARK] = graded.as_json()
    for name, one in read.items():
        status = NOT_GRADED if one.why else GRADED
        told = Mark(notebook_status=status)
        if name != first:
            results = [vars(result) for result in one.results]
            told = Mark(status, one.why, results, one.by_hand)
        told.add_to(one.notebook)
    return graded


def _named(name, why):
    return why if why.startswith(f"{name}: ") else f"{name}: {why}"


def _put_on_top(one, notes):
    if one.why:
        with speak(one.notebook):
            text = fill("**Not graded.** {why}", why=html.escape(one.why))
        tell_reader(one.notebook, "not-graded", text)
        return
    lines = "\n".join(f"- {html.escape(note)}" for note in notes)
    text = "**Graded by the tests in this notebook**, which ran beside your code."
    if one.missing:
        text = "**This notebook was not handed in**: no points for it."
    tell_reader(one.notebook, "tests", f"{text}\n\n{lines}".strip())
