"""A verdict as a small card: HTML for a notebook, text for everything else.

It needs no script and sets no text colour, so it reads the same in a light and a dark
theme, in print and in an exported page.
"""

import html
import re
from collections.abc import Sequence

import numpy as np

from checker.language import fill, translated
from checker.records import State, Verdict

# Sign, border colour, word. The sign and the word carry the meaning; each colour has a
# contrast of 3 and more with white and with the black of dark themes.
NOT_CHECKED = "not checked"
LOOKS = {
    State.PASSED: ("✓", "#009E73", "correct"),  # translated
    State.FAILED: ("✗", "#D55E00", "not yet"),
    State.NOT_ATTEMPTED: ("○", "#767676", "not attempted"),
    NOT_CHECKED: ("!", "#767676", NOT_CHECKED),
    "not graded": ("!", "#767676", "not graded"),
}


def text_card(
    verdict: Verdict, does: str = "", hints: Sequence[str] = (), ran: int | None = None
) -> str:
    """Return the card as plain text: a headline, then a sentence or two.

    does: what a right function now lets a learner do. hints: those that may be asked
    for. ran: the number of the cell that defined the function.
    """
    says = _says(verdict, does)
    lines = [f"{verdict.name}   {word(verdict)}{_count(verdict)}{_where(ran)}"]
    lines += [f"  {says}"] if says else []
    lines += (
        [f"  {translated('A hint: check.hint(1)')}"]
        if hints and _is_open(verdict)
        else []
    )
    return "\n".join(lines)


def html_card(
    verdict: Verdict,
    does: str = "",
    detail: bool = True,
    hints: Sequence[str] = (),
    ran: int | None = None,
) -> str:
    """Return the card as HTML, with the same parts as `text_card`.

    detail: with the first wrong value folded away. Each hint is folded into the one
    before it, so that they open one after another.
    """
    sign, colour, _ = LOOKS[verdict.state]
    says = _says(verdict, does)
    wrong = detail and verdict.state == State.FAILED
    return (
        f'<div role="group" aria-label="check: {html.escape(verdict.name)}" '
        f'style="border-left: 5px solid {colour}; padding: 0.3em 0.8em; '
        'margin: 0.3em 0"><div role="status">'
        f"<code>{html.escape(verdict.name)}</code> &ensp; "
        f"<strong>{sign} {html.escape(word(verdict))}</strong> &ensp; "
        + (_count(verdict).strip() + _where(ran)).strip()
        + (f"<br>{code_html(says)}" if says else "")
        + "</div>"
        + (_detail(verdict) if wrong else "")
        + (_folded(hints) if _is_open(verdict) else "")
        + "</div>"
    )


def word(verdict: Verdict) -> str:
    """Return what a card calls the state of a verdict."""
    return translated(verdict.word or LOOKS[verdict.state][2])


def code_html(text: str) -> str:
    """Return a text as HTML; what stands in `backticks` is code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def _is_open(verdict):
    return verdict.state in (State.FAILED, State.NOT_ATTEMPTED)


def _says(verdict, does):
    """Return what is said below the headline."""
    holds = verdict.state == State.PASSED and verdict.does_hold
    return " ".join(filter(None, (verdict.message, translated(does) if holds else "")))


def _count(verdict):
    """Return "   2 of 3 cases right" for a function that is wrong in some of them."""
    if verdict.state != State.FAILED or not verdict.cases or verdict.word:
        return ""
    right = sum(right for _, right in verdict.cases)
    if right == len(verdict.cases):
        return f"   {translated('all values right, but:')}"
    cases = fill("{right} of {all} cases right", right=right, all=len(verdict.cases))
    return f"   {cases}"


def _where(ran):
    where = fill("(as run in [{ran}])", ran=ran) if ran else ""
    return f"   {where}" if ran else ""


def _folded(hints):
    """Return the hints as HTML, each inside the one before it."""
    page = ""
    for number in range(len(hints), 0, -1):
        title = fill("Hint {number} of {all}", number=number, all=len(hints))
        page = (
            f"<details><summary>{title}</summary>"
            f"<p>{code_html(translated(hints[number - 1]))}</p>{page}</details>"
        )
    return page


def _detail(verdict):
    """Return the first wrong output of the first wrong case, expected and got."""
    for finding in verdict.findings:
        if finding.state == State.FAILED and finding.got is not None:
            rows = [(translated("yours"), finding.got)]
            if finding.want is not None:
                rows.append((translated("expected"), finding.want))
            shown = "\n".join(_row(*row) for row in rows)
            title = fill(
                "Compare {output} in the case “{case}”",
                output=finding.output,
                case=translated(finding.case),
            )
            return (
                f"<details><summary>{html.escape(title)}</summary>"
                f"<pre>{html.escape(shown)}</pre></details>"
            )
    return ""


def _row(label, value):
    array = np.asarray(value)
    shown = np.array2string(array, precision=5, threshold=60, edgeitems=3)
    return f"{label + ':':9} {shown}" if not array.ndim else f"{label}:\n{shown}"
