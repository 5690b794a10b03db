"""What README.md and docs/ say is so: links, commands, options, fields, example."""

import re
import shlex
from dataclasses import fields
from pathlib import Path

import nbformat
import numpy as np
import pytest

from checker.collect import collect
from checker.judge import FAILED, NOT_ATTEMPTED, PASSED, judge
from grader.__main__ import _parser
from grader.lesson.blanks import clear_blanks
from grader.lesson.exercise import Blank, Case, Exercise, Mistake
from grader.lesson.lesson import Course, LoadedExercise
from grader.lesson.reference import mutate
from grader.lesson.release import all_cases
from grader.nbgrader_bridge.plugins import Judge
from grader.submission.grade import ExerciseResult, GradedSubmission
from tests.support import ROOT

README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
TEXTS = {page: page.read_text("utf-8") for page in PAGES}
GRADING = TEXTS[ROOT / "docs" / "grade-a-class.md"]
ADDING = TEXTS[ROOT / "docs" / "add-a-lesson.md"]
LINKS = [
    (page.name, target)
    for page, text in TEXTS.items()
    for target in re.findall(r"\]\(([^)\s]+)\)", text)
    if "://" not in target
]
COMMANDS = sorted(
    {
        command.strip()
        for text in TEXTS.values()
        for command in re.findall(r"(?<!\w)python -m grader( [^`\n]+)", text)
    }
)
LESSONS = Course(ROOT).lessons()


def anchors(text):
    """Return the anchors of a page's headings, as code forges make them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


def first_column(heading):
    """Return the code words in the first column of the table below a line."""
    table = GRADING.split(heading, 1)[1].lstrip("\n").split("\n\n", 1)[0]
    rows = [line.split("|")[1] for line in table.splitlines()[2:]]
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row)]


@pytest.mark.parametrize(("page", "target"), LINKS)
def test_a_link_leads_somewhere(page, target):
    """Each relative link names a file, and its anchor a heading of that file."""
    source = next(path for path in PAGES if path.name == page)
    name, _, anchor = target.partition("#")
    path = (source.parent / name).resolve() if name else source
    assert path.exists()
    if anchor:
        assert anchor in anchors(path.read_text("utf-8"))


def test_the_picture_is_small_and_described():
    """Who cannot see README's picture reads what it shows."""
    [(alternative, target)] = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", TEXTS[README])
    assert len(alternative) > 80
    assert (ROOT / target).stat().st_size < 200_000


def test_every_make_target_exists():
    """Whatever the pages tell to `make` is a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([\w-]+):", makefile, re.MULTILINE))
    pattern = r"(?:`|^ {4,})make ([\w-]+)"
    named = {
        name for text in TEXTS.values() for name in re.findall(pattern, text, re.M)
    }
    assert {"demo", "test", "lab"} <= named <= targets


@pytest.mark.parametrize("command", COMMANDS)
def test_a_grader_command_is_understood(command):
    """Each `python -m grader …` on the pages parses and names lessons there are."""
    options = _parser().parse_args(shlex.split(command))
    named = options.lessons if hasattr(options, "lessons") else [options.lesson]
    assert set(named) <= {*LESSONS, "LESSON"}


def test_every_option_of_the_grader_is_documented():
    """What `grade` understands stands on the page on grading, and nothing else."""
    known = set(re.findall(r"--[a-z-]+", _grade_usage()))
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", GRADING)) - {"--force"}
    assert named == known


def _grade_usage():
    parser = _parser()
    [commands] = [a.choices for a in parser._actions if hasattr(a, "choices")][-1:]
    return commands["grade"].format_usage()


def test_the_limits_are_those_of_the_judge():
    """Each c.Judge option on the pages exists; all are in the table, with defaults."""
    traits = Judge.class_own_traits(config=True)
    named = {
        name for text in TEXTS.values() for name in re.findall(r"c\.Judge\.(\w+)", text)
    }
    assert named == set(traits)
    rows = re.findall(r"^\| `c\.Judge\.(\w+)` \| (\w+) \|", GRADING, re.MULTILINE)
    assert dict(rows) == {k: str(t.default_value) for k, t in traits.items()}


def test_the_json_fields_are_those_of_the_results():
    """The tables of fields are complete, and README's list is."""
    submission = [f.name for f in fields(GradedSubmission) if f.name != "notebook"]
    result = [f.name for f in fields(ExerciseResult)]
    assert first_column("Fields of a submission:") == submission
    assert first_column("Fields of an exercise:") == result
    graded = GradedSubmission(
        "s", "l", "graded", "", 0, 0, (), nbformat.v4.new_notebook()
    )
    assert list(graded.as_json()) == submission
    listed = TEXTS[README].split("for each submission:")[1].split("(", 1)[0]
    assert re.findall(r"`(\w+)`", listed) == submission


def test_the_fields_of_an_exercise_are_described():
    """The page on adding a lesson explains every field of an Exercise, no other."""
    rows = re.findall(r"^\| `(\w+)` \|", ADDING, re.MULTILINE)
    assert sorted(rows) == sorted(f.name for f in fields(Exercise))


def test_the_example_of_a_lesson_works():
    """The example is right, is cleared to a blank, and its mistakes are named."""
    solution, author = re.findall(r"```python\n(.*?)```", ADDING, re.DOTALL)
    scope = {}
    exec(author, scope)
    assert scope["Exercise"] is Exercise
    assert scope["Case"] is Case
    assert scope["Blank"] is Blank
    assert scope["Mistake"] is Mistake
    [exercise] = scope["EXERCISES"]
    loaded = LoadedExercise(exercise, solution, {"np": np})

    def verdict(text):
        names = {"np": np}
        exec(text, names)
        cases = all_cases(loaded)
        results = [collect(names[exercise.name], loaded.spec, c) for c in cases]
        return judge(loaded.spec, cases, results, loaded)

    assert verdict(solution).state == PASSED
    assert verdict(clear_blanks(solution)).state == NOT_ATTEMPTED
    assert len(exercise.mistakes) >= 6
    for mistake in exercise.mistakes:
        found = verdict(mutate(solution, mistake))
        assert found.state == FAILED
        assert [name for name, _, _ in found.mistakes] == [mistake.id]


def test_the_tree_is_there():
    """Each committed folder and file that README names exists."""
    tree = TEXTS[README].split("## The tree in short")[1].split("##")[0]
    names = {*re.findall(r"[\w-]+/", tree), "nbgrader_config.py"}
    made = {"submitted/", "autograded/", "feedback/"}
    assert {"source/", "release/", "utils/", "grader/"} <= names
    for name in names - made:
        assert (ROOT / name).exists(), name
    assert all(Path(ROOT, n).is_file() for n in re.findall(r"`(req[\w.-]+)`", tree))
