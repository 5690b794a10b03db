"""Grade one submission: a function of the submission and the lesson, nothing else.

No database and no shared folder is touched here.  nbgrader's converters and
`python -m grader grade` both call this.
"""

import builtins
import html
import secrets
from dataclasses import asdict, dataclass

import nbformat
from jupyter_core.utils import run_sync
from nbformat.v4 import new_markdown_cell, new_output

from grader.evidence import verdict_on
from grader.harmless import make_harmless
from grader.kernel import DIED, FLOODED, TIMED_OUT, Limits, run_notebook
from grader.lesson import Lesson
from grader.packing import all_cases, released_files
from grader.repair import repair
from grader.submission import NotReadable, find_notebook, read_notebook
from utils._card import html_card, text_card
from utils._wire import dumps

_NO_GRADE = "The score above is not a grade: there is none yet."
GRADED, NOT_GRADED = "graded", "not graded"
MARK = "regularization_grading"  # our entry in a graded notebook's metadata


@dataclass(frozen=True)
class ExerciseResult:
    """What one graded function earned, and why."""

    name: str
    state: str
    score: float
    max_score: float
    outputs: dict
    mistakes: list
    message: str


@dataclass(frozen=True)
class GradedSubmission:
    """The result of one submission; `notebook` is what autograded/ gets."""

    student: str
    lesson: str
    status: str
    why: str
    score: float
    max_score: float
    exercises: tuple
    notebook: nbformat.NotebookNode

    def as_json(self):
        """Return the result as a plain dictionary, without the notebook."""
        data = asdict(self)
        del data["notebook"]
        data["exercises"] = [dict(exercise) for exercise in data["exercises"]]
        return data


def grade(student, folder, lesson: Lesson, limits=None, warm=None):
    """Grade the submission in `folder`; never raises for what a student sent."""
    try:
        path = find_notebook(folder, lesson.notebook_path.name)
        notebook, notes = read_notebook(path)
    except NotReadable as error:
        return not_graded(student, lesson, str(error))
    notebook, repairs = repair(notebook, lesson)
    return grade_notebook(student, notebook, lesson, notes + repairs, limits, warm)


def not_graded(student, lesson, why):
    """Return the result for a submission that no score can be given to."""
    notebook, _ = repair(nbformat.v4.new_notebook(), lesson)
    _tell(notebook, "not-graded", f"**Not graded.** {html.escape(why)} {_NO_GRADE}")
    notebook.metadata[MARK] = {"status": NOT_GRADED, "why": why}
    maximum = sum(lesson.points(name) for name in lesson.exercises)
    return GradedSubmission(
        student, lesson.name, NOT_GRADED, why, 0.0, maximum, (), notebook
    )


def grade_notebook(student, notebook, lesson: Lesson, notes=(), limits=None, warm=None):
    """Run a repaired notebook, judge its tests and return the graded submission.

    The cards and scores are put into `notebook` itself. warm: a `WarmParent` whose
    seal was proved; without one the kernel is not sealed, and a note says so.
    """
    deliveries, nonces = {}, {}
    for name, loaded in lesson.exercises.items():
        nonces[name] = secrets.token_hex(8)
        deliveries[f"{name}-test"] = dumps(
            {
                "nonce": nonces[name],
                "spec": {k: loaded.spec[k] for k in ("returns", "blank_names")},
                "cases": all_cases(loaded),
            }
        )
    limits = limits or Limits()
    notes = [*notes] if warm else [*notes, "graded without a seal"]
    files = lesson.__dict__.get("_released")
    if files is None:  # once for a class
        files = lesson.__dict__["_released"] = released_files(lesson)
    try:
        run = run_sync(run_notebook)(notebook, files, deliveries, limits, warm)
    except (RuntimeError, OSError) as error:
        why = f"no kernel could be run: {type(error).__name__}: {error}"
        return not_graded(student, lesson, why)
    results = []
    first_told = min(run.told, default=len(notebook.cells))
    for position, cell in enumerate(notebook.cells):
        if position > first_told and position not in run.told and cell.get("outputs"):
            # Its code may have seen hidden inputs, and might show them.
            errors = [o for o in cell.outputs if o.output_type == "error"]
            cell.outputs = [_blurred(output) for output in errors]
        if position in run.fates:
            cell.outputs = [_stopped(run.fates[position], limits)]
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if grade_id in deliveries:
            name = grade_id.removesuffix("-test")
            fate = run.fates.get(position)
            verdict = verdict_on(lesson, name, cell, notebook, nonces[name], fate)
            results.append(_score(lesson, verdict, cell))
    if notes:
        lines = "\n".join(f"- {note}" for note in notes)
        _tell(notebook, "repairs", f"**Mended before grading:**\n\n{lines}")
    texts = {c.source for c in lesson.notebook.cells if c.cell_type != "code"}
    make_harmless(notebook, texts, set(deliveries))
    notebook.metadata[MARK] = {"status": GRADED, "why": ""}
    return GradedSubmission(
        student,
        lesson.name,
        GRADED,
        "; ".join(notes),
        sum(result.score for result in results),
        sum(result.max_score for result in results),
        tuple(results),
        notebook,
    )


def _tell(notebook, name, text):
    """Put a note for the reader on top of a graded notebook."""
    notebook.cells.insert(0, new_markdown_cell(text, id=f"grader-{name}"))


def _blurred(error):
    """Return an error output without the texts that the student's code chose."""
    known = error.ename in dir(builtins)
    ename = error.ename if known else "Error"
    return new_output("error", ename=ename, evalue="", traceback=[ename])


def _stopped(fate, limits):
    text = {
        TIMED_OUT: f"stopped after {limits.cell_seconds} seconds",
        FLOODED: f"stopped: more than {limits.output_bytes} bytes of output",
        DIED: "the kernel died in this cell; the cells below ran in a fresh one",
    }[fate]
    return new_output("error", ename="Stopped", evalue=text, traceback=[text])


def _score(lesson, verdict, cell):
    """Put card and score into a test cell; return the exercise's result.

    nbgrader scores the first number shown as a result.  What the student's code
    printed while it was tested is dropped: it might hold hidden inputs.
    """
    spec = lesson.exercises[verdict.name].spec
    points = float(lesson.points(verdict.name))
    score = round(points * verdict.share(spec), 4)
    page = html_card(verdict, spec["does"], detail=False)
    text = text_card(verdict, spec["does"])
    card = {"text/html": page, "text/plain": text}
    cell.outputs = [
        new_output("display_data", card),
        new_output("execute_result", {"text/plain": repr(score)}),
    ]
    outputs = {
        name: state if state != "waits" else "failed"
        for name, state in verdict.outputs.items()
    }
    return ExerciseResult(
        verdict.name,
        verdict.state,
        score,
        points,
        outputs,
        [mistake for mistake, _, _ in verdict.mistakes],
        verdict.message,
    )
