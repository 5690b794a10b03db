"""Each trick earns exactly what the honest code beside it earns."""

import json

import nbformat
import pytest

from grader.lesson.lesson import Course
from grader.sandbox.forkserver import Forkserver
from grader.sandbox.limits import Limits
from grader.submission.grade import grade
from tests.support import ROOT, autograde, gradebook, solution, submit
from tests.support import grade as run_grader

LESSON = "01-l2-regularization"
COST = "compute_cost_with_regularization"
BACKWARD = "backward_propagation_with_regularization"
WRONG = solution(LESSON, COST).replace("(2 * m)", "m")


@pytest.fixture(scope="module")
def warm():
    with Forkserver() as parent:
        parent.prove(ROOT)
        yield parent


TRICKS = {
    "allclose says yes": "import numpy\nnumpy.allclose = lambda *a, **k: True\n"
    "numpy.testing.assert_allclose = lambda *a, **k: None",
    "check is replaced": "import checker.check\n"
    "checker.check.check = lambda *a, **k: None",
    "check is a number": "check = 5",
    "collect is replaced": "import checker.collect\n"
    "checker.collect.collect = lambda *a: {}",
    "seed is a number": "import numpy\nnumpy.random.seed = 5",
    "displayhook": "import sys\nsys.displayhook(10.0)\n10.0",
    "a result is printed": "print(10.0)",
    "evidence is invented": "from IPython.display import display\n"
    "display({'application/vnd.regularization.evidence+json': '{}'}, raw=True)",
    "an AST transformer": "import ast\n"
    "class Gone(ast.NodeTransformer):\n"
    "    def visit_Assert(self, node): return None\n"
    "get_ipython().ast_transformers.append(Gone())",
    "an event hook": "get_ipython().events.register("
    "'post_run_cell', lambda result: print(10.0))",
    "exit": "exit()",
    "sys.exit": "import sys\nsys.exit()",
    "odd message": "k = get_ipython().kernel\n"
    "k.session.send(k.iopub_socket, 'stream', content={}, parent=k.get_parent())",
    "warnings": "import warnings, sys\nwarnings.warn('x')\nprint('y', file=sys.stderr)",
}


@pytest.mark.parametrize("answer", ["right", "wrong"])
@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_changes_no_points(warm, tmp_path, trick, answer):
    """10 + 15 points with a right answer, 0 + 15 with a wrong one, trick or not."""
    text = solution(LESSON, COST) if answer == "right" else WRONG

    def insert(notebook):
        position = next(i for i, c in enumerate(notebook.cells) if c.id == COST)
        trick_cell = nbformat.v4.new_code_cell(TRICKS[trick])
        notebook.cells.insert(position + 1, trick_cell)

    submit(tmp_path, "s", LESSON, insert, {COST: text})
    folder = tmp_path / "submitted" / "s" / LESSON
    lesson = Course(ROOT).lesson(LESSON)
    result = grade("s", folder, lesson, Limits(cell_seconds=8), warm)
    assert result.status == "graded", result.why
    assert [e.score for e in result.exercises] == [10 if answer == "right" else 0, 15]


INSIDE = {
    "answers twice": "    from IPython.display import display\n"
    "    display({'application/vnd.regularization.evidence+json': '{}'}, raw=True)\n",
    "prints a score": "    print(10.0)\n    import sys; sys.displayhook(10.0)\n",
    "lies about equality": "    class Liar(float):\n"
    "        __eq__ = __le__ = __lt__ = lambda *a: True\n"
    "        __array__ = lambda *a, **k: 1 / 0\n"
    "    return Liar(3.0)\n",
    "NaN": "    return float('nan')\n",
    "broadcasts": "    return np.ones((3, 1))\n",
    "complex": "    return 1j\n",
    "objects": "    return np.array([object()])\n",
    "exits": "    raise SystemExit\n",
}


@pytest.mark.parametrize("trick", INSIDE)
def test_a_trick_inside_a_wrong_function_earns_nothing(warm, tmp_path, trick):
    """What the function does or returns besides being wrong does not make it right."""
    head = "    m = Y.shape[1]\n"
    text = WRONG.replace(head, head + INSIDE[trick])
    submit(tmp_path, "s", LESSON, answers={COST: text})
    folder = tmp_path / "submitted" / "s" / LESSON
    lesson = Course(ROOT).lesson(LESSON)
    result = grade("s", folder, lesson, Limits(cell_seconds=8), warm)
    assert [e.score for e in result.exercises] == [0, 15]


def with_odd_metadata(notebook):
    cell = nbformat.v4.new_code_cell("1")
    cell.metadata["nbgrader"] = {"grade": True, "points": 5}
    notebook.cells.append(cell)


def with_odd_ids(notebook):
    for cell in notebook.cells[:2]:
        cell.metadata["nbgrader"] = {"grade_id": "é" * 99, "grade": True}


def with_many_points(notebook):
    for cell in notebook.cells:
        if "points" in cell.metadata.get("nbgrader", {}):
            cell.metadata["nbgrader"].update(points=1000, locked=False)


def test_odd_files_stop_nobody_and_both_drivers_agree(course):
    """A class with odd metadata, ids, attachments and files is graded to the end."""
    submit(course, "a-metadata", LESSON, with_odd_metadata)
    submit(course, "b-ids", LESSON, with_odd_ids)
    submit(course, "c-points", LESSON, with_many_points)
    path = submit(course, "d-raw", LESSON)
    data = json.loads(path.read_text())
    data["cells"][0]["attachments"] = {"a\ud800.png": {"image/png": 5}, "b": 5}
    data["cells"][0]["id"] = "é"
    data["metadata"] = {"kernelspec": {"name": "bash", "display_name": "x"}}
    path.write_text(json.dumps(data))
    submit(course, "z-good", LESSON)
    (course / "submitted" / "z-good" / LESSON / "timestamp.txt").symlink_to(
        "/etc/hosts"
    )
    (course / "submitted" / "z-good" / LESSON / "numpy.py").write_text("1 / 0")
    (course / "submitted" / "z-good" / LESSON / "utils").mkdir()
    results = run_grader(course, lesson=LESSON)
    assert {name: r["score"] for name, r in results.items()} == dict.fromkeys(
        ("a-metadata", "b-ids", "c-points", "d-raw", "z-good"), 25
    )
    ours = gradebook(course, LESSON)
    done = autograde(course, LESSON)
    assert done.returncode == 0, done.stderr
    assert gradebook(course, LESSON) == ours
    assert not (
        course / "autograded" / "z-good" / LESSON / "timestamp.txt"
    ).is_symlink()
