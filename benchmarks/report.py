"""Tables of the grading benchmark, on the terminal and in README.md."""

import re

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.stock import Cost

BEGIN, END = "<!-- grading: begin -->", "<!-- grading: end -->"
WIDTH = 115  # of the tables, where the output is no terminal


def show(found):
    """Print the tables of `found`, the data of `grading.measure`."""
    console = Console(width=max(WIDTH, Console().width))
    for title, head, rows in tables(found):
        table = Table(title=title, title_justify="left")
        for number, column in enumerate(head):
            table.add_column(column, justify="right" if number else "left")
        for row in rows:
            table.add_row(*row)
        console.print(table)
    for line in remarks(found):
        console.print(f"- {line}", markup=False)


def write(found, path, command):
    """Put the tables between the marks in the file at `path`.

    Raises ValueError if the marks are not there.
    """
    parts = [BEGIN, f"`{command}`"]
    for title, head, rows in tables(found):
        rule = ["---", *["---:"] * (len(head) - 1)]
        lines = [f"| {' | '.join(row)} |" for row in (head, rule, *rows)]
        parts += [f"**{title}**", "\n".join(lines)]
    parts += ["\n".join(f"- {line}" for line in remarks(found)), END]
    text = path.read_text("utf-8")
    pattern = re.compile(re.escape(BEGIN) + ".*" + re.escape(END), re.DOTALL)
    if len(pattern.findall(text)) != 1:
        raise ValueError(f"{path}: expected one pair of the marks {BEGIN} and {END}")
    path.write_text(pattern.sub(lambda _: "\n\n".join(parts), text), "utf-8")


def tables(found):
    """Yield (title, head, rows) of texts."""
    yield _comparison(found)
    yield _growth(found)


def _main(found):
    return next(one for one in found["ours"] if one["size"] == found["students"])


def _comparison(found):
    size, cores = found["students"], found["processors"]
    main, floor = _main(found), found["floor"]
    cpu, wall = main["cpu"] / size, main["wall"] / size
    rows = [
        [
            f"this course's grader, sealed, {cores} at a time",
            str(size),
            f"{cpu:.2f}",
            f"{wall:.2f}",
            f"{main['peak']:.0f}",
            *("1", "1", "1"),
        ]
    ]
    for key, name in (
        ("stock", "stock nbgrader, the same cells"),
        ("trainings", "stock nbgrader, trainings too"),
        ("otter", "`otter run`, the same cells, no pages"),
    ):
        if key not in found:
            continue
        cost = Cost(**found[key])
        its_cpu, its_wall = cost.for_class(size)
        rows.append(
            [
                name,
                str(cost.submissions),
                f"{its_cpu:.2f}",
                f"{its_wall:.2f}",
                f"{cost.peak:.0f}",
                f"{its_cpu / cpu:.1f}",
                f"{its_wall / wall:.1f}",
                f"{its_wall / cores / wall:.1f}",
            ]
        )
    used = floor["cells"]
    rows.append(
        ["floor: the cells in a warm fork", str(size), f"{used:.3f}"]
        + ["–", "–", f"{used / cpu:.2f}", "–", "–"]
    )
    head = ["", "measured", "CPU s", "wall s", "peak MB"]
    head += ["CPU ÷ ours", "time ÷ ours", f"if on {cores} processors"]
    return f"One submission in a class of {size}", head, rows


def straight_line(sizes, values):
    """Return (intercept, slope, largest deviation in parts of the line's value)."""
    slope, intercept = np.polyfit(sizes, values, 1)
    line = intercept + slope * np.array(sizes)
    return intercept, slope, float(np.max(np.abs(np.array(values) - line) / line))


def _growth(found):
    rows = [
        [str(one["size"])]
        + [f"{one[key]:.1f}" for key in ("cpu", "wall")]
        + [f"{one['cpu'] / one['size']:.3f}", f"{one['peak']:.0f}"]
        for one in found["ours"]
    ]
    head = ["submissions", "CPU s", "wall s", "CPU s each", "peak MB"]
    return "Growth, this course's grader", head, rows


def remarks(found):
    """Return sentences: the straight lines, the memory, the start, what is missing."""
    lines, runs, floor = [], found["ours"], found["floor"]
    if len(runs) > 2:
        sizes = [one["size"] for one in runs]
        for key, name in (("cpu", "CPU"), ("wall", "wall-clock")):
            start, slope, off = straight_line(sizes, [one[key] for one in runs])
            lines.append(
                f"{name}: {start:.1f} s to start and {slope:.3f} s for each "
                f"submission; the farthest run is {off:.1%} from that line."
            )
    for one in runs[-1]["lasting"]:
        change = one["last"] / one["warm"] - 1
        lines.append(
            f"Memory of `{one['program']}` over {runs[-1]['size']} submissions: "
            f"{one['warm']:.0f} MB after a quarter of the run, at most "
            f"{one['largest']:.0f} MB, {one['last']:.0f} MB at the end ({change:+.1%})."
        )
    lines.append(
        f"Judging takes {floor['judge']:.3f} CPU-seconds a submission on top of the "
        "floor."
    )
    for key, name in (("stock", "stock nbgrader"), ("trainings", "with trainings")):
        if key in found:
            cost = found[key]
            lines.append(
                f"{name}: {cost['start_cpu']:.1f} CPU-seconds to start its two "
                f"commands and {cost['cpu']:.2f} for each submission."
            )
    left = sum(one["left"] for one in runs)
    lines.append(f"Processes left behind by our runs: {left}.")
    lines.append(
        f"All scores agree; {found['right']} of {found['students']} submissions are "
        f"wholly right. Python {found['python']}, {found['processors']} processors."
    )
    if "otter_missing" in found:
        lines.append(f"otter-grader: not installed ({found['otter_missing']}).")
    return lines
