"""What README.md and docs/ say is so: links, paths, commands, options, fields."""

import importlib.util
import re
import shlex
from dataclasses import fields
from pathlib import Path

import nbformat
import pytest

from grader.__main__ import COMMANDS as COMMAND_NAMES
from grader.__main__ import _parser
from grader.cli.new import new
from grader.lesson.exercise import Exercise
from grader.lesson.lesson import Course
from grader.nbgrader_bridge.plugins import Judge
from grader.sandbox.limits import Limits
from grader.submission.result import ExerciseResult, GradedSubmission
from tests.support import ROOT

README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
COURSES = [ROOT / folder / "README.md" for folder in ("source", "release")]
KOREAN = ROOT / "README.ko.md"
PAGES = [README, KOREAN, CONTRIBUTING, *sorted((ROOT / "docs").glob("*.md")), *COURSES]
TEXTS = {page: page.read_text("utf-8") for page in PAGES}
GRADING = TEXTS[ROOT / "docs" / "grade-a-class.md"]
ADDING = TEXTS[ROOT / "docs" / "add-a-lesson.md"]
ARCHITECTURE = TEXTS[ROOT / "docs" / "architecture.md"]
LINKS = [
    (str(page.relative_to(ROOT)), target)
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
    source = ROOT / page
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


def test_the_korean_page_tells_the_commands_of_the_english_one():
    """README.ko.md names each lesson; its blocks of commands stand in README.md."""
    english = TEXTS[README]
    blocks = re.findall(r"^ {4}(\S.*)$", TEXTS[KOREAN], re.MULTILINE)
    assert blocks and all(f"    {line}\n" in english for line in blocks)
    rows = re.findall(r"^\| (\d\d) \|", TEXTS[KOREAN], re.MULTILINE)
    assert rows == [name[:2] for name in LESSONS]


def test_the_korean_term_has_the_commands_of_the_english_one():
    """docs/a-term.ko.md tells all that docs/a-term.md does, in its order."""
    english, korean = (
        re.findall(r"^ {4}(\S.*)$", TEXTS[ROOT / "docs" / name], re.MULTILINE)
        for name in ("a-term.md", "a-term.ko.md")
    )
    assert korean == english


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
    words = shlex.split(command)
    options = _parser(words[:1]).parse_args(words)
    named = getattr(options, "lessons", [getattr(options, "lesson", "LESSON")]) or []
    if words[0] != "new":
        assert set(named) <= {*LESSONS, "LESSON"}


def test_every_option_of_the_grader_is_documented():
    """What these commands understand stands on the page on grading, no more."""
    commands = ("grade", "watch", "regrade", "undo", "feedback")
    known = {o for c in commands for o in re.findall(r"--[a-z-]+", _usage(c))}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", GRADING)) - {
        "--force",
        "--help",
    }
    assert named == known


@pytest.mark.parametrize(
    ("command", "page"),
    [
        ("collect", "learning-platforms.md"),
        ("export", "learning-platforms.md"),
        ("publish", "publish.md"),
    ],
)
def test_every_option_has_its_page(command, page):
    """What these commands understand stands on the page about them."""
    known = set(re.findall(r"--[a-z-]+", _usage(command))) - {"--course"}
    page = TEXTS[ROOT / "docs" / page]
    assert known <= set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page))


def _usage(command):
    parser = _parser([command])
    [commands] = [a.choices for a in parser._actions if hasattr(a, "choices")][-1:]
    return commands[command].format_usage()


def test_every_command_is_documented():
    """Each command stands with its arguments in the table of the page on grading."""
    found = first_column(
        "alone, comes one of\n\n<!-- [[[cog cog.outl(commands()) ]]] -->"
    )
    assert [text.split()[0] for text in found] == list(COMMAND_NAMES)
    for name in COMMAND_NAMES:
        assert importlib.import_module(f"grader.cli.{name}").add_arguments


