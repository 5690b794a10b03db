"""A lesson's folder as data: its packages, and its notebook as Python."""

import sys

import nbformat
import pytest

from grader.lesson.lesson import Course
from grader.lesson.reference import AuthorError
from grader.lesson.source_text import imported_modules, python_lines

SOLUTION = """def f(x):
    ### START CODE HERE ###
    y = math.sqrt(x)
    ### END CODE HERE ###
    return y"""
EXERCISES = """
from {package} import X
from grader.lesson import Blank, Case, Exercise

EXERCISES = (Exercise(
    name="f", returns="y", blanks=(Blank("y", ("y",)),),
    visible=(Case("one", {{"x": X}}),), hidden=(), hints=(), does="So.",
),)
"""


@pytest.fixture(autouse=True)
def _leave_no_import_behind(monkeypatch):
    """What a test puts on the path and imports is gone after it."""
    before = set(sys.modules)
    monkeypatch.setattr(sys, "path", list(sys.path))
    yield
    for name in set(sys.modules) - before:
        del sys.modules[name]


def course(root, x=4.0, cells=("import math",), **packages):
    """Write a course with a lesson for each package: lesson=package."""
    for lesson, package in packages.items():
        folder = root / "source" / lesson
        (folder / "_author").mkdir(parents=True)
        (folder / package).mkdir()
        (folder / package / "__init__.py").write_text(f"X = {x}\n")
        exercises = EXERCISES.format(package=package)
        (folder / "_author" / "exercises.py").write_text(exercises)
        made = [nbformat.v4.new_code_cell(source) for source in cells]
        made.append(nbformat.v4.new_code_cell(SOLUTION, id="f"))
        made[-1].metadata["nbgrader"] = {"grade_id": "f", "solution": True}
        notebook = nbformat.v4.new_notebook(cells=made)
        nbformat.write(notebook, folder / f"{lesson}.ipynb")
    return Course(root)


def x_of(lesson):
    """Return the input of the only case, which comes from the lesson's package."""
    return lesson.exercises["f"].cases[0].inputs["x"]


def test_a_lesson_imports_its_own_package(tmp_path):
    """exercises.py and the cases find the package that lies beside the notebook."""
    made = course(tmp_path, one="toy_shapes", two="toy_signs")
    assert made.lesson("one").packages == ["toy_shapes"]
    assert x_of(made.lesson("one")) == x_of(made.lesson("two")) == 4


def test_two_lessons_cannot_use_one_name(tmp_path):
    """Whichever is loaded, both folders are named: one of them has to change."""
    made = course(tmp_path, one="toy_shapes", two="toy_shapes")
    for name in ("one", "two"):
        with pytest.raises(AuthorError, match="name of its own") as caught:
            made.lesson(name).exercises  # noqa: B018
        for lesson in ("one", "two"):
            folder = tmp_path.resolve() / "source" / lesson / "toy_shapes"
            assert str(folder) in str(caught.value)


def test_a_folder_of_modules_that_is_no_package_is_named(tmp_path):
    """Without __init__.py it would neither be released nor be looked through."""
    made = course(tmp_path, one="toy_shapes")
    folder = tmp_path / "source" / "one" / "toy_shapes"
    (folder / "__init__.py").rename(folder / "plots.py")
    with pytest.raises(AuthorError, match="toy_shapes: .*__init__.py. Add an empty"):
        made.lesson("one").exercises  # noqa: B018


@pytest.mark.parametrize("name", ["random", "pydoc_data", "numpy", "utils"])
def test_a_package_must_not_hide_another_module(tmp_path, name):
    """Python's, a library's or the course's: the package and the other are named."""
    before = list(sys.path)
    made = course(tmp_path, one=name)
    with pytest.raises(AuthorError) as caught:
        made.lesson("one").exercises  # noqa: B018
    here = tmp_path.resolve() / "source" / "one" / name
    assert f"{here}: a package called {name} would hide " in str(caught.value)
    hidden = str(caught.value).partition("would hide ")[2]
    assert f"/{name}" in hidden
    assert str(tmp_path) not in hidden
    assert sys.path == before


def test_a_copy_of_the_course_uses_its_own_packages(tmp_path):
    """Of two copies, each is read with what lies in it, and in turn."""
    copies = [
        course(tmp_path / str(x), x=x, one="toy_shapes", two="toy_signs")
        for x in (9.0, 16.0)
    ]
    for _ in range(2):
        assert [x_of(made.lesson("one")) for made in copies] == [9, 16]


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("%matplotlib inline\nimport math", ["math"]),
        ("import math\n%load_ext autoreload\n%autoreload 2", ["math"]),
        ("!pip list\nimport math", ["math"]),
        ("?len\nimport math", ["math"]),
        ("for i in (1, 2):\n    %timeit i\nimport math", ["math"]),
        ("import math\nx = (17\n     % 5)", ["math"]),
        ("%%time\nimport math", []),
        ("%%bash\nls | wc", []),
        ("files = !ls", []),
        ("", []),
    ],
)
def test_a_cell_of_ipython_is_read_as_python(source, modules):
    """Magics beside an import lose no import; what is no Python at all is empty."""
    text = python_lines(source)
    assert list(imported_modules(text)) == modules
    assert not text or text.count("\n") == source.count("\n")


def test_python_is_left_as_it_is():
    """A remainder or a text that begins with a sign of IPython's is no magic."""
    source = 'x = (17\n     % 5)\nsaid = """\n!\n%d\n"""'
    assert python_lines(source) == source


def test_a_notebook_with_magics_can_be_graded(tmp_path):
    """%matplotlib beside an import, %%time and !ls are no SyntaxError."""
    cells = (
        "%matplotlib inline\nimport math\nimport toy_shapes",
        "%%time\nimport antigravity",
        "!ls",
    )
    lesson = course(tmp_path, cells=cells, one="toy_shapes").lesson("one")
    assert lesson.imports() == ["math"]
    assert lesson.exercises["f"].expected(0, {})["y"] == 2
