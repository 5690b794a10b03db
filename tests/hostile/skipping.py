"""Notebooks whose tests were tagged, turned, deleted, copied, moved or revalued."""

import copy

from .build import (
    BACKWARD,
    COST,
    HALF,
    NOT_GRADED,
    NOTEBOOK,
    WRONG_COST,
    Submission,
    answered,
    cell,
    code,
    edited,
    position,
    write,
)

TEST = f"{COST}-test"


def tags(notebook):
    for one in notebook["cells"]:
        one["metadata"]["tags"] = ["skip-execution", "raises-exception", "experiment"]


def forged_tags(notebook):
    for one in notebook["cells"]:
        one["metadata"] |= {"changed": True, "tags": "experiment", "deletable": 3}


def markdown(notebook):
    cell(notebook, TEST)["cell_type"] = "markdown"


def raw(notebook):
    cell(notebook, TEST)["cell_type"] = "raw"


def deleted(notebook):
    notebook["cells"].remove(cell(notebook, TEST))


def duplicated(notebook):
    extra = copy.deepcopy(cell(notebook, TEST))
    extra |= {"source": "10.0", "id": "extra"}
    notebook["cells"].insert(0, extra)
    notebook["cells"].append(copy.deepcopy(extra))


def points(notebook):
    for one in notebook["cells"]:
        if "nbgrader" in one["metadata"]:
            one["metadata"]["nbgrader"] |= {"points": 1000, "locked": False}


def no_grade(notebook):
    cell(notebook, TEST)["metadata"]["nbgrader"] |= {"grade": False, "solution": True}
    cell(notebook, TEST)["source"] = "10.0"


def schema(notebook):
    for one in notebook["cells"]:
        if "nbgrader" in one["metadata"]:
            one["metadata"]["nbgrader"]["schema_version"] = 99


def moved(notebook):
    cells = notebook["cells"]
    cells.insert(0, cells.pop(position(notebook, TEST)))


def backwards(notebook):
    notebook["cells"].reverse()


def new_graded_cell(notebook):
    extra = code("10.0", "extra")
    extra["metadata"]["nbgrader"] = {
        **{"grade": True, "grade_id": "extra", "points": 1000, "locked": True},
        **{"schema_version": 3, "solution": False, "task": False},
    }
    notebook["cells"].append(extra)


def status(notebook):
    mark = {"status": "graded", "why": "", "notes": ["all points"], "score": 25}
    notebook["metadata"]["regularization_grading"] = mark


def all_in_one(notebook):
    """The right cost comes only after the test, under the test's own id."""
    cell(notebook, TEST)["source"] = "10.0"
    cell(notebook, BACKWARD)["metadata"]["nbgrader"]["grade_id"] = BACKWARD


def renamed(folder, place):
    write(folder, answered())
    (folder / NOTEBOOK).rename(folder / "copy of mine.ipynb")


def renamed_oddly(folder, place):
    """A name that is a link, mathematics, an attachment and no Unicode."""
    write(folder, answered())
    name = "[x](javascript:1) ![x](attachment:y) $\\href{x}{y}$ <b>\udcff.ipynb"
    (folder / NOTEBOOK).rename(folder / name)


_WAYS = {
    tags: "Tags on test cells are not believed.",
    forged_tags: "Neither are our own marks.",
    markdown: "A test that became text is run.",
    raw: "A test that became raw text is run.",
    deleted: "A deleted test is run.",
    duplicated: "A copied test counts once, as the course wrote it.",
    points: "Points and locks are the course's.",
    no_grade: "A test that calls itself no test is one.",
    schema: "A schema of the future is not believed.",
    moved: "A test moved to the top is run behind its answer.",
    backwards: "A notebook turned round is put in order.",
    new_graded_cell: "A new cell with points of its own earns nothing.",
    status: "A forged status of ours is not believed.",
    all_in_one: "A rewritten test is put back.",
}

SUBMISSIONS = (
    Submission("skip-points-right", _WAYS[points], edited(points)),
    *(
        Submission(
            f"skip-{way.__name__.replace('_', '-')}",
            promise,
            edited(way, WRONG_COST),
            HALF,
        )
        for way, promise in _WAYS.items()
    ),
    Submission("skip-renamed", "Another name is told.", renamed, NOT_GRADED),
    Submission("skip-renamed-oddly", "As a text.", renamed_oddly, NOT_GRADED),
)
