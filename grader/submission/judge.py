"""From a test cell's outputs to a verdict: find, check and judge the evidence."""

import ast

from checker.check import EVIDENCE
from checker.judge import FAILED, NOT_ATTEMPTED, Verdict, judge
from checker.wire import WireError, loads
from grader.lesson.blanks import clear_blanks
from grader.lesson.release import all_cases
from grader.sandbox.limits import TIMED_OUT, why_stopped

_KINDS = ("None", "list", "tuple", "dict", "str", "set", "complex", "function")
_ERROR_PARTS = {"type": str, "message": str, "line": int, "source": str}


def verdict_on(lesson, name, cell, notebook, nonce, limits, fate):
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
    return _failed(loaded, _why_no_evidence(name, cell, answer, limits, fate))


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


def _failed(loaded, message, state=FAILED):
    outputs = dict.fromkeys(loaded.spec["outputs"], state)
    return Verdict(loaded.name, state, outputs, {}, (), message)


def _why_no_evidence(name, cell, answer, limits, fate):
    """Say why a test brought nothing back."""
    if fate:
        loop = " Is there an endless loop?" if fate == TIMED_OUT else ""
        return f"While your function was tested: {why_stopped(fate, limits)}.{loop}"
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
