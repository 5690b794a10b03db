"""What goes wrong in an ordinary assignment concerns one student, and is named."""

import json
import unicodedata

import nbformat
import pytest
from nbgrader.api import Gradebook

from grader.__main__ import main
from grader.lesson.lesson import Course
from tests.grader.stock import cell, hand_in, new_course, scores, write

TASKS = "tasks"


def _grade_id(one):
    return one.metadata.get("nbgrader", {}).get("grade_id")


def _grade(course, capsys, *more):
    """Return {student: result}; the assignments are graded by our command."""
    capsys.readouterr()
    assert main(["grade", *more, "--json", "--course", str(course)]) in (0, 1)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {line["student"]: line for line in lines}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A class in which each student's work is odd in one way."""
    course = new_course(tmp_path_factory.mktemp("trouble") / "course")
    write(
        course / "source" / TASKS / "a.ipynb",
        cell("def f(x):\n    return 2 * x", "f", solution=True),
        cell("assert f(2) == 4", "f-test", 2),
        cell("f(1)", "value", 2),
        cell("assert open('data.csv').read() == '1,2'", "data", 1),
    )
    write(
        course / "source" / TASKS / "b.ipynb",
        cell("x = 1", "x", solution=True),
        cell("assert x == 1", "x-test", 1),
        name="my-env",
        display_name="A kernel of Python that is not installed here",
    )
    (course / "source" / TASKS / "data.csv").write_text("1,2")
    assert main(["release", TASKS, "--course", str(course)]) == 0

    def answer(text):
        def change(notebook, file):
            for one in notebook.cells:
                if _grade_id(one) == "f":
                    one.source = text
                elif _grade_id(one) == "x":
                    one.source = "x = 1"

        return change

    right = answer("def f(x):\n    return 2 * x")
    hand_in(course, "right", TASKS, right)
    hand_in(course, "too-much", TASKS, answer("def f(x):\n    return 4 + (x == 1)"))
    dies = "import os\ndef f(x):\n    os._exit(1) if x == 2 else None\n    return x"
    hand_in(course, "dies", TASKS, answer(dies))
    floods = "def f(x):\n    print('x' * 3_000_000)\n    return 3 * x / 2"
    hand_in(course, "floods", TASKS, answer(floods))
    reads = "def f(x):\n    open('/etc/hostname')\n    return 2 * x"
    hand_in(course, "reads", TASKS, answer(reads))
    asks = "import os\nos.listdir('..')\nf = lambda x: 2 * x"
    hand_in(course, "lists", TASKS, answer(asks))
    broken = hand_in(course, "broken", TASKS, right) / "b.ipynb"
    broken.write_text(broken.read_text()[:200])
    linked = hand_in(course, "linked", TASKS, right) / "b.ipynb"
    linked.unlink()
    linked.symlink_to("/etc/passwd")
    renamed = hand_in(course, "renamed", TASKS, right) / "b.ipynb"
    renamed.rename(renamed.with_name("b (1).ipynb"))
    (hand_in(course, "half", TASKS, right) / "b.ipynb").unlink()

    def in_another_language(notebook, file):
        right(notebook, file)
        spec = {"name": "ir", "display_name": "R", "language": "R"}
        notebook.metadata["kernelspec"] = spec

    hand_in(course, "in-r", TASKS, in_another_language)

    def mangled(notebook, file):
        right(notebook, file)
        for one in list(notebook.cells):
            if _grade_id(one) == "f-test":
                notebook.cells.remove(one)
            elif _grade_id(one) == "value":
                one.metadata["nbgrader"] |= {"points": 100, "grade": False}
                one.source = "10.0"
            elif _grade_id(one) == "f":
                notebook.cells.insert(0, nbformat.from_dict({**one, "id": "other"}))
                notebook.cells[0].source = "def f(x): return 0"
            elif _grade_id(one) == "data":
                one.cell_type = "markdown"
                del one["outputs"], one["execution_count"]

    hand_in(course, "mangled", TASKS, mangled)

    def old(notebook, file):
        right(notebook, file)
        for one in notebook.cells:
            one.metadata["nbgrader"]["schema_version"] = 1
            one.metadata["nbgrader"].pop("task")

    hand_in(course, "old", TASKS, old)
    return course


@pytest.fixture(scope="module")
def results(course):
    """{student: result} of the class."""
    from contextlib import redirect_stdout
    from io import StringIO

    with redirect_stdout(StringIO()) as shown:
        assert main(["grade", TASKS, "--json", "--course", str(course)]) == 1
    lines = [json.loads(line) for line in shown.getvalue().splitlines()]
    return {line["student"]: line for line in lines}


def test_a_class_is_graded_to_its_end(results):
    """A kernel of Python may have any name; what can be graded is."""
    assert results["right"]["status"] == "graded"
    assert results["right"]["score"] == results["right"]["max_score"] == 6
    wrong = {name for name, one in results.items() if one["status"] == "not graded"}
    assert wrong == {"broken", "linked", "renamed"}


