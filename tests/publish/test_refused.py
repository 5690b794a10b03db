"""What would give the truth away is not published, and the reason is told."""

import dataclasses
import shutil

import nbformat
import pytest

from checker.stored import checks_bytes, load_checks
from grader.lesson.cells import is_answer
from grader.lesson.lesson import Course
from grader.lesson.release import CHECKS
from tests.publish.conftest import LESSON, NOTEBOOK
from tests.support import ROOT

pytestmark = pytest.mark.slow
FUNCTION = "forward_propagation_with_dropout"


def in_notebook(change):
    """Return a spoiler that changes the released notebook and the matching source."""

    def spoil(folder):
        path = folder / NOTEBOOK
        released = nbformat.read(path, 4)
        change(released, Course(ROOT).lesson(LESSON).notebook)
        nbformat.write(released, path)

    return spoil


def solved(released, source):
    truth = {cell.id: cell.source for cell in source.cells if is_answer(cell)}
    for cell in released.cells:
        cell.source = truth.get(cell.id, cell.source)


def elsewhere(released, source):
    """One line of a solution, in a cell of its own."""
    code = next(cell.source for cell in source.cells if is_answer(cell))
    begin = code.index("START CODE HERE")
    lines = [line for line in code[begin:].split("\n")[1:] if len(line) > 30]
    released.cells[0].source += "\n" + lines[0].split("#")[0].strip()


def with_tests(released, source):
    for cell in released.cells:
        if cell.id.endswith("-test"):
            cell.source = next(c.source for c in source.cells if c.id == cell.id)


def ran(released, source):
    cell = next(cell for cell in released.cells if cell.cell_type == "code")
    cell.outputs = [nbformat.v4.new_output("stream", text="x")]


def in_code(folder):
    with (folder / "utils" / "network.py").open("a") as file:
        file.write("# a note\n")


def no_archive(folder):
    (folder / CHECKS).write_bytes(b"not an archive")


def hidden_case(folder):
    """Call a stored case as a hidden one is called."""
    checks = load_checks(folder / CHECKS)
    entry = checks[FUNCTION]
    hidden = Course(ROOT).lesson(LESSON).exercises[FUNCTION].exercise.hidden[0]
    cases = (hidden, *entry.cases[1:])
    checks[FUNCTION] = dataclasses.replace(entry, cases=cases)
    (folder / CHECKS).write_bytes(checks_bytes(checks))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (in_notebook(solved), "is not emptied as in the sources"),
        (in_notebook(elsewhere), "holds a line of a solution or hidden test"),
        (in_notebook(with_tests), "has a marker of a solution or hidden test"),
        (in_notebook(ran), "has outputs"),
        (in_code, "utils/network.py is not as in the sources"),
        (hidden_case, "holds the hidden case"),
        (no_archive, "checks.npz cannot be read"),
        (lambda folder: (folder / NOTEBOOK).write_text("{"), "is no notebook"),
        (lambda folder: (folder / "link").symlink_to("/etc/hosts"), "is a link"),
        (lambda folder: (folder / NOTEBOOK).unlink(), f"{NOTEBOOK} is missing"),
    ],
)
def test_a_release_that_would_tell_is_not_published(
    course, publish, tmp_path, spoil, told
):
    """The reason is told, and no file of any lesson is written."""
    spoil(course / "release" / LESSON)
    code, said = publish()
    assert code == 2 and told in said, said
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize("place", [".", "release", "site"])
def test_the_course_itself_is_no_public_place(course, publish, place):
    """What is committed with the course is private, so nothing is published there."""
    code, said = publish(folder=course / place)
    assert code == 2 and "lies in the course, which is private" in said


@pytest.mark.parametrize("name", ["source", "gradebook.db", "01/_author"])
def test_a_folder_with_the_truth_in_it_is_refused(publish, tmp_path, name):
    """Whoever names a copy of the course by mistake is told so."""
    (tmp_path / "public" / name).mkdir(parents=True)
    code, said = publish()
    assert code == 2 and "it is a course, or was one" in said


def test_nothing_to_publish(course, publish):
    """A course without releases, and a lesson without one, say what to run."""
    shutil.rmtree(course / "release" / LESSON)
    code, said = publish("--lessons", LESSON)
    assert code == 2 and f"python -m grader release {LESSON}" in said
    shutil.rmtree(course / "release")
    code, said = publish()
    assert code == 2 and "Run `python -m grader release`" in said
