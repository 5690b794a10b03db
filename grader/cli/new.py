"""`python -m grader new LESSON`: lay a folder for a lesson in source/.

It holds a notebook with one small exercise, its cases, and a right and a wrong answer:
it can be released, graded and audited as it is, and changed from there.
"""

import re
from argparse import ArgumentParser, Namespace
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.cli.common import CommandError
from grader.lesson.lesson import Course
from grader.lesson.tidy import canonical

FUNCTION = "mean_squared_error"
_INTRODUCTION = """# {title}

*Lesson {number} · {title} · about 10 minutes*

After this lesson you will be able to say in one number how far off predictions are.

You need: NumPy arrays.
"""
_QUESTION = """## 1 · How far off?

The **mean squared error** is the mean of (A − Y)² over all examples.

**Fill in** `mean_squared_error`, and run the cell below it.
"""
_IMPORTS = "import numpy as np\n\nfrom checker import check"
_SOLUTION = '''def mean_squared_error(A, Y):
    """Return the squared error, averaged over the examples. A, Y: (1, m)."""
    m = Y.shape[1]
    ### START CODE HERE ### (≈ 1 line)
    error = np.sum(np.square(A - Y)) / m  # the average
    ### END CODE HERE ###
    return error'''
_TEST = """check(mean_squared_error)
### BEGIN HIDDEN TESTS
check(mean_squared_error, hidden=True)
### END HIDDEN TESTS"""
_EXERCISES = '''"""What this lesson grades: docs/add-a-lesson.md explains each field."""

import numpy as np

from grader.lesson import Blank, Case, Exercise, Quantity


def case(name, seed, examples):
    """A call with numbers that are neither zero nor alike."""
    rng = np.random.RandomState(seed)
    inputs = {"A": rng.rand(1, examples), "Y": rng.rand(1, examples)}
    return Case(name, inputs, seed)


EXERCISES = (
    Exercise(
        name="mean_squared_error",
        returns="error",
        blanks=(Blank("error", ("error",)),),
        visible=(
            case("five examples", 1, 5),
            case("eight examples", 2, 8),
            case("three examples", 3, 3),
        ),
        hidden=(case("hidden 1", 101, 7), case("hidden 2", 102, 4)),
        quantities=(Quantity("m", "Y", axis=1),),
        hints=(
            "How far is one prediction from its label?",
            "np.square squares each entry; what does np.sum do?",
        ),
        does="Now you can say in one number how far off the predictions are.",
    ),
)
'''
_ABOUT = """in_one_sentence = "An average of squares says how far off a network is."
needs = "NumPy arrays"
"""
_ANSWERS = """# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: with np.mean
error = np.mean((A - Y) ** 2)

# %% wrong: not-averaged
# says: the sum is not divided by the number of examples.
error = np.sum(np.square(A - Y))
"""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("lesson", metavar="LESSON", help="such as 09-momentum")


def run(root: Path, options: Namespace) -> int:
    return new(root, options.lesson)


def new(root: Path, name: str) -> int:
    """Write source/NAME; CommandError if the name is taken, or is none for a lesson."""
    if not re.fullmatch(r"[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*", name):
        raise CommandError(
            f"{name!r} is no name for a lesson: expected two digits and words in small "
            "letters, joined by hyphens, such as 09-momentum."
        )
    folder = Course(root).source(name)
    if folder.exists():
        raise CommandError(f"{folder} is there already. Choose another name.")
    author = folder / "_author"
    (author / "answers").mkdir(parents=True)
    title = name[3:].replace("-", " ").capitalize()
    path = folder / f"{name[3:]}.ipynb"
    path.write_text(canonical(_notebook(title, name[:2])), "utf-8")
    (author / "about.toml").write_text(_ABOUT, "utf-8")
    (author / "exercises.py").write_text(_EXERCISES, "utf-8")
    (author / "answers" / f"{FUNCTION}.py").write_text(_ANSWERS, "utf-8")
    print(
        f"{path.relative_to(root)}: open it with `make lab`; then `python -m grader "
        f"release {name}`, `python -m grader audit {name}` and `make docs`."
    )
    return 0


def _notebook(title, number):
    introduction = _INTRODUCTION.format(title=title, number=number).strip()
    cells = [
        new_markdown_cell(introduction, id="introduction"),
        _graded(_IMPORTS, "imports", locked=True),
        new_markdown_cell(_QUESTION.strip(), id="how-far-off"),
        _graded(_SOLUTION, FUNCTION, solution=True),
        _graded(_TEST, f"{FUNCTION}-test", grade=True, locked=True, points=10),
    ]
    return new_notebook(cells=cells)


def _graded(source, name, **kind):
    """Return a code cell with nbgrader's metadata."""
    cell = new_code_cell(source, id=name)
    given = {"grade": False, "solution": False, "locked": False, "task": False, **kind}
    cell.metadata["nbgrader"] = nbformat.from_dict(
        {**given, "grade_id": name, "schema_version": 3}
    )
    return cell
