"""How a submission is made: the released notebook, answers, and a trick."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader.lesson.lesson import Course
from tests.support import ROOT, solution

LESSON, NOTEBOOK = "01-l2-regularization", "l2-regularization.ipynb"
COST = "compute_cost_with_regularization"
BACKWARD = "backward_propagation_with_regularization"
# What a cell needs to write on the socket to the worker itself
CHANNEL = """\
import os, socket, stat, struct
from grader.sandbox import frames
def is_socket(n):
    try: return stat.S_ISSOCK(os.fstat(n).st_mode)
    except OSError: return False
fd = next(filter(is_socket, range(3, 256)))
channel = get_ipython().channel
def raw(kind, head, body=b''):
    data = struct.pack('<cII', kind, len(head), len(body)) + head + body
    channel._connection.sendall(data)
"""
FUNCTIONS = tuple(Course(ROOT).lesson(LESSON).exercises)
RIGHT = {name: solution(LESSON, name) for name in (COST, BACKWARD)}
WRONG_COST = RIGHT[COST].replace("(2 * m)", "m")
FULL, HALF, NOTHING = (10, 15), (0, 15), (0, 0)
NOT_GRADED = None


@dataclass(frozen=True)
class Place:
    """Where a trick may look for something worth having."""

    course: Path
    canary: Path
    home: Path


@dataclass(frozen=True)
class Submission:
    """One student's folder.

    make(folder, place): writes it. points: of the cost and the gradients, or
    NOT_GRADED.
    """

    name: str
    promise: str
    make: Callable
    points: tuple | None = FULL


def released():
    """Return the released notebook as plain JSON."""
    return json.loads((ROOT / "release" / LESSON / NOTEBOOK).read_text("utf-8"))


def answered(cost=None, backward=None):
    """Return the released notebook with answers; None is the right one."""
    notebook = released()
    texts = {COST: cost or RIGHT[COST], BACKWARD: backward or RIGHT[BACKWARD]}
    for name, text in texts.items():
        cell(notebook, name)["source"] = text
    return notebook


def cell(notebook, name):
    """Return the cell with this id."""
    return next(c for c in notebook["cells"] if c.get("id") == name)


def position(notebook, name):
    return notebook["cells"].index(cell(notebook, name))


def code(source, name=None):
    """Return a code cell that a student added."""
    made = {"cell_type": "code", "metadata": {}, "source": source, "outputs": []}
    return {**made, "execution_count": None, **({"id": name} if name else {})}


def text(source, name=None, **more):
    """Return a text cell that a student added."""
    made = {"cell_type": "markdown", "metadata": {}, "source": source, **more}
    return {**made, **({"id": name} if name else {})}


def write(folder, notebook):
    (Path(folder) / NOTEBOOK).write_text(json.dumps(notebook), "utf-8")


def edited(change, cost=None, backward=None):
    """A notebook that `change(notebook)` has edited."""

    def make(folder, place):
        notebook = answered(cost, backward)
        write(folder, change(notebook) or notebook)

    return make


def with_cell(source, cost=WRONG_COST, before=COST + "-test"):
    """A cell of its own, by default between a wrong cost and its test.

    @course@, @canary@ and @home@ stand for the paths of the place.
    """

    def make(folder, place):
        notebook = answered(cost)
        added = code(_placed(source, place))
        notebook["cells"].insert(position(notebook, before), added)
        write(folder, notebook)

    return make


def inside(lines, cost=WRONG_COST):
    """Lines at the beginning of the cost function, by default of a wrong one."""

    def make(folder, place):
        head = "    m = Y.shape[1]\n"
        body = "".join(f"    {line}\n" for line in lines.splitlines())
        assert head in cost
        changed = cost.replace(head, head + _placed(body, place))
        write(folder, answered(changed))

    return make


def behind(lines, cost=RIGHT[COST]):
    """Lines in the answer's cell, behind a function that is right by default."""

    def make(folder, place):
        write(folder, answered(f"{cost}\n{_placed(lines, place)}"))

    return make


def ahead(lines, cost=RIGHT[COST]):
    """Lines in the answer's cell, before a function that is right by default."""

    def make(folder, place):
        write(folder, answered(f"{lines}\n{cost}"))

    return make


def beside(add, cost=WRONG_COST):
    """A notebook with files beside it, that `add(folder, place)` writes."""

    def make(folder, place):
        write(folder, answered(cost))
        add(folder, place)

    return make


def as_bytes(change):
    """A right notebook whose file is what `change(text)` returns."""

    def make(folder, place):
        (folder / NOTEBOOK).write_bytes(change(json.dumps(answered())))

    return make


def _placed(source, place):
    for name in ("course", "canary", "home"):
        source = source.replace(f"@{name}@", str(getattr(place, name)))
    return source
