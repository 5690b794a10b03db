"""Print audits: two lines a function, and below them what must be mended."""

from collections.abc import Iterable

from rich.console import Console

from grader.audit.predictions import ContestAudit
from grader.audit.summary import Audit


def show(
    lesson: str, audits: Iterable[Audit | ContestAudit], verbose: bool = False
) -> None:
    """Print the audits of a lesson's functions; with `verbose`, each odd mutant."""
    console = Console(highlight=False)
    console.print(lesson, style="bold")
    for audit in audits:
        console.print(f"  {audit.name}", markup=False)
        contest = isinstance(audit, ContestAudit)
        for line in audit.lines() if contest else _lines(audit):
            console.print(f"    {line}", markup=False, soft_wrap=True)
        for problem in audit.problems:
            console.print(f"  ✗ {problem}", markup=False, soft_wrap=True, style="red")
        if verbose and not contest:
            _list(console, "equivalent", audit.equivalent)
            _list(console, "not seen by the visible cases", audit.unseen)
            _list(console, "not explained", audit.answers.unexplained)


def _lines(audit):
    seen = audit.killed - len(audit.unseen)
    yield (
        f"{audit.mutants} mutants: {audit.killed} killed ({seen} by the visible cases, "
        f"too), {len(audit.survived)} survived, {len(audit.equivalent)} equivalent"
    )
    answers = audit.answers
    wrong = answers.wrong or 1
    yield (
        f"{answers.right} right answers; {answers.wrong} wrong: "
        f"{answers.explained / wrong:.0%} explained, {answers.named / wrong:.0%} named "
        f"by one of {answers.mistakes} known mistakes"
    )
    if audit.missing:
        yield f"missing in {audit.missing}"
    if audit.proposed:
        yield "no answer covers: " + "; ".join(audit.proposed)


def _list(console, title, entries):
    for change, why in entries:
        console.print(f"    {title}: {change}", markup=False, soft_wrap=True)
        console.print(f"        {why}", markup=False, soft_wrap=True)
