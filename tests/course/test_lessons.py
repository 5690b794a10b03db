"""Every lesson keeps the same promises; the folders of source/ are the list."""

import hashlib
import json
import re
import subprocess

import nbformat
import pytest
from nbclient import NotebookClient

from checker.collect import collect
from checker.judge import NOT_ATTEMPTED, PASSED, judge
from checker.stored import Tables, load_checks
from grader.lesson.blanks import WRITE_HERE, clear_blanks
from grader.lesson.exercise import Contest
from grader.lesson.lesson import EXPERIMENT, Course
from grader.lesson.reference import mutate
from grader.lesson.release import all_cases, visible_checks
from tests.support import ROOT, environment, tree

COURSE = Course(ROOT)
LESSONS = COURSE.lessons()
FUNCTIONS = [(name, f) for name in LESSONS for f in COURSE.lesson(name).exercises]
MISTAKES = [
    (name, f, mistake.id)
    for name, f in FUNCTIONS
    for mistake in COURSE.lesson(name).exercises[f].exercise.mistakes
]
LOADED = {name: COURSE.lesson(name) for name in LESSONS}
CONTESTS = {
    (name, f)
    for name, f in FUNCTIONS
    if isinstance(LOADED[name].exercises[f].exercise, Contest)
}
STORED = {name: visible_checks(LOADED[name]) for name in LESSONS}


def verdicts(lesson, function, text):
    """Judge a function given as text: (with the release's data, with the reference)."""
    loaded = LOADED[lesson].exercises[function]
    scope = dict(loaded.namespace)
    exec(text, scope)
    call = scope[function]
    stored = STORED[lesson][function]["cases"]
    cases = all_cases(loaded)
    visible = judge(
        loaded.spec,
        stored,
        [collect(call, loaded.spec, case) for case in stored],
        Tables(loaded.spec, stored),
    )
    hidden = judge(
        loaded.spec, cases, [collect(call, loaded.spec, c) for c in cases], loaded
    )
    return visible, hidden


@pytest.mark.parametrize(("lesson", "function"), FUNCTIONS)
def test_the_reference_is_right(lesson, function):
    """The source's own solution passes its visible and hidden cases."""
    for verdict in verdicts(lesson, function, LOADED[lesson].exercises[function].text):
        assert verdict.state == PASSED
        assert set(verdict.outputs.values()) == {PASSED}
        assert not verdict.mistakes


@pytest.mark.parametrize(("lesson", "function"), FUNCTIONS)
def test_an_empty_blank_is_not_attempted(lesson, function):
    """The released function earns nothing, is no error, and the blank is named."""
    loaded = LOADED[lesson].exercises[function]
    for verdict in verdicts(lesson, function, clear_blanks(loaded.text)):
        assert verdict.state == NOT_ATTEMPTED
        assert verdict.share(loaded.spec) == 0
        assert loaded.spec["blank_names"][0] in verdict.message


@pytest.mark.parametrize(("lesson", "function", "mistake"), MISTAKES)
def test_a_known_mistake_is_caught_and_named(lesson, function, mistake):
    """Visible and hidden cases both see it and call it by its name and no other."""
    loaded = LOADED[lesson].exercises[function]
    entry = next(m for m in loaded.exercise.mistakes if m.id == mistake)
    for verdict in verdicts(lesson, function, mutate(loaded.text, entry)):
        assert verdict.state == "failed"
        assert verdict.share(loaded.spec) < 1
        assert [name for name, _, _ in verdict.mistakes] == [mistake]
        assert entry.says in verdict.message


@pytest.mark.parametrize(("lesson", "function"), FUNCTIONS)
def test_every_output_is_judged_by_a_hidden_case_and_pays_for_a_blank(lesson, function):
    """No output goes unjudged, and each belongs to exactly one blank.

    In a contest the outputs are its steps, and one call is judged for all of them.
    """
    loaded = LOADED[lesson].exercises[function]
    spec = loaded.spec
    owned = [output for blank in spec["blanks"] for output in blank["outputs"]]
    assert sorted(owned) == sorted(set(spec["outputs"]))
    if (lesson, function) in CONTESTS:
        steps = [step.accuracy for step in loaded.exercise.thresholds]
        assert steps == sorted(set(steps))
        assert len(loaded.cases) == 1
        assert owned == spec["outputs"]
    else:
        for output in owned:
            hidden = loaded.exercise.hidden
            assert [c for c in hidden if not c.wants or output in c.wants]
        assert len(loaded.exercise.mistakes) >= 6
    assert len(loaded.exercise.hints) >= 2
    names = [case.name for case in loaded.cases]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("lesson", LESSONS)
def test_notebook_is_in_canonical_form(lesson):
    """No outputs or counts, speaking ids, short cells, and nbformat's own form."""
    path = LOADED[lesson].notebook_path
    notebook = nbformat.read(path, as_version=4)
    assert path.read_text("utf-8") == nbformat.writes(notebook) + "\n"
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        assert cell.id == (grade_id or cell.id)
        assert re.fullmatch(r"[A-Za-z0-9_-]+", cell.id)
        assert not re.fullmatch(r"[0-9a-f]{8}(-.*)?", cell.id), "a random id"
        if cell.cell_type != "code":
            continue
        assert not cell.outputs
        assert cell.execution_count is None
        lines = cell.source.split("\n")
        assert max(map(len, lines)) <= 79, cell.id
        if not cell.metadata.get("nbgrader", {}).get("solution"):
            assert len(lines) <= 15, cell.id


@pytest.mark.parametrize("lesson", LESSONS)
def test_release_is_what_the_sources_give(lesson, course):
    """`nbgrader generate_assignment` writes the committed release, byte for byte."""
    done = subprocess.run(
        ["nbgrader", "generate_assignment", lesson, "--force"],
        cwd=course,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
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
    for loaded in LOADED[lesson].exercises.values():
        blank = set(clear_blanks(loaded.text).split("\n"))
        for line in loaded.text.split("\n"):
            code = line.split("#")[0].strip()
            if line not in blank and len(code) > 20:
                assert code not in text, code
    checks = load_checks(ROOT / "release" / lesson / "checks.npz")
    for name, entry in checks.items():
        hidden = {c.name for c in LOADED[lesson].exercises[name].exercise.hidden}
        assert not hidden & {case["name"] for case in entry["cases"]}


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
    ]
    env = {k: v for k, v in environment().items() if k != "PYTHONPATH"}
    client = NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}
    )
    client.execute(env=env)  # raises where a cell ends in an error
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
            assert re.fullmatch(r"Fill in `\w+` first; .*\n?", shown), (cell.id, shown)
            told += 1
    assert told > len(LOADED[lesson].exercises)


@pytest.mark.parametrize("lesson", LESSONS)
def test_checks_are_small_and_the_same_every_time(lesson):
    """The data beside a notebook stay below 1 MB and do not change from run to run."""
    from grader.lesson.release import released_files

    first = released_files(LOADED[lesson])["checks.npz"]
    again = released_files(Course(ROOT).lesson(lesson))["checks.npz"]
    assert hashlib.sha256(first).digest() == hashlib.sha256(again).digest()
    assert len(first) < 1_000_000
