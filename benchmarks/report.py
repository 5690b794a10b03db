"""The tables of the grading benchmark, as they stand in README.md."""

from dataclasses import dataclass

import numpy as np

from benchmarks.measure import Measured
from benchmarks.stock import Cost

BEGIN, END = "<!-- grading: begin -->", "<!-- grading: end -->"


@dataclass(frozen=True)
class Found:
    """What was measured; `ours` by the size of the class, `stock` by what it ran."""

    ours: dict[int, Measured]
    students: int  # in the class that stock nbgrader is compared in
    right: int  # of them, those with right answers only
    stock: dict[str, Cost]
    floor: float  # CPU seconds
    python: str
    processors: int


def write(text, path):
    """Put the text between the marks in the file at `path`; ValueError without them."""
    page = path.read_text("utf-8")
    above, begin, rest = page.partition(BEGIN)
    _, end, below = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{path}: expected the marks {BEGIN} and {END}")
    path.write_text(f"{above}{BEGIN}\n\n{text}\n\n{END}{below}", "utf-8")


def text(found):
    """Return both tables and what is to be said about them."""
    size, cores = found.students, found.processors
    main = found.ours[size]
    cpu, wall = main.cpu / size, main.wall / size
    head = ["", "measured", "CPU s", "wall s", "peak MB", "CPU ÷ ours", "time ÷ ours"]
    rows = [
        [f"this course's grader, sealed, {cores} at a time", size]
        + [f"{cpu:.2f}", f"{wall:.2f}", f"{main.peak:.0f}", 1, 1, 1]
    ]
    for kind, cost in found.stock.items():
        its_cpu, its_wall = cost.for_class(size)
        rows.append(
            [f"stock nbgrader, {kind}", cost.submissions, f"{its_cpu:.2f}"]
            + [f"{its_wall:.2f}", f"{cost.peak:.0f}", f"{its_cpu / cpu:.1f}"]
            + [f"{its_wall / wall:.1f}", f"{its_wall / cores / wall:.1f}"]
        )
    rows.append(
        ["floor: the same cells in a warm fork", rows[1][1], f"{found.floor:.3f}"]
        + ["–", "–", f"{found.floor / cpu:.2f}", "–", "–"]
    )
    growth = [
        [number, f"{one.cpu:.1f}", f"{one.wall:.1f}"]
        + [f"{one.cpu / number:.3f}", f"{one.peak:.0f}"]
        for number, one in found.ours.items()
    ]
    return "\n\n".join(
        [
            f"**One submission in a class of {size}**",
            _table([*head, f"if on {cores} processors"], rows),
            "**Growth, this course's grader**",
            _table(["submissions", *head[2:4], "CPU s each", "peak MB"], growth),
            "\n".join(f"- {remark}" for remark in _remarks(found)),
        ]
    )


def _table(head, rows):
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in (head, rule, *rows))


def straight_line(sizes, values):
    """Return (intercept, slope, largest deviation in parts of the line's value)."""
    slope, intercept = np.polyfit(sizes, values, 1)
    line = intercept + slope * np.array(sizes)
    return intercept, slope, float(np.max(np.abs(np.array(values) - line) / line))


def _remarks(found):
    """Yield sentences: the straight lines, the start, what is left behind."""
    sizes = list(found.ours)
    if len(sizes) > 2:
        for key, name in (("cpu", "CPU"), ("wall", "wall-clock")):
            values = [getattr(one, key) for one in found.ours.values()]
            start, slope, off = straight_line(sizes, values)
            yield (
                f"{name}: {start:.1f} s to start and {slope:.3f} s for each "
                f"submission; the farthest run is {off:.1%} from that line."
            )
    for kind, cost in found.stock.items():
        yield (
            f"stock nbgrader, {kind}: {cost.start_cpu:.1f} CPU-seconds to start its "
            f"two commands and {cost.cpu:.2f} for each submission."
        )
    left = sum(one.left for one in found.ours.values())
    yield f"Processes left behind by our runs: {left}."
    yield (
        f"All scores agree; {found.right} of {found.students} submissions are wholly "
        f"right. Python {found.python}, {found.processors} processors."
    )
