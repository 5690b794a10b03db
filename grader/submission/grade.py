"""Grade one submission: a function of the submission and the lesson, nothing else.

No database and no shared folder is touched here.  nbgrader's converters and
`python -m grader grade` both call this.
"""

import copy
import html
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output

from checker.card import html_card, text_card
from checker.records import State
from grader.lesson.assignment import Assignment
from grader.lesson.blanks import WRITE_HERE
from grader.lesson.cells import grade_id
from grader.lesson.lesson import Lesson
from grader.sandbox.forkserver import WorkerDied
from grader.sandbox.limits import Limits, why_stopped
from grader.submission.evidence import delivery_for, evidence_in
from grader.submission.identify import require_this_lesson
from grader.submission.judge import verdict_on
from grader.submission.read import NotReadable, find_notebook, read_notebook
from grader.submission.repair import repair
from grader.submission.run import most_seconds, run_notebook
from grader.submission.sandbox import Sandbox
from grader.submission.sanitize import sanitize
from grader.submission.words import run_for_words, wants_words, with_words
from grader.submission.written import has_own_words

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
    others: {file name: notebook} of an ordinary assignment with several. beside: its
    tests ran beside the student's code; nobody judged from outside.
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
    others: dict = field(default_factory=dict)
    beside: bool = False

    def as_json(self):
        """Return the result as a plain dictionary, without its notebooks."""
        data = {**vars(self), "exercises": [asdict(e) for e in self.exercises]}
        del data["notebook"], data["others"]
        return data

    def without_notebooks(self) -> "GradedSubmission":
        """Return the result without its notebooks, which take most of the room."""
        return replace(self, notebook=None, others={})

    @classmethod
    def from_json(cls, data):
        """Return the result that `as_json` gave, without its notebooks."""
        exercises = tuple(ExerciseResult(**e) for e in data["exercises"])
        books = ("notebook", "others")
        names = [field.name for field in fields(cls) if field.name not in books]
        known = {name: data[name] for name in names}
        return cls(**{**known, "exercises": exercises, "notebook": None})

    def to_bytes(self) -> bytes:
        """Return the result with its notebooks, for another process."""
        return json.dumps([self.as_json(), self.notebook, self.others]).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "GradedSubmission":
        """Return the result that `to_bytes` gave."""
        result, *notebooks = json.loads(data)
        notebook, others = map(nbformat.from_dict, notebooks)
        return replace(cls.from_json(result), notebook=notebook, others=others)


def grade(
    student: str,
    folder: Path,
    lesson: Lesson,
    sandbox: Sandbox,
    limits: Limits | None = None,
    prepare: Callable[[NotebookNode], NotebookNode] | None = None,
    tell: Callable[[float], None] = lambda seconds: None,
) -> GradedSubmission:
    """Grade the submission in `folder`; never raises for what a student sent.

    prepare: returns the repaired notebook as its tests are to run. tell: called with
    the seconds that the next step may take at most.
    """
    limits = limits or Limits()
    try:
        path = find_notebook(folder, lesson.notebook_path.name)
        notebook, notes = read_notebook(path, limits)
        require_this_lesson(path, notebook, lesson)
    except NotReadable as error:
        return not_graded(student, lesson, str(error))
    notebook, repairs = repair(notebook, lesson)
    if prepare:
        notebook = prepare(notebook)
    return grade_notebook(
        student, notebook, lesson, sandbox, notes + repairs, limits, tell
    )


def not_graded(student: str, lesson: Lesson | Assignment, why: str) -> GradedSubmission:
    """Return the result for a submission that no score can be given to."""
    notebook = nbformat.v4.new_notebook()
    ordinary = isinstance(lesson, Assignment)
    if not ordinary:
        notebook, _ = repair(notebook, lesson)
    tell_reader(
        notebook, "not-graded", f"**Not graded.** {html.escape(why)} {_NO_GRADE}"
    )
    graded = GradedSubmission(
        *(student, lesson.name, NOT_GRADED, why, 0.0, lesson.max_score, (), notebook),
        beside=ordinary,
    )
    notebook.metadata[MARK] = graded.as_json()
    return graded


