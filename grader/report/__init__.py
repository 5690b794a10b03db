"""`report`: one page and one CSV file that show an instructor how a class did."""

from datetime import datetime
from pathlib import Path

from grader.report.collect import ReportError, collect
from grader.report.csv_export import write_csv
from grader.report.page import render
from grader.submission.spoken import speak_here

__all__ = ["ReportError", "report"]


def report(root: Path, lesson_name: str, out: Path | None = None) -> Path:
    """Write the report on a lesson; return the path of the page.

    root: the course's folder. out: where the page goes, a name that ends in .html;
    by default reports/LESSON.html in the course. The CSV file gets the same name
    with .csv. The page speaks the language of this machine; the CSV file's columns
    and states are the same in every language. Raises ReportError if there is no such
    lesson, nothing of it was graded yet, or `out` cannot be written.
    """
    root = Path(root)
    page = Path(out) if out else root / "reports" / f"{lesson_name}.html"
    if page.suffix != ".html":
        raise ReportError(f"{page}: expected a file name that ends in .html")
    with speak_here():
        data = collect(root, lesson_name)
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        with speak_here(data.lesson):
            page.write_text(render(data, datetime.now()), "utf-8")
            write_csv(data, page.with_suffix(".csv"))
    except OSError as error:
        raise ReportError(f"the report cannot be written: {error}") from None
    return page
