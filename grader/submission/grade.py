"""Grade one submission: a function of the submission and the lesson, nothing else.

No database and no shared folder is touched here.  nbgrader's converters and
`python -m grader grade` both call this.
"""

import copy
import html
from collections.abc import Callable, Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output

from checker.card import html_card, text_card
from checker.language import fill, translated
from checker.records import State
from grader.lesson.assignment import Assignment
from grader.lesson.blanks import is_unwritten
from grader.lesson.cells import grade_id
from grader.lesson.lesson import Lesson
from grader.sandbox.forkserver import WorkerDied
from grader.sandbox.limits import Limits
from grader.submission.identify import require_this_lesson
from grader.submission.read import NotReadable, find_notebook, read_notebook
from grader.submission.repair import repair
from grader.submission.result import (
    GRADED,
    MARK,
    NOT_GRADED,
    ExerciseResult,
    GradedSubmission,
)
from grader.submission.sandbox import Sandbox
from grader.submission.sanitize import sanitize
from grader.submission.shown import tell_reader
from grader.submission.spoken import (
    as_released,
    metadata_now,
    speak,
    speak_here,
    speak_of,
)
from grader.submission.testing import run_tests
from grader.submission.written import has_own_words

_LONG = 5.0  # seconds in a student's own cells that are worth a note


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
        notebook, notes = read_submission(folder, lesson, limits, prepare)
    except NotReadable as error:
        with speak_of(folder):
            return not_graded(student, lesson, str(error))
    return grade_notebook(student, notebook, lesson, sandbox, notes, limits, tell)


def read_submission(
    folder: Path,
    lesson: Lesson,
    limits: Limits,
    prepare: Callable[[NotebookNode], NotebookNode] | None = None,
) -> tuple[NotebookNode, list[str]]:
    """Return (notebook as its tests are to run, notes); NotReadable if there is none.

    prepare: see `grade`.
    """
    path = find_notebook(folder, lesson.notebook_path.name)
    notebook, notes = read_notebook(path, limits)
    require_this_lesson(path, notebook, lesson)
    notebook, repairs = repair(notebook, lesson)
    return prepare(notebook) if prepare else notebook, notes + repairs


def not_graded(student: str, lesson: Lesson | Assignment, why: str) -> GradedSubmission:
    """Return the result for a submission that no score can be given to.

    Its notebook is in the language spoken now, that of this machine if none is.
    """
    notebook = nbformat.v4.new_notebook(metadata=metadata_now())
    ordinary = isinstance(lesson, Assignment)
    if not ordinary:
        notebook, _ = repair(notebook, lesson)
    with speak_here():
        text = fill(
            "**Not graded.** {why} There is no grade yet.", why=html.escape(why)
        )
    tell_reader(notebook, "not-graded", text)
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
            parts = as_released(lesson, notebook), sandbox, notes, limits, tell
            with speak(notebook, lesson):
                return _grade_once(student, attempt, *parts)
        except WorkerDied:
            raise
        except (RuntimeError, OSError) as error:
            failed = str(error) or type(error).__name__
    with speak(notebook):
        why = fill("no cell could be run: {error}", error=failed)
        return not_graded(student, lesson, why)


def _grade_once(student, notebook, lesson, sandbox, notes, limits, tell):
    waiting, lost = _waiting(lesson, notebook)
    notes = [*map(translated, notes)]
    if not sandbox.sealed:
        notes.append(translated("graded without a seal"))
    notes += [
        fill(
            "the cell of {name} is as it was handed out, but there is other text: "
            "read it",
            name=name,
        )
        for name in lost
    ]
    run, tests = run_tests(notebook, lesson, limits, sandbox, tell)
    notes += [
        fill(
            "the cell of {name} stopped before its `def`: the function alone was run",
            name=name,
        )
        for name in dict.fromkeys(run.alone)
    ]
    if run.elsewhere >= _LONG:
        spent = fill(
            "{seconds} s were spent in cells that are not the lesson's",
            seconds=f"{run.elsewhere:.0f}",
        )
        notes.append(spent)
    results = [_score(lesson, test.verdict, test.cell) for test in tests]
    if notes:
        lines = "\n".join(f"- {note}" for note in notes)
        head = translated("**Noted while grading:**")
        tell_reader(notebook, "repairs", f"{head}\n\n{lines}")
    texts = {c.source for c in lesson.notebook.cells if c.cell_type != "code"}
    sanitize(notebook, texts, {test.name for test in tests})
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


def _waiting(lesson, notebook):
    """Return ({grade id: points} of what a person has to read, those left empty).

    Where a student has written elsewhere, an empty answer waits, too: it may be there.
    """
    cells = {grade_id(c): c for c in notebook.cells if grade_id(c) in lesson.by_hand}
    empty = [name for name, cell in cells.items() if is_unwritten(cell.source)]
    if not empty or not has_own_words(notebook.cells, lesson):
        filled = [name for name in cells if name not in empty]
        return {name: lesson.by_hand[name] for name in filled}, []
    return {name: lesson.by_hand[name] for name in cells}, empty


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
        _visible(verdict, lesson.exercises[verdict.name]),
    )


def _visible(verdict, loaded):
    """Return a function's state by the visible cases alone, "" if they do not say."""
    if verdict.state == State.NOT_ATTEMPTED:
        return str(verdict.state)
    seen = {case.name for case in loaded.cases if not case.hidden}
    found = [right for name, right in verdict.cases if name in seen]
    return str(State.PASSED if all(found) else State.FAILED) if found else ""
