"""A verdict as a small card: HTML for a notebook, text for everything else."""

import html

import numpy as np

from checker.records import State, Verdict

LOOKS = {  # sign, border colour; the sign and the words carry the meaning
    State.PASSED: ("✓", "#009E73", "correct"),
    State.FAILED: ("✗", "#D55E00", "not yet"),
    State.NOT_ATTEMPTED: ("○", "#767676", "not attempted"),
    "not graded": ("!", "#767676", "not graded"),
}


def text_card(verdict: Verdict, does: str = "") -> str:
    """Return the card as plain text: a headline, then a sentence or two."""
    _, _, word = LOOKS[verdict.state]
    lines = [f"{verdict.name}   {verdict.word or word}{_count(verdict)}"]
    says = _says(verdict, does)
    return "\n".join([*lines, f"  {says}"] if says else lines)


def html_card(verdict: Verdict, does: str = "", detail: bool = True) -> str:
    """Return the card as HTML; with `detail`, the first wrong value folded away."""
    sign, colour, word = LOOKS[verdict.state]
    says = _says(verdict, does)
    fold = _detail(verdict) if detail and verdict.state == State.FAILED else ""
    return (
        f'<div style="border-left: 5px solid {colour}; padding: 0.3em 0.8em; '
        'margin: 0.3em 0">'
        f"<code>{html.escape(verdict.name)}</code> &ensp; "
        f"<strong>{sign} {verdict.word or word}</strong> &ensp; "
        + _count(verdict).strip()
        + (f"<br>{html.escape(says)}" if says else "")
        + fold
        + "</div>"
    )


def _says(verdict, does):
    """Return what is said below the headline."""
    passed = verdict.state == State.PASSED
    return " ".join(filter(None, (verdict.message, does if passed else "")))


def _count(verdict):
    """Return "   2 of 3 cases" for a function that is wrong in some of them."""
    if verdict.state != State.FAILED or not verdict.cases:
        return ""
    right = sum(right for _, right in verdict.cases)
    return f"   {right} of {len(verdict.cases)} cases right"


def _detail(verdict):
    """Return the first wrong output of the first wrong case, expected and got."""
    for finding in verdict.findings:
        if finding.state == State.FAILED and finding.got is not None:
            rows = [("yours", finding.got)]
            if finding.want is not None:
                rows.append(("expected", finding.want))
            shown = "\n".join(f"{label}:\n{_array(value)}" for label, value in rows)
            title = f"{finding.output} in the case “{finding.case}”"
            return (
                f"<details><summary>{html.escape(title)}</summary>"
                f"<pre>{html.escape(shown)}</pre></details>"
            )
    return ""


def _array(value):
    array = np.asarray(value)
    return np.array2string(array, precision=5, threshold=60, edgeitems=3)
