"""Every lesson keeps the same promises; the folders of source/ are the list."""

import json
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_output

from checker.records import State
from checker.stored import load_checks
from grader.lesson.blanks import WRITE_HERE, clear_blanks
from grader.lesson.exercise import Contest
from grader.lesson.lesson import EXPERIMENT, Course
from grader.lesson.tidy import tidy_notebook
from grader.nbgrader_bridge.course import release
from tests.support import NBGRADER, ROOT, environment, lesson_benches, one_lesson, tree

COURSE = Course(ROOT)
LESSONS = COURSE.lessons()
LOADED = {name: one_lesson(name) for name in LESSONS}
FUNCTIONS = [(name, f) for name in LESSONS for f in LOADED[name].exercises]
CONTESTS = {
    (name, f)
    for name, f in FUNCTIONS
    if isinstance(LOADED[name].exercises[f].exercise, Contest)
}
LESSON_OF = {f: name for name, f in FUNCTIONS}
OURS = ("checker", "grader", "utils")  # the packages of this course


def verdicts(function, text):
    """Judge a function given as text: (with the release's data, with the reference)."""
    bench = lesson_benches(LESSON_OF[function])[function]
    return bench.visible(text), bench.hidden(text)


@pytest.mark.parametrize(("lesson", "function"), FUNCTIONS)
def test_the_reference_is_right(lesson, function):
    """The source's own solution passes its visible and hidden cases."""
    for verdict in verdicts(function, LOADED[lesson].exercises[function].text):
        assert verdict.state == State.PASSED
        assert set(verdict.outputs.values()) == {State.PASSED}
        assert not verdict.mistakes


@pytest.mark.parametrize(("lesson", "function"), FUNCTIONS)
def test_an_empty_blank_is_not_attempted(lesson, function):
    """The released function earns nothing, is no error, and the blank is named."""
    loaded = LOADED[lesson].exercises[function]
    for verdict in verdicts(function, clear_blanks(loaded.text)):
        assert verdict.state == State.NOT_ATTEMPTED
        assert verdict.share(loaded.spec) == 0
        assert loaded.spec.blank_names[0] in verdict.message


@pytest.mark.parametrize(("lesson", "function"), FUNCTIONS)
def test_every_output_is_judged_by_a_hidden_case_and_pays_for_a_blank(lesson, function):
    """No output goes unjudged, and each belongs to exactly one blank.

    In a contest the outputs are its steps, and one call is judged for all of them.
    """
    loaded = LOADED[lesson].exercises[function]
    spec = loaded.spec
    owned = [output for blank in spec.blanks for output in blank.outputs]
    assert sorted(owned) == sorted(set(spec.outputs))
    if (lesson, function) in CONTESTS:
        steps = [step.accuracy for step in loaded.exercise.thresholds]
        assert steps == sorted(set(steps))
        assert len(loaded.cases) == 1
        assert owned == list(spec.outputs)
    else:
        for output in owned:
            hidden = loaded.exercise.hidden
            assert [c for c in hidden if not c.wants or output in c.wants]
    names = [case.name for case in loaded.cases]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("lesson", LESSONS)
def test_notebook_is_in_canonical_form(lesson):
    """No outputs, counts or metadata of tools, speaking ids, short cells."""
    path = LOADED[lesson].notebook_path
    why_not_canonical = untidy(path)
    assert not why_not_canonical, why_not_canonical
    for cell in LOADED[lesson].notebook.cells:
        assert re.fullmatch(r"[A-Za-z0-9_-]+", cell.id)
        if cell.cell_type != "code":
            continue
        lines = cell.source.split("\n")
        assert max(map(len, lines)) <= 79, cell.id
        if not cell.metadata.get("nbgrader", {}).get("solution"):
            assert len(lines) <= 15, cell.id


def untidy(path):
    """Say what to do about a notebook that is not in its committed form, or ""."""
    if path.read_text("utf-8") == tidy_notebook(path):
        return ""
    return f"{path.name}: run `python -m grader tidy {path.parent.name}`"


