"""Print audits: two lines a function, and below them what must be mended."""

from rich.console import Console

from grader.audit.contest import ContestAudit


def show(lesson, audits, verbose=False):
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
            _list(console, "not explained", audit.unexplained)


def _lines(audit):
    killed = audit.killed or 1
    seen = audit.killed - len(audit.unseen)
    yield (
        f"{audit.mutants} mutants: {audit.killed} killed, {len(audit.survived)} "
        f"survived, {len(audit.equivalent)} equivalent"
    )
    yield (
        f"of the killed: {seen} seen by the visible cases, too; "
        f"{audit.explained / killed:.1%} explained, {audit.named / killed:.1%} named"
    )
    sharp = "" if audit.faults else ", each killed and told apart"
    yield f"{audit.mistakes} known mistakes{sharp}"


def _list(console, title, entries):
    for change, why in entries:
        console.print(f"    {title}: {change}", markup=False, soft_wrap=True)
        console.print(f"        {why}", markup=False, soft_wrap=True)
