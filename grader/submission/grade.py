"""Grade one submission: a function of the submission and the lesson, nothing else.

No database and no shared folder is touched here.  nbgrader's converters and
`python -m grader grade` both call this.
"""

import builtins
import copy
import html
import secrets
from dataclasses import asdict, dataclass, field, fields

import nbformat
from jupyter_core.utils import run_sync
from nbformat.v4 import new_markdown_cell, new_output

from checker.card import html_card, text_card
from checker.records import Spec, State
from checker.travel import plain
from checker.wire import dumps
from grader.lesson.blanks import WRITE_HERE
from grader.lesson.lesson import Lesson
from grader.sandbox.limits import Limits, why_stopped
from grader.submission.judge import verdict_on
from grader.submission.read import NotReadable, find_notebook, read_notebook
from grader.submission.repair import repair
from grader.submission.run import run_notebook
from grader.submission.sanitize import sanitize

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
    """The result of one submission; `notebook` is what autograded/ gets.

    score and max_score are those of the functions. by_hand: {grade id: points} of
    the written answers that wait for a person; one left as it was given does not.
    """

    student: str
    lesson: str
    status: str
    why: str
    score: float
    max_score: float
    exercises: tuple
    notebook: nbformat.NotebookNode
    by_hand: dict = field(default_factory=dict)

    def as_json(self):
        """Return the result as a plain dictionary, without the notebook."""
        data = {**vars(self), "exercises": [asdict(e) for e in self.exercises]}
        del data["notebook"]
        return data

    @classmethod
    def from_json(cls, data):
        """Return the result that `as_json` gave, without its notebook."""
        exercises = tuple(ExerciseResult(**e) for e in data["exercises"])
        names = [field.name for field in fields(cls) if field.name != "notebook"]
        known = {name: data[name] for name in names}
        return cls(**{**known, "exercises": exercises, "notebook": None})


def grade(student, folder, lesson: Lesson, limits=None, forkserver=None, prepare=None):
    """Grade the submission in `folder`; never raises for what a student sent.

    prepare(notebook) returns the repaired notebook as its tests are to run.
    """
    limits = limits or Limits()
    try:
        path = find_notebook(folder, lesson.notebook_path.name)
        notebook, notes = read_notebook(path, limits)
    except NotReadable as error:
        return not_graded(student, lesson, str(error))
    notebook, repairs = repair(notebook, lesson)
    if prepare:
        notebook = prepare(notebook)
    return grade_notebook(
        student, notebook, lesson, notes + repairs, limits, forkserver
    )


def not_graded(student, lesson, why):
    """Return the result for a submission that no score can be given to."""
    notebook, _ = repair(nbformat.v4.new_notebook(), lesson)
    _tell(notebook, "not-graded", f"**Not graded.** {html.escape(why)} {_NO_GRADE}")
    maximum = sum(lesson.points(name) for name in lesson.exercises)
    graded = GradedSubmission(
        student, lesson.name, NOT_GRADED, why, 0.0, maximum, (), notebook
    )
    notebook.metadata[MARK] = graded.as_json()
    return graded


def grade_notebook(
    student, notebook, lesson: Lesson, notes=(), limits=None, forkserver=None
):
    """Run a repaired notebook, judge its tests and return the graded submission.

    forkserver: one whose seal was proved; without one the kernel is not sealed, and a
    note says so. Where the machine fails rather than the student, it is tried
    once more, and then not graded.
    """
    for _ in range(2):
        try:
            attempt = copy.deepcopy(notebook)
            return _grade_once(student, attempt, lesson, notes, limits, forkserver)
        except (RuntimeError, OSError) as error:
            why = f"no kernel could be run: {error or type(error).__name__}"
    return not_graded(student, lesson, why)


def _grade_once(student, notebook, lesson, notes, limits, forkserver):
    deliveries, nonces = {}, {}
    for name, loaded in lesson.exercises.items():
        nonces[name] = secrets.token_hex(8)
        deliveries[f"{name}-test"] = dumps(
            {
                "nonce": nonces[name],
                "spec": plain(_without_texts(loaded.spec)),
                "cases": [plain(case) for case in loaded.cases],
            }
        )
    limits = limits or Limits()
    notes = [*notes] if forkserver else [*notes, "graded without a seal"]
    run = run_sync(run_notebook)(notebook, lesson, deliveries, limits, forkserver)
    results = []
    first_told = min(run.tested, default=len(notebook.cells))
    for position, cell in enumerate(notebook.cells):
        if position > first_told and position not in run.tested and cell.get("outputs"):
            # Its code may have seen hidden inputs, and might show them.
            errors = [o for o in cell.outputs if o.output_type == "error"]
            cell.outputs = [_blurred(output) for output in errors]
        reason = run.stops.get(position)
        if reason:
            why = why_stopped(reason, limits)
            cell.outputs = [
                new_output("error", ename="Stopped", evalue=why, traceback=[why])
            ]
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if grade_id in deliveries:
            name = grade_id.removesuffix("-test")
            nonce = nonces[name]
            verdict = verdict_on(lesson, name, cell, notebook, nonce, limits, reason)
            results.append(_score(lesson, verdict, cell))
    if notes:
        lines = "\n".join(f"- {note}" for note in notes)
        _tell(notebook, "repairs", f"**Mended before grading:**\n\n{lines}")
    texts = {c.source for c in lesson.notebook.cells if c.cell_type != "code"}
    sanitize(notebook, texts, set(deliveries))
    graded = GradedSubmission(
        student,
        lesson.name,
        GRADED,
        "; ".join(notes),
        sum(result.score for result in results),
        sum(result.max_score for result in results),
        tuple(results),
        notebook,
        _waiting(lesson, notebook),
    )
    notebook.metadata[MARK] = graded.as_json()
    return graded


def _without_texts(spec):
    """Return what a student's process needs of a `Spec`: names, and no more."""
    return Spec(spec.name, spec.returns, (), (), spec.blank_names, (), "")


def _waiting(lesson, notebook):
    """Return {grade id: points} of the answers that a person has to read."""
    found = {}
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in lesson.by_hand and cell.source != WRITE_HERE:
            found[name] = lesson.by_hand[name]
    return found


def _tell(notebook, name, text):
    """Put a note for the reader on top of a graded notebook."""
    notebook.cells.insert(0, new_markdown_cell(text, id=f"grader-{name}"))


def _blurred(error):
    """Return an error output without the texts that the student's code chose."""
    known = error.ename in dir(builtins)
    ename = error.ename if known else "Error"
    return new_output("error", ename=ename, evalue="", traceback=[ename])


def _score(lesson, verdict, cell):
    """Put card and score into a test cell; return the exercise's result.

    nbgrader scores the first number shown as a result.  What the student's code
    printed while it was tested is dropped: it might hold hidden inputs.
    """
    spec = lesson.exercises[verdict.name].spec
    points = float(lesson.points(verdict.name))
    score = round(points * verdict.share(spec), 4)
    page = html_card(verdict, spec.does, detail=False)
    text = text_card(verdict, spec.does)
    card = {"text/html": page, "text/plain": text}
    cell.outputs = [
        new_output("display_data", card),
        new_output("execute_result", {"text/plain": repr(score)}),
    ]
    outputs = {
        name: str(state if state != State.WAITS else State.FAILED)
        for name, state in verdict.outputs.items()
    }
    return ExerciseResult(
        verdict.name,
        str(verdict.state),
        score,
        points,
        outputs,
        [mistake.id for mistake in verdict.mistakes],
        verdict.message,
    )
