"""The page: what the template shows, worked out from a class's results."""

import statistics
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from grader.report import charts
from grader.report.collect import NOT_ATTEMPTED, NOTHING, WAITING
from grader.report.similarity import BITS, LEAST, TIMES, alike_pairs
from grader.submission.grade import GRADED, NOT_GRADED

_EARNED = ("full", "part", "none", NOT_ATTEMPTED)
_MOST_BARS = 12
_MOST_PAIRS = 20


def render(data, made):
    """Return the page on a `ClassResults` as HTML; every text in it is escaped.

    made: the time that the page gives as its own.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["points"] = lambda x: "–" if x is None else f"{round(x, 2):g}"
    environment.filters["number"] = number
    environment.filters["breakable"] = breakable
    template = environment.get_template("report.html.j2")
    return template.render(**contents(data), made=made)


def number(count, one, many=None):
    """Return "1 student", "2 students"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def breakable(name):
    """Return a name, escaped, that may be broken behind each underscore."""
    return Markup(str(escape(name)).replace("_", "_<wbr>"))


def contents(data):
    """Return what the template needs, as plain values."""
    graded = data.graded
    scores = [row.score for row in graded]
    parts = _parts(data)
    mistakes = _mistakes(data)
    bins = score_bins(scores, sum(data.parts.values())) if scores else []
    stacks = [(part["name"], part["counts"]) for part in parts]
    ranks = [
        (f"{m['id']}, in {m['function']}", len(m["students"]))
        for m in mistakes[:_MOST_BARS]
    ]
    return {
        "title": _title(data.lesson),
        "lesson": data.lesson.name,
        "students": data.students,
        "columns": list(data.parts),
        "functions": list(data.lesson.exercises),
        "max_score": sum(data.parts.values()),
        "handed_in": data.handed_in,
        "graded": graded,
        "mean": statistics.fmean(scores) if scores else None,
        "median": statistics.median(scores) if scores else None,
        "bins": bins,
        "parts": parts,
        "mistakes": mistakes,
        "unnamed": _unnamed(data),
        "blanks": _blanks(data),
        "not_attempted": _not_attempted(data),
        "not_graded": [r for r in data.students if r.status in (NOT_GRADED, WAITING)],
        "nothing": [r for r in data.students if r.status == NOTHING],
        "by_hand": [row for row in graded if row.by_hand],
        "mended": [r for r in graded if r.status == GRADED and r.why],
        "undetailed": [row for row in graded if not row.detailed],
        "late": any(row.late_penalty for row in graded),
        "pairs": alike_pairs(data),
        "wrong": sum(part["wrong"] for part in parts),
        "limits": {"least": LEAST, "times": TIMES, "bits": BITS},
        "figures": {
            "scores": Markup(charts.histogram(bins)) if bins else "",
            "functions": Markup(charts.stacked(stacks)) if graded else "",
            "mistakes": Markup(charts.ranking(ranks)) if ranks else "",
        },
        "most_bars": _MOST_BARS,
        "most_pairs": _MOST_PAIRS,
    }


def _title(lesson):
    """Return the first heading of a lesson's notebook, or its name."""
    for cell in lesson.notebook.cells:
        for line in cell.source.split("\n") if cell.cell_type == "markdown" else ():
            if line.startswith("# "):
                return line[2:].strip()
    return lesson.name


def score_bins(scores, maximum):
    """Return [(from, to, how many)]: at most 12 steps; the last includes its end."""
    top = max([maximum, *scores]) or 1
    step = next(
        size * 10**power
        for power in range(-2, 9)
        for size in (1, 2, 2.5, 5)
        if top / (size * 10**power) <= 12
    )
    edges = [0]
    while edges[-1] < top - 1e-9:
        edges.append(min(round(edges[-1] + step, 6), top))
    counts = [0] * (len(edges) - 1)
    for score in scores:
        inside = [i for i, edge in enumerate(edges[:-1]) if score >= edge - 1e-9]
        counts[inside[-1]] += 1
    return list(zip(edges, edges[1:], counts))


def _parts(data):
    """Return for each function, and other cell with points, what it came to."""
    table = []
    for name, maximum in data.parts.items():
        found = [part for _, part in data.of(name)]
        scores = [part.score for part in found if part.score is not None]
        counts = dict.fromkeys(_EARNED, 0)
        for part in found:
            if part.score is not None:
                counts[part.earned] += 1
        table.append(
            {
                "name": name,
                "max_score": maximum,
                "mean": statistics.fmean(scores) if scores else None,
                "counts": counts,
                "wrong": sum(part.state == "failed" for part in found),
                "changed": sum(part.changed for part in found),
            }
        )
    return table


def _mistakes(data):
    """Return the known mistakes that were made, the most frequent first."""
    table = []
    for name, loaded in data.lesson.exercises.items():
        says = {mistake.id: mistake.says for mistake in loaded.known_mistakes}
        made = {}
        for row, part in data.of(name):
            for mistake in part.mistakes:
                made.setdefault(mistake, []).append((row.student, part.message))
        for mistake, who in made.items():
            table.append(
                {
                    "id": mistake,
                    "function": name,
                    # A mistake that the lesson no longer lists: what was said then.
                    "says": says.get(mistake, who[0][1]),
                    "students": [student for student, _ in who],
                }
            )
    return sorted(table, key=lambda m: (-len(m["students"]), m["function"], m["id"]))


def _unnamed(data):
    """Return what was said of wrong answers that fit no known mistake, and to whom."""
    said = {}
    for name in data.lesson.exercises:
        for row, part in data.of(name):
            if part.state == "failed" and not part.mistakes:
                said.setdefault((name, part.message), []).append(row.student)
    rows = [
        {
            "function": name,
            "message": message,
            "students": students,
            "count": len(students),
        }
        for (name, message), students in said.items()
    ]
    return sorted(rows, key=lambda row: -row["count"])


def _blanks(data):
    """Return, for each function, how each blank and its outputs did.

    Only those count who attempted the function.
    """
    tables = []
    for name, loaded in data.lesson.exercises.items():
        tried = [
            (row.student, part)
            for row, part in data.of(name)
            if part.state in ("passed", "failed") and part.outputs
        ]
        rows = []
        for blank in loaded.exercise.blanks:
            states = {
                student: {output: part.outputs.get(output) for output in blank.outputs}
                for student, part in tried
            }
            empty = [s for s, of in states.items() if NOT_ATTEMPTED in of.values()]
            wrong = [
                s
                for s, of in states.items()
                if s not in empty and "failed" in of.values()
            ]
            outputs = [
                (output, sum(states[student][output] == "failed" for student in wrong))
                for output in blank.outputs
            ]
            rows.append(
                {
                    "name": blank.name,
                    "outputs": [(o, n) for o, n in outputs if n],
                    "right": len(tried) - len(wrong) - len(empty),
                    "wrong": wrong,
                    "empty": empty,
                }
            )
        tables.append({"function": name, "tried": len(tried), "rows": rows})
    return tables


def _not_attempted(data):
    """Return [(function, students)] and, of attempted ones, blanks left empty."""
    table = []
    for name in data.lesson.exercises:
        whole = [r.student for r, part in data.of(name) if part.state == NOT_ATTEMPTED]
        some = [
            (row.student, [o for o, s in part.outputs.items() if s == NOT_ATTEMPTED])
            for row, part in data.of(name)
            if part.state == "failed" and NOT_ATTEMPTED in part.outputs.values()
        ]
        table.append({"function": name, "whole": whole, "some": some})
    return table