def save_as_a_tool_does(path):
    """Run and save a notebook as JupyterLab would, with all that comes along."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["widgets"] = {"application/json": {"state": {}}}
    notebook.metadata.kernelspec["display_name"] = "my environment"
    notebook.metadata.language_info["version"] = "3.13.1"
    notebook.nbformat_minor = 5
    cells = [c for c in notebook.cells if c.cell_type == "code"]
    for number, cell in enumerate(cells, 1):
        cell.execution_count = number
        cell.outputs = [new_output("stream", name="stdout", text="noise\n")]
        cell.metadata["ExecuteTime"] = {"start_time": "2026-01-01"}
        cell.metadata["tags"] = cell.metadata.get("tags", [])
        cell.metadata["trusted"] = True
        if cell.metadata.get("nbgrader"):
            cell.id = f"{number:08x}-1d3e-4b5a-9c7f-0123456789ab"
    path.write_text(json.dumps(notebook, indent=2), "utf-8")


@pytest.mark.parametrize("lesson", LESSONS)
def test_tidy_brings_a_saved_notebook_back_to_its_committed_form(lesson, tmp_path):
    """After a run in JupyterLab one command gives the committed bytes again.

    The test of the form names that very command.
    """
    shutil.copytree(ROOT / "source" / lesson, tmp_path / "source" / lesson)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    path = tmp_path / "source" / lesson / LOADED[lesson].notebook_path.name
    committed = path.read_bytes()
    save_as_a_tool_does(path)
    assert path.read_bytes() != committed
    assert f"python -m grader tidy {lesson}`" in untidy(path)
    command = [sys.executable, "-m", "grader", "tidy", lesson]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == committed
    assert not untidy(path)


def test_tidy_gives_a_new_cell_a_speaking_id(tmp_path):
    """A random id becomes words of the cell, and no id is given twice."""
    path = tmp_path / "new.ipynb"
    first = new_code_cell("plot_boundary(parameters, X, Y)", id="1d3e4b5a")
    again = new_code_cell("plot_boundary(parameters, X, Y)", id="0badcafe-1d3e-4b5a")
    nbformat.write(nbformat.v4.new_notebook(cells=[first, again]), path)
    cells = nbformat.reads(tidy_notebook(path), as_version=4).cells
    assert [cell.id for cell in cells] == [
        "plot-boundary-parameters-x",
        "plot-boundary-parameters-x-2",
    ]


@pytest.mark.parametrize("lesson", LESSONS)
def test_release_is_what_the_sources_give(lesson, course):
    """The committed release is built from the sources, byte for byte."""
    shutil.rmtree(course / "release" / lesson)
    release(course, lesson)
    assert_released(course, lesson)


def test_nbgraders_own_command_gives_the_release(course):
    """`nbgrader generate_assignment` writes the same bytes."""
    shutil.rmtree(course / "release" / LESSONS[0])
    done = subprocess.run(
        [*NBGRADER, "generate_assignment", LESSONS[0], "--force"],
        cwd=course,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert_released(course, LESSONS[0])


def assert_released(course, lesson):
    made, committed = tree(course / "release" / lesson), tree(ROOT / "release" / lesson)
    assert sorted(made) == sorted(committed)
    for name in made:
        assert made[name] == committed[name], f"{name}: run `make release`"


@pytest.mark.parametrize("lesson", LESSONS)
def test_release_holds_no_solution_no_hidden_test_and_nothing_of_the_author(lesson):
    """What a student gets gives nothing away, in no file of it."""
    files = tree(ROOT / "release" / lesson)
    assert not any("_author" in name or "grader" in name for name in files)
    text = b"\n".join(files.values()).decode("utf-8", errors="replace")
    for name, points in LOADED[lesson].by_hand.items():  # points: for a person
        answer = next(c for c in LOADED[lesson].notebook.cells if c.id == name)
        assert points > 0
        assert answer.source not in text
        assert json.dumps(answer.source, ensure_ascii=False)[1:40] not in text
        assert WRITE_HERE in text
    assert "HIDDEN TESTS" not in files[LOADED[lesson].notebook_path.name].decode()
    assert "hidden=True)" not in files[LOADED[lesson].notebook_path.name].decode()
    exercises = LOADED[lesson].exercises.values()
    given = {  # a loop that is given in one function may be written in another
        line.split("#")[0].strip()
        for loaded in exercises
        for line in clear_blanks(loaded.text).split("\n")
    }
    for loaded in exercises:
        for line in loaded.text.split("\n"):
            code = line.split("#")[0].strip()
            if code not in given and len(code) > 20:
                assert code not in text, code
    checks = load_checks(ROOT / "release" / lesson / "checker" / "data" / "checks.npz")
    for name, entry in checks.items():
        hidden = {c.name for c in LOADED[lesson].exercises[name].exercise.hidden}
        assert not hidden & {case.name for case in entry.cases}


@pytest.mark.parametrize("lesson", LESSONS)
def test_unfilled_release_runs_alone_to_the_end(lesson, tmp_path):
    """Copied into an empty folder it runs top to bottom without an error.

    Each blank is reported as not attempted, each experiment that needs one says
    so in a line. Experiments that need no blank are left out here for time.
    """
    for name, content in tree(ROOT / "release" / lesson).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    path = tmp_path / LOADED[lesson].notebook_path.name
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [
        cell
        for cell in notebook.cells
        if EXPERIMENT not in cell.metadata.get("tags", ())
        or cell.source.startswith("if ready(")
        or cell.id in ("files", "summary")
    ]
    packages = [str(ROOT / name) for name in OURS]
    lent = new_code_cell(
        "import sys\n"
        "files = [str(getattr(m, '__file__', '')) for m in sys.modules.values()]\n"
        f"print([f for f in files if f.startswith({(*packages,)!r})])"
    )
    notebook.cells.append(lent)  # what is not in the folder, but installed here
    env = {k: v for k, v in environment().items() if k != "PYTHONPATH"}
    client = NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}
    )
    client.execute(env=env)  # raises where a cell ends in an error
    printed = "".join(output.get("text", "") for output in lent.outputs)
    assert printed.strip() == "[]"
    told = 0
    for cell in notebook.cells:
        shown = "".join(  # one print may arrive as two outputs
            output.get("text", "") or output.get("data", {}).get("text/plain", "")
            for output in cell.get("outputs", ())
        )
        if cell.id.endswith("-test"):
            assert "not attempted" in shown, cell.id
            told += 1
        elif cell.cell_type == "code" and cell.source.startswith("if ready("):
            assert re.search(r"Fill in `\w+`.* first; ", shown), (cell.id, shown)
            assert shown.count("\n") <= 1, (cell.id, shown)
            told += 1
        elif cell.id == "files":
            assert not shown
        elif cell.id == "summary":
            for name in LOADED[lesson].exercises:
                assert re.search(rf"^{name}: not attempted, 0 of \d+", shown, re.M)
            assert "Go on with" in shown
            told += 1
    assert told > len(LOADED[lesson].exercises)  # all of them, and the summary


@pytest.mark.parametrize("lesson", LESSONS)
def test_grading_draws_no_figure(lesson):
    """A figure costs more than all else that is run: its cell is an experiment."""
    for cell in LOADED[lesson].notebook.cells:
        if cell.cell_type == "code" and EXPERIMENT not in cell.metadata.get("tags", ()):
            drawn = re.findall(
                r"^(?:plt\.|plot\w*\.|\w*plot_|compare_)\w+\(.*", cell.source, re.M
            )
            assert drawn == [], cell.id


@pytest.mark.parametrize("lesson", LESSONS)
def test_checks_are_small(lesson):
    """The data beside a notebook stay below 1 MB."""
    checks = ROOT / "release" / lesson / "checker" / "data" / "checks.npz"
    assert checks.stat().st_size < 1 << 20
