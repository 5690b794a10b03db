"""The page: what the template shows, worked out from a class's results."""

import statistics
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from checker.language import ENGLISH, fill, language, translated
from checker.messages import agree
from checker.particles import choose_particles
from checker.records import State
from grader.language.lesson_texts import blocks
from grader.report import charts
from grader.report.collect import NOTHING, WAITING, ClassResults
from grader.report.similarity import BITS, LEAST, TIMES, alike_pairs
from grader.submission.result import GRADED, NOT_GRADED

_MOST_BARS = 12
_MOST_PAIRS = 20


def render(data: ClassResults, made: datetime) -> str:
    """Return the page on a `ClassResults` as HTML; every text in it is escaped.

    made: the time that the page gives as its own. The language is the one spoken now.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["points"] = lambda x: "–" if x is None else f"{round(x, 2):g}"
    environment.filters["breakable"] = breakable
    template = environment.get_template("report.html.j2")
    return template.render(**_contents(data), made=made)


def say(template: str, **values: object) -> Markup:
    """Return a text of the page in the language spoken now, its values escaped.

    A `count` decides between the two of {student|students}.
    """
    text = translated(agree(template, values.get("count", 1) != 1))
    return Markup(choose_particles(Markup(text).format(**values)))


def breakable(name: str) -> Markup:
    """Return a name, escaped, that may be broken behind each underscore."""
    return Markup(str(escape(name)).replace("_", "_<wbr>"))


def _contents(data):
    """Return what the template needs, as plain values."""
    graded = data.graded
    scores = [row.score for row in graded]
    parts = _parts(data)
    mistakes = _mistakes(data)
    bins = score_bins(scores, sum(data.parts.values())) if scores else []
    stacks = [(part["name"], part["counts"]) for part in parts]
    ranks = [
        (
            fill("{mistake}, in {name}", mistake=m["id"], name=m["function"]),
            len(m["students"]),
        )
        for m in mistakes[:_MOST_BARS]
    ]
    return {
        "say": say,
        "language": language() or ENGLISH,
        "title": _title(data.lesson),
        "lesson": data.lesson.name,
        "judged": bool(data.lesson.exercises),
        "students": data.students,
        "called": {r.student: r.person.name for r in data.students if r.person.name},
        "columns": list(data.parts),
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
        "requests": [row for row in data.students if row.asks],
        "over": [(row.student, row.over) for row in graded if row.over],
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
        for block in blocks(cell.source) if cell.cell_type == "markdown" else ():
            if block.startswith("# "):
                return translated(block).partition("\n")[0][2:].strip()
    return lesson.name


def score_bins(
    scores: Sequence[float], maximum: float
) -> list[tuple[float, float, int]]:
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
        counts = dict.fromkeys(charts.LOOKS, 0)
        for part in found:
            if part.score is not None:
                counts[part.earned] += 1
        table.append(
            {
                "name": name,
                "max_score": maximum,
                "mean": statistics.fmean(scores) if scores else None,
                "counts": counts,
                "wrong": sum(part.state == State.FAILED for part in found),
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
                    "says": translated(says.get(mistake, who[0][1])),
                    "students": [student for student, _ in who],
                }
            )
    return sorted(table, key=lambda m: (-len(m["students"]), m["function"], m["id"]))


def _unnamed(data):
    """Return what was said of wrong answers that fit no known mistake, and to whom."""
    said = {}
    for name in data.lesson.tested:
        for row, part in data.of(name):
            if part.state == State.FAILED and not part.mistakes:
                said.setdefault((name, part.message), []).append(row.student)
    rows = [
        {"function": name, "message": message, "students": who, "count": len(who)}
        for (name, message), who in said.items()
    ]
    return sorted(rows, key=lambda row: -row["count"])


def _blanks(data):
    """Return, for each function, how each blank and its outputs did.

    Only those count who attempted the function.
    """
    tables = []
    for name, loaded in data.lesson.exercises.items():
        tried = [
            (row.student, part.outputs)
            for row, part in data.of(name)
            if part.state in (State.PASSED, State.FAILED) and part.outputs
        ]
        rows = [_blank(blank, tried) for blank in loaded.exercise.blanks]
        tables.append({"function": name, "tried": len(tried), "rows": rows})
    return tables


def _blank(blank, tried):
    """Return how one blank did; tried: [(student, {output: state})]."""
    empty, wrong, outputs = [], [], Counter()
    for student, states in tried:
        of_blank = {output: states.get(output) for output in blank.outputs}
        if State.NOT_ATTEMPTED in of_blank.values():
            empty.append(student)
        elif State.FAILED in of_blank.values():
            wrong.append(student)
            outputs.update(o for o, state in of_blank.items() if state == State.FAILED)
    return {
        "name": blank.name,
        "outputs": [(o, outputs[o]) for o in blank.outputs if outputs[o]],
        "right": len(tried) - len(wrong) - len(empty),
        "wrong": wrong,
        "empty": empty,
    }


def _not_attempted(data):
    """Return [(function, students)] and, of attempted ones, blanks left empty."""
    table = []
    for name in data.lesson.exercises:
        whole, some = [], []
        for row, part in data.of(name):
            states = part.outputs.items()
            empty = [output for output, s in states if s == State.NOT_ATTEMPTED]
            if part.state == State.NOT_ATTEMPTED:
                whole.append(row.student)
            elif part.state == State.FAILED and empty:
                some.append((row.student, empty))
        table.append({"function": name, "whole": whole, "some": some})
    return table
