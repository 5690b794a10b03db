"""The whole lesson in a few lines: each function, its state, its points, what is next.

The points are those of the cases that come with the notebook; grading tries more.
"""

import html
from collections.abc import Mapping, Sequence

from checker.card import LOOKS, code_html, word
from checker.language import fill, translated
from checker.messages import say, text
from checker.records import State, Verdict
from checker.stored import Checks

_NEXT = {
    State.FAILED: "Correct it; its card says what is wrong.",
    State.NOT_ATTEMPTED: "Fill it in, and run the cell below it.",
}
_HEADS = ("function", "state", "points", "next")  # translated
_LEFT = 'style="text-align: left"'  # no text; JupyterLab puts words to the right


def line(verdict: Verdict, checks: Checks) -> str:
    """Return one function in one line, as Validate tells it, too."""
    says = verdict.message if _is_left(verdict) else ""
    return f"{verdict.name}: {word(verdict)}{_of(verdict, checks)}. {says}".strip()


def text_summary(verdicts: Sequence[Verdict], checks: Mapping[str, Checks]) -> str:
    """Return the summary of a lesson as plain text."""
    lines = [line(verdict, checks[verdict.name]) for verdict in verdicts]
    return "\n".join([*lines, _end(verdicts, checks)])


def html_summary(verdicts: Sequence[Verdict], checks: Mapping[str, Checks]) -> str:
    """Return it as a table that needs no script."""
    nexts = [code_html(_next(verdict)) for verdict in verdicts]
    last = [f"<td {_LEFT}>{next_}</td>" if any(nexts) else "" for next_ in nexts]
    rows = "".join(
        f"<tr><td {_LEFT}><code>{html.escape(verdict.name)}</code></td>"
        f"<td {_LEFT}>{LOOKS[verdict.state][0]} {html.escape(word(verdict))}</td>"
        f"<td>{_of(verdict, checks[verdict.name]).strip(', ')}</td>"
        f"{cell}</tr>"
        for verdict, cell in zip(verdicts, last, strict=True)
    )
    names = map(translated, _HEADS if any(nexts) else _HEADS[:-1])
    title = translated("This lesson so far")
    heads = "".join(f'<th scope="col" {_LEFT}>{name}</th>' for name in names)
    return (
        f"<table><caption>{title}</caption><thead><tr>{heads}"
        f"</tr></thead><tbody>{rows}</tbody></table>"
        f"<p>{code_html(_end(verdicts, checks))}</p>"
    )


def _is_left(verdict):
    return verdict.state != State.PASSED or verdict.elsewhere


def _of(verdict, checks):
    """Return ", 5 of 10 points", or nothing where no points are given."""
    if not checks.points:
        return ""
    earned = checks.points * verdict.share(checks.spec)
    points = "{earned:g} of {all:g} points"
    return f", {fill(points, earned=earned, all=checks.points)}"


def _next(verdict):
    if verdict.word or verdict.elsewhere:  # the verdict says what to do
        return verdict.message
    return translated(_NEXT.get(verdict.state, ""))


def _end(verdicts, checks):
    """Return the sum, and what to do first."""
    total = sum(one.points for one in checks.values())
    earned = sum(
        checks[one.name].points * one.share(checks[one.name].spec) for one in verdicts
    )
    values = {"earned": f"{earned:.4g}", "total": f"{total:g}"}
    left = [one.name for one in verdicts if _is_left(one)]
    if left:
        template = (
            "{earned} of {total} points in the cases that you see. Go on with `{name}`."
        )
        return text(say(template, name=left[0], **values))
    return text(
        say(
            "{earned} of {total} points in the cases that you see; grading tries more. "
            "Save the notebook: it is ready to be handed in.",
            **values,
        )
    )