def grade_notebook(
    student: str,
    notebook: NotebookNode,
    lesson: Lesson,
    sandbox: Sandbox,
    notes: Iterable[str] = (),
    limits: Limits | None = None,
    tell: Callable[[float], None] = lambda seconds: None,
) -> GradedSubmission:
    """Run a repaired notebook, judge its tests and return the graded submission.

    Where the machine fails rather than the student, it is tried once more, and then
    not graded. Raises WorkerDied where nothing more can be run in this process.
    """
    limits = limits or Limits()
    for _ in range(2):
        try:
            attempt = copy.deepcopy(notebook)
            return _grade_once(student, attempt, lesson, sandbox, notes, limits, tell)
        except WorkerDied:
            raise
        except (RuntimeError, OSError) as error:
            why = f"no cell could be run: {error or type(error).__name__}"
    return not_graded(student, lesson, why)


def _grade_once(student, notebook, lesson, sandbox, notes, limits, tell):
    exercises = lesson.exercises
    waiting, lost = _waiting(lesson, notebook)
    deliveries = {f"{n}-test": delivery_for(one) for n, one in exercises.items()}
    notes = [*notes] if sandbox.sealed else [*notes, "graded without a seal"]
    notes += [
        f"the cell of {name} is as it was handed out, but there is other text: read it"
        for name in lost
    ]
    tell(most_seconds(lesson, limits))
    run = run_notebook(notebook, lesson, deliveries, limits, sandbox)
    notes += [
        f"the cell of {name} stopped before its `def`: the function alone was run"
        for name in run.alone
    ]
    tell(limits.judge_seconds)
    show_what_stopped(notebook, run, limits)
    tests, told = [], None
    for position, cell in enumerate(notebook.cells):
        name = grade_id(cell)
        if name in deliveries:
            loaded = exercises[name.removesuffix("-test")]
            evidence = run.evidence.get(name, b"")
            found = evidence_in(evidence, deliveries[name], loaded)
            reason = run.stops.get(position)
            verdict = verdict_on(loaded, found, cell, notebook, limits, reason)
            tests.append((cell, loaded, found, verdict))
    results = []
    for cell, loaded, found, verdict in tests:
        if found and wants_words(loaded, verdict, found):
            if told is None:
                tell(most_seconds(lesson, limits))
                told = run_for_words(notebook, lesson, run, limits, sandbox)
                tell(limits.judge_seconds)
            verdict = with_words(loaded, verdict, found, told[grade_id(cell)])
        results.append(_score(lesson, verdict, cell))
    if notes:
        lines = "\n".join(f"- {note}" for note in notes)
        tell_reader(notebook, "repairs", f"**Mended before grading:**\n\n{lines}")
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
        waiting,
    )
    notebook.metadata[MARK] = graded.as_json()
    return graded


def show_what_stopped(notebook, run, limits):
    """Keep what a cell showed unless it may hold hidden inputs; say what stopped it."""
    first_told = min(run.tested, default=len(notebook.cells))
    for position, cell in enumerate(notebook.cells):
        outputs = cell.get("outputs")
        if position > first_told and position not in run.tested and outputs:
            # Its code may have seen hidden inputs, and might show them.
            failed = any(output.output_type == "error" for output in outputs)
            cell.outputs = [_error("Error", "")] if failed else []
        reason = run.stops.get(position)
        if reason:
            cell.outputs = [_error("Stopped", why_stopped(reason, limits))]


def _error(ename, evalue):
    return new_output("error", ename=ename, evalue=evalue, traceback=[evalue or ename])


def _waiting(lesson, notebook):
    """Return ({grade id: points} of what a person has to read, those left empty).

    Where a student has written elsewhere, an empty answer waits, too: it may be there.
    """
    cells = {grade_id(c): c for c in notebook.cells if grade_id(c) in lesson.by_hand}
    empty = [name for name, cell in cells.items() if cell.source == WRITE_HERE]
    if not empty or not has_own_words(notebook.cells, lesson):
        filled = [name for name in cells if name not in empty]
        return {name: lesson.by_hand[name] for name in filled}, []
    return {name: lesson.by_hand[name] for name in cells}, empty


def tell_reader(notebook, name, text):
    """Put a note for the reader on top of a graded notebook."""
    notebook.cells.insert(0, new_markdown_cell(text, id=f"grader-{name}"))


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
