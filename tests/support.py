"""What several test files share: the course, submissions, and grading a class."""

import copy
import functools
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from grader.audit.bench import Bench, benches
from grader.lesson.blanks import stub
from grader.lesson.frame import frame, put_around
from grader.lesson.lesson import Course, Lesson
from grader.lesson.release import needed_packages, released_files
from grader.lesson.translation import texts_of, translated_files, translated_notebook

ROOT = Path(__file__).resolve().parent.parent
LESSON = "02-dropout"
# nbgrader's own program, without the seconds that a library builds a grammar.
NBGRADER = (
    sys.executable,
    "-c",
    "from grader.patches import skip_address_grammar; skip_address_grammar()\n"
    "from nbgrader.apps.nbgraderapp import main; main()",
)


@functools.cache
def one_lesson(name: str) -> Lesson:
    """Return a lesson of this course; its answers are read once."""
    return Course(ROOT).lesson(name)


@functools.cache
def lesson_benches(lesson: str) -> dict[str, Bench]:
    """Return {function: its bench}; what one test file judged serves the others."""
    found = benches(one_lesson(lesson))
    return {bench.loaded.name: bench for bench in found}


@functools.cache
def points(lesson: str) -> float:
    """Return how many points a lesson's released notebook can earn."""
    released = ROOT / "release" / lesson / one_lesson(lesson).notebook_path.name
    cells = nbformat.read(released, as_version=4).cells
    settings = [cell.metadata.get("nbgrader", {}) for cell in cells]
    return sum(one["points"] for one in settings if one.get("grade"))


def submit(root, student, lesson, change=None, answers=None):
    """Write submitted/STUDENT/LESSON/NOTEBOOK from the source's own solutions.

    answers: {function: text} replaces a solution; None as text leaves the blank.
    change: called with the notebook before it is written.
    """
    source = one_lesson(lesson)
    released = ROOT / "release" / lesson / source.notebook_path.name
    notebook = nbformat.read(released, as_version=4)
    solutions = {cell.id: cell for cell in source.notebook.cells}
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            text = (answers or {}).get(cell.id, solutions[cell.id].source)
            cell.source = stub(solutions[cell.id]) if text is None else text
    if change:
        change(notebook)
    folder = Path(root) / "submitted" / student / lesson
    folder.mkdir(parents=True)
    path = folder / released.name
    nbformat.write(notebook, path)
    return path


def solution(lesson, function):
    """Return the text of a solution cell."""
    return one_lesson(lesson).exercises[function].text


def reference(lesson, function):
    """Return the function that a solution cell of a loaded lesson defines."""
    loaded = lesson.exercises[function]
    scope = dict(loaded.namespace)
    exec(loaded.text, scope)
    return scope[function]


def tree(folder):
    """Return {relative path: bytes} of all files below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def environment(**more):
    """Return this environment with this Python's programs first on the path."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": programs, **more}


def hear_interrupts():
    """Let a program that is about to start hear Ctrl-C, as it would on a terminal.

    Whatever is started in the background inherits that it is ignored.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def grade(course, *arguments, lesson=LESSON):
    """Run `python -m grader grade … --json`; return {student: result}."""
    done = subprocess.run(
        [sys.executable, "-m", "grader", "grade", lesson, "--json", *arguments],
        cwd=course,
        env=environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
    )
    assert done.returncode in (0, 1), done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["student"]: line for line in lines}


def autograde(course, lesson=LESSON, *options):
    """Run `nbgrader autograde --force`."""
    return subprocess.run(
        [*NBGRADER, "autograde", lesson, "--force", *options],
        cwd=course,
        env=environment(),
        capture_output=True,
        text=True,
    )


def gradebook(course, lesson=LESSON):
    """Return {student: (score, needs manual grade)} as nbgrader has it."""
    from nbgrader.api import Gradebook  # here, as it is slow to load

    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        return {
            s.student.id: (s.score, s.needs_manual_grade)
            for s in book.assignment_submissions(lesson)
        }


def shorten_limits(course, seconds):
    """Give the course a configuration of its own with a shorter time limit."""
    config = course / "nbgrader_config.py"
    text = config.read_text()
    assert "cell_seconds = 30" in text
    config.write_text(text.replace("cell_seconds = 30", f"cell_seconds = {seconds}"))


def filled_release(lesson, folder, language="en"):
    """Write a lesson as it would be released now, filled with its solutions.

    Returns the path of the notebook.
    """
    source = one_lesson(lesson)
    files = released_files(source)
    if language != "en":
        texts = texts_of(source, language)
        files = translated_files(files, source, texts, language)
    for name, content in files.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    notebook = copy.deepcopy(source.notebook)
    for cell in notebook.cells:
        cell.source = re.sub(r"(?s)### BEGIN HIDDEN.*END HIDDEN TESTS", "", cell.source)
    put_around(notebook, frame(lesson, needed_packages(source)))
    if language != "en":
        notebook = translated_notebook(notebook, texts, language)
    path = Path(folder) / source.notebook_path.name
    nbformat.write(notebook, path)
    return path


def execute_alone(path):
    """Run a notebook in its folder, without this repository; return it with outputs.

    Raises where a cell ends in an error.
    """
    notebook = nbformat.read(path, as_version=4)
    env = {k: v for k, v in environment().items() if k != "PYTHONPATH"}
    place = {"metadata": {"path": str(Path(path).parent)}}
    NotebookClient(notebook, timeout=900, resources=place).execute(env=env)
    return notebook
