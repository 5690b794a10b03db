"""The error that stopped a learner's code, in a sentence with its line."""

import re
from collections.abc import Sequence

from checker.diagnosis.meanings import meaning, roughly
from checker.diagnosis.stop import Stop
from checker.messages import Message, say
from checker.records import Case, Evidence, Spec

MAX_LINE = 80  # characters of a line or a message that are shown


def about_error(
    spec: Spec,
    results: Sequence[Evidence],
    cases: Sequence[Case],
    empty: Sequence[str] = (),
) -> tuple[Message | None, Message | None]:
    """Return (sentence, meaning) on the error that stopped the code; None for none.

    Only what happened in a visible case is repeated: in a hidden one, the texts are
    the learner's to choose and might tell hidden inputs. empty: the blanks that are
    still None.
    """
    stopped = [(r, c) for r, c in zip(results, cases, strict=True) if r.error]
    if not stopped:
        return None, None
    visible = [Stop(result, case, spec) for result, case in stopped if not case.hidden]
    if not visible:
        there = say("Your code stopped with an error in a case that you do not see.")
        return (None, None) if empty else (there, None)
    error = visible[0].error
    if empty and re.search("NoneType|ellipsis", error.message):
        return None, None  # what is not attempted is no error
    means = meaning(visible[0])
    # A meaning says it better than the error's own message.
    message = "" if means or error.message == "None" else _short(error.message)
    sentence = _stopped(error.type, message, error.line, _short(error.source))
    return sentence, means or roughly(error.type)


def _stopped(kind, message, line, source):
    template = "Your code stopped with {type}{message}."
    if line and source:
        template = (
            "Your code stopped with {type}{message} in line {line} of the function: "
            "`{source}`."
        )
    elif line:
        template = (
            "Your code stopped with {type}{message} in line {line} of the function."
        )
    message = f" ({message})" if message else ""
    return say(template, type=kind, message=message, line=line, source=source)


def _short(text):
    return text if len(text) <= MAX_LINE else f"{text[: MAX_LINE - 2]} …"