@pytest.mark.parametrize(
    "student, told",
    [
        ("broken", "b.ipynb: is not a notebook: broken JSON"),
        ("broken", "its other notebooks are graded"),
        ("linked", "b.ipynb: is a link"),
        ("renamed", "Rename the right one to b.ipynb"),
        ("half", "b.ipynb was not handed in: no points for it"),
        ("reads", "it tried a file outside its folder"),
        ("mangled", "the cell f-test was missing: it was put back"),
        ("mangled", "the cell value was changed: it was put back"),
        ("mangled", "the cell data had become a markdown cell"),
        ("mangled", "the cell f was there 2 times; one counts"),
        ("old", "old metadata of nbgrader's was brought up to date"),
        ("too-much", "partial credit cannot be greater than maximum points"),
    ],
)
def test_what_was_wrong_is_named(results, student, told):
    """One sentence says what was found, and in which notebook or cell."""
    assert told in results[student]["why"]


@pytest.mark.parametrize(
    "student, score", [("mangled", 6), ("old", 6), ("half", 5), ("in-r", 6)]
)
def test_what_can_be_mended_costs_nothing(results, student, score):
    """A deleted, changed or turned test is what was handed out; R is not the source's.

    A notebook that was not handed in earns nothing, as in nbgrader.
    """
    assert results[student]["score"] == score


def test_more_than_the_maximum_waits_for_a_person(results, course):
    """nbgrader stops there; here the other cells count, and a person looks at it."""
    assert results["too-much"]["by_hand"] == {"value": 2}
    row = TASKS, "too-much", "a"
    found = scores(course)
    assert found[*row, "value"] is None
    assert found[*row, "data"] == 1


def test_a_test_that_ends_its_process_costs_that_test(results):
    """The cells below are run in a fresh child, in which those above were run again."""
    states = {one["name"]: one["state"] for one in results["dies"]["exercises"]}
    assert states["f-test"] == "failed"
    assert states["data"] == states["x-test"] == "passed"


def test_much_output_hides_no_failed_test(results):
    """Output that is cut off takes neither the error nor the value of a test along."""
    score = {one["name"]: one["score"] for one in results["floods"]["exercises"]}
    assert score["f-test"] == 0
    assert score["value"] == 1.5


def test_a_test_that_the_seal_stops_does_not_pass(results):
    """In a test no statement is left out: its error is an error."""
    states = {one["name"]: one["state"] for one in results["reads"]["exercises"]}
    assert states["f-test"] == "failed"


def test_only_what_changed_is_graded_again(results, course, capsys):
    """A file beside the notebooks counts, the student's as the source's."""
    (course / "submitted" / "right" / TASKS / "more.csv").write_text("1")
    main(["grade", TASKS, "--student", "right", "half", "--course", str(course)])
    assert "1 of 2 submissions were graded before" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["audit", "tidy"])
def test_commands_for_lessons_say_so(course, capsys, command):
    """One sentence, no traceback."""
    assert main([command, TASKS, "--course", str(course)]) == 2
    told = capsys.readouterr().err
    assert f"{TASKS} is an ordinary assignment" in told
    assert told.count("\n") == 1


def _assignment(folder, *cells, **kernelspec):
    write(folder / "source" / "one" / "one.ipynb", *cells, **kernelspec)
    return Course(folder).lesson("one")


def test_a_kernel_of_another_language_is_named(tmp_path, capsys):
    """What only another kernel runs waits for a person; Python beside it is graded."""
    course = new_course(tmp_path / "course")
    write(
        course / "source" / "both" / "r.ipynb",
        cell("x <- 1", "r-test", 2),
        name="ir",
        display_name="R",
        language="R",
    )
    write(course / "source" / "both" / "z.ipynb", cell("assert 1", "z-test", 1))
    assert main(["release", "both", "--course", str(course)]) == 0
    hand_in(course, "ada", "both")
    found = _grade(course, capsys, "both")["ada"]
    assert found["status"] == "not graded"
    assert "r.ipynb: its kernel is of r, and only Python is run here" in found["why"]
    assert scores(course) == {
        ("both", "ada", "r", "r-test"): None,
        ("both", "ada", "z", "z-test"): 1,
    }


def test_an_assignment_without_points_is_graded(tmp_path, capsys):
    """nbgrader's maximum is None there; grade and report do without."""
    course = new_course(tmp_path / "course")
    write(course / "source" / "survey" / "q.ipynb", cell("x = 1", "x", solution=True))
    assert main(["release", "survey", "--course", str(course)]) == 0
    hand_in(course, "ada", "survey")
    assert _grade(course, capsys, "survey")["ada"]["max_score"] == 0
    assert main(["report", "survey", "--course", str(course)]) == 0
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        assert not book.find_submission("survey", "ada").max_score


def test_a_notebook_named_on_a_mac_is_graded(tmp_path, capsys):
    """Its name in decomposed Unicode is the same name, also when it has changed."""
    course = new_course(tmp_path / "course")
    name = "과제 é.ipynb"
    write(course / "source" / TASKS / name, cell("assert x == 1", "x-test", 2))
    assert main(["release", TASKS, "--course", str(course)]) == 0
    folder = hand_in(course, "ada", TASKS)
    (folder / name).rename(folder / unicodedata.normalize("NFD", name))
    for source, score in (("x = 1", 2), ("x = 2", 0)):
        path = next(folder.glob("*.ipynb"))
        notebook = nbformat.read(path, 4)
        notebook.cells = [cell(source), notebook.cells[-1]]
        nbformat.write(notebook, path)
        result = _grade(course, capsys, TASKS)["ada"]
        assert (result["score"], result["why"]) == (score, "")