def test_the_limits_are_those_of_the_judge():
    """Each c.Judge option on the pages exists; all are documented, with defaults."""
    traits = Judge.class_traits(config=True)
    limits = {field.name: traits[field.name] for field in fields(Limits)}
    named = {
        name for text in TEXTS.values() for name in re.findall(r"c\.Judge\.(\w+)", text)
    }
    assert named - {"LIMIT"} <= {*limits, "sealed"}
    assert "sealed" in named
    table = GRADING.split("cog.outl(limits())", 1)[1].split("[[[end]]]", 1)[0]
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \|", table, re.MULTILINE)
    assert dict(rows) == {k: str(t.default_value) for k, t in limits.items()}


def test_the_json_fields_are_those_of_the_results():
    """The tables of fields are complete."""
    submission = [f.name for f in fields(GradedSubmission)]
    submission = [f for f in submission if f not in ("notebook", "others")]
    result = [f.name for f in fields(ExerciseResult)]
    assert first_column("Fields of a submission:") == submission
    assert first_column("Fields of an exercise:") == result
    graded = GradedSubmission(
        "s", "l", "graded", "", 0, 0, (), nbformat.v4.new_notebook()
    )
    assert list(graded.as_json()) == submission


def test_the_fields_of_an_exercise_are_described():
    """The page on adding a lesson explains every field of an Exercise, no other."""
    rows = re.findall(r"^\| `(\w+)` \|", ADDING, re.MULTILINE)
    assert sorted(rows) == sorted(f.name for f in fields(Exercise))


def test_every_path_of_the_architecture_exists():
    """Each file that "if you want to change X, open Y" names is there to be opened."""
    table = ARCHITECTURE.split("## If you want to change X, open Y", 1)[1]
    table = table.split("\n## ", 1)[0]
    rows = [line.split("|")[1:3] for line in table.splitlines() if line[:1] == "|"][2:]
    assert len(rows) >= 15
    for change, where in rows:
        paths = re.findall(r"`([^`]+)`", where)
        assert paths, change
        for path in paths:
            assert (ROOT / path).is_file(), f"{change.strip()}: {path}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_of_ours_that_a_page_names_exists(page):
    """A path with a folder of ours before it is one that there is."""
    folders = "grader|checker|utils|tests|demo|benchmarks"
    named = re.findall(rf"`((?:{folders})/[\w./-]+)`", TEXTS[page])
    made = ("checker/data",)  # of a release
    for path in named:
        assert path.startswith(made) or (ROOT / path).exists(), path


def test_the_fields_of_an_answer_are_described():
    """The page on adding a lesson explains each field that an answer may have."""
    for name in ("says", "keeps", "part"):
        assert f"`# {name}:" in ADDING


def test_the_tree_is_there():
    """Each committed folder and file that README names exists."""
    tree = TEXTS[README].split("## The tree in short")[1].split("##")[0]
    names = {*re.findall(r"[\w-]+/", tree), "nbgrader_config.py"}
    made = {"submitted/", "autograded/", "feedback/"}
    assert {"source/", "release/", "utils/", "grader/"} <= names
    for name in names - made:
        assert (ROOT / name).exists(), name
    assert all(Path(ROOT, n).is_file() for n in re.findall(r"`(req[\w.-]+)`", tree))


@pytest.fixture
def generate(tmp_path, monkeypatch):
    """docs/generate.py, for a course with one new lesson, in the folder `lesson`."""
    path = ROOT / "docs" / "generate.py"
    spec = importlib.util.spec_from_file_location("generate", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "source").mkdir()
    new(tmp_path, "09-momentum")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    module.lesson = tmp_path / "source" / "09-momentum"
    return module


def test_the_table_of_lessons_needs_what_it_is_made_from(generate):
    """Where it is missing, a sentence names the file and what it should hold."""
    assert "| [09 · Momentum](09-momentum/momentum.ipynb) |" in generate.lessons()
    about = generate.lesson / "_author" / "about.toml"
    about.write_text('needs = "NumPy"\n')
    with pytest.raises(SystemExit, match="about.toml: expected in_one_sentence"):
        generate.lessons()
    about.unlink()
    with pytest.raises(SystemExit, match="about.toml: expected in_one_sentence"):
        generate.lessons()
    notebook = generate.lesson / "momentum.ipynb"
    notebook.write_text(notebook.read_text().replace("minutes*", "hours*"))
    with pytest.raises(SystemExit, match="momentum.ipynb: expected a first cell"):
        generate.lessons()
