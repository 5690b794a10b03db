"""Grade one submission: a function of the submission and the lesson, nothing else.

No database and no shared folder is touched here.  nbgrader's converters and
`python -m grader grade` both call this.
"""

import ast
import builtins
import html
import secrets
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import nbformat
from jupyter_core.utils import run_sync
from nbformat.v4 import new_markdown_cell, new_output

from grader.blanks import clear_blanks
from grader.harmless import make_harmless
from grader.kernel import DIED, FLOODED, TIMED_OUT, Limits, run_notebook
from grader.lesson import Lesson
from grader.packing import all_cases, released_files
from grader.repair import repair
from grader.submission import NotReadable, find_notebook, read_notebook
from utils._card import html_card, text_card
from utils._verdict import FAILED, NOT_ATTEMPTED, Verdict, judge
from utils._wire import WireError, dumps, loads
from utils.check import EVIDENCE

_KINDS = ("None", "list", "tuple", "dict", "str", "set", "complex", "function")
_ERROR_PARTS = {"type": str, "message": str, "line": int, "source": str}
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
    files = _released_files(str(lesson.folder))
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
            verdict = _verdict(lesson, name, cell, notebook, nonces[name], fate)
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


@lru_cache(maxsize=8)
def _released_files(folder):
    return released_files(Lesson(Path(folder)))


def _tell(notebook, name, text):
    """Put a note for the reader on top of a graded notebook."""
    notebook.cells.insert(0, new_markdown_cell(text, id=f"grader-{name}"))


def _verdict(lesson, name, cell, notebook, nonce, fate):
    """Return the verdict on a test cell, from the evidence among its outputs."""
    loaded = lesson.exercises[name]
    texts = [
        output.data[EVIDENCE]
        for output in cell.get("outputs", ())
        if output.output_type == "display_data" and EVIDENCE in output.data
    ]
    verdicts = []
    for text in texts:
        try:
            message = loads(text)
            if message["nonce"] == nonce:
                results = _checked(message["results"], all_cases(loaded))
                verdicts.append(_judge(loaded, results))
        except Exception:
            continue  # forged or broken: no evidence
    if len(verdicts) == 1:
        return verdicts[0]
    if len(verdicts) > 1:
        if all(v.outputs == verdicts[0].outputs for v in verdicts):
            return verdicts[0]
        return _failed(loaded, "The test was answered twice, and differently.")
    answer = next(
        c
        for c in notebook.cells
        if c.metadata.get("nbgrader", {}).get("grade_id") == name
    )
    if answer.source.strip() == clear_blanks(loaded.text).strip():
        return _failed(loaded, "Not attempted yet.", NOT_ATTEMPTED)
    return _failed(loaded, _why_no_evidence(name, cell, answer, fate))


def _judge(loaded, results):
    return judge(loaded.spec, all_cases(loaded), results, loaded)


def _checked(results, cases):
    """Return the results of a message if they have the form `collect` gives them."""
    if not isinstance(results, list) or len(results) != len(cases):
        raise WireError("evidence for another number of cases")
    for result, case in zip(results, cases, strict=True):
        if result["case"] != case["name"]:
            raise WireError("evidence for another case")
        for described in result["outputs"].values():
            if described["is"] == "array":
                described["value"].shape  # noqa: B018 (an array, or AttributeError)
            elif described["is"] not in _KINDS:
                described["is"] = "of another type"
        error = result["error"]
        if error is not None:
            for key, kind in _ERROR_PARTS.items():
                if not isinstance(error[key], kind):
                    raise WireError("an error that is not described")
        for key, kind in (("changed", list), ("problem", (str, type(None)))):
            if not isinstance(result[key], kind):
                raise WireError(f"{key} is not described")
        if not set(result["changed"]) <= set(case["inputs"]):
            raise WireError("changed inputs that are none")
        result["problem"] = result["problem"] and result["problem"][:200]
        if error is not None:
            for key in ("type", "message", "source"):
                error[key] = error[key][:200]
    return results


def _blurred(error):
    """Return an error output without the texts that the student's code chose."""
    known = error.ename in dir(builtins)
    ename = error.ename if known else "Error"
    return new_output("error", ename=ename, evalue="", traceback=[ename])


def _failed(loaded, message, state=FAILED):
    outputs = dict.fromkeys(loaded.spec["outputs"], state)
    return Verdict(loaded.name, state, outputs, {}, (), message)


def _why_no_evidence(name, cell, answer, fate):
    """Say why a test brought nothing back."""
    if fate == TIMED_OUT:
        return "The test was stopped: it took too long. Is there an endless loop?"
    if fate in (DIED, FLOODED):
        return "The kernel died while your function was tested."
    for output in answer.get("outputs", ()):
        if output.output_type == "error":
            ename, evalue = str(output.ename)[:60], str(output.evalue)[:200]
            if ename == "Stopped":
                return f"The cell that defines {name} was stopped: {evalue}."
            said = _syntax_error(answer.source) or evalue
            text = f"The cell that defines {name} stopped with {ename}"
            return f"{text}: {said}." if said else f"{text}."
    for output in cell.get("outputs", ()):
        if output.output_type == "error" and output.ename == "NameError":
            return f"{name} is not defined: no cell above the test defines it."
    return "The test was ended before it could answer."


def _syntax_error(source):
    """Return what is wrong with a cell's syntax, or "": found outside the kernel."""
    try:
        ast.parse(source)
    except SyntaxError as error:
        return f"{error.msg} in line {error.lineno} of the cell"
    except (ValueError, RecursionError, MemoryError):
        pass
    return ""


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
