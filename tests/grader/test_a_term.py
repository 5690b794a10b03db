"""The page on a term is true: its commands, in their order, do what it says."""

import csv
import io
import re
import shlex
import subprocess
import zipfile
from contextlib import redirect_stderr, redirect_stdout

import nbformat
import pytest

from grader.__main__ import main
from tests.grader.test_collect import pack
from tests.support import NBGRADER, ROOT, environment, points, submit, tree

pytestmark = pytest.mark.slow
FIRST, SECOND = "01-l2-regularization", "02-dropout"
PAGE = (ROOT / "docs" / "a-term.md").read_text("utf-8")
COMMANDS = re.findall(r"^    (\S.*)$", PAGE, re.MULTILINE)
CLASS = """Student,ID,SIS User ID,SIS Login ID,Section
"Lovelace, Ada",41,,ada,A
"김, 민준",42,,minjun,A
"Hopper, Grace",43,,grace,A
"""


def download(course, path, when, **students):
    """Write what Canvas lets a teacher download; students: {name in it: lesson}."""
    files = {}
    for number, (sent, lesson) in enumerate(students.items(), 7001):
        made = submit(path.parent / "made" / path.stem, sent, lesson)
        files[f"{sent}_{number}_{made.name}"] = made.read_bytes()
    pack(course / path.name, files, when)


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """Run the page's commands; return (the course, {command: (code, printed)})."""
    root = tmp_path_factory.mktemp("term") / "course"
    root.mkdir()
    (root / "source").symlink_to(ROOT / "source")
    (root / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text())
    (root / "class.csv").write_text(CLASS, "utf-8")
    aside = root.parent
    day = (2026, 11, 20, 10, 0, 0)
    download(root, aside / "lesson-01.zip", day, lovelaceada_41=FIRST, 김민준_42=FIRST)
    later = (2026, 11, 22, 10, 0, 0)
    download(root, aside / "lesson-01-late.zip", later, hoppergrace_43=FIRST)
    download(root, aside / "lesson-02.zip", later, 김민준_42=SECOND)
    done = []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        (aside / "temporary").mkdir()  # for what `preview` leaves there
        patch.setattr("tempfile.tempdir", str(aside / "temporary"))
        for command in COMMANDS:
            done.append((command, *run(shlex.split(command), root)))
    return root, done


def run(words, root):
    """Run one command of the page; return (exit code, what it printed)."""
    if words[0] != "nbgrader":
        assert words[:3] == ["python", "-m", "grader"]
        printed = io.StringIO()
        with redirect_stdout(printed), redirect_stderr(printed):
            code = main(words[3:])
        return code, printed.getvalue()
    done = subprocess.run(
        [*NBGRADER, *words[1:]],
        cwd=root,
        env=environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def said(term, beginning):
    """Return what the commands printed that begin so."""
    return [told for command, _, told in term[1] if command.startswith(beginning)]


def test_each_command_succeeds(term):
    """No command of the page fails; the page has all that is needed for a term."""
    for command, code, told in term[1]:
        assert code == 0, f"{command}: {told}"
    used = {shlex.split(command)[3] for command, *_ in term[1] if "grader " in command}
    needed = {"preview", "release", "publish", "collect", "grade", "report", "export"}
    assert needed | {"regrade", "undo", "feedback"} <= used


def test_work_is_taken_in_by_the_roster(term):
    """First it is told, then done; who handed in nothing is named."""
    dry, real, late, second = said(term, "python -m grader collect")
    assert "minjun: would be taken" in dry and "minjun: taken" in real
    assert "handed in nothing yet: grace" in real
    assert "1 taken" in late and "handed in nothing" in late
    assert "handed in nothing yet: ada, grace" in second


def test_only_what_has_changed_is_graded(term):
    """The second time two of three were graded before."""
    _, again, _ = said(term, "python -m grader grade")
    assert "2 of 3 submissions were graded before and have not changed" in again


def test_a_change_is_shown_done_and_taken_back(term):
    """The dry run writes nothing; undo names all that it put back as it was."""
    dry, done = said(term, "python -m grader regrade")
    assert "Nothing was written" in dry and "3 graded, 0 not graded" in done
    (back,) = said(term, "python -m grader undo")
    assert "3 submissions as before" in back


def test_pages_are_packed_for_each_student(term):
    """One archive for everybody who handed in, with the page in it."""
    folder = term[0] / "reports" / f"{FIRST}-feedback"
    names = {path.stem for path in folder.iterdir()}
    assert names == {"ada", "grace", "minjun"}
    with zipfile.ZipFile(folder / "ada.zip") as archive:
        assert archive.namelist() == [f"{FIRST}/l2-regularization.html"]


def test_the_final_grades(term):
    """Two lessons, names, a total; what was not handed in is empty, with the reason."""
    with (term[0] / "reports" / "grades-csv.csv").open(encoding="utf-8-sig") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert rows["minjun"]["last_name"] == "김"
    first, second = f"{points(FIRST):g}", f"{points(SECOND):g}"
    both = f"{points(FIRST) + points(SECOND):g}"
    assert (rows["minjun"][FIRST], rows["minjun"][SECOND]) == (first, second)
    assert (rows["minjun"]["total"], rows["minjun"]["possible"]) == (both, both)
    assert (rows["ada"][SECOND], rows["ada"]["total"]) == ("", first)
    assert rows["ada"][f"{SECOND} status"] == "nothing handed in"
    assert rows["grace"][FIRST] == first
    with (term[0] / "reports" / "grades-canvas.csv").open(encoding="utf-8-sig") as file:
        numbers = {row["ID"]: row[FIRST] for row in csv.DictReader(file)}
    assert numbers == dict.fromkeys(("", "41", "42", "43"), first)


def test_what_is_public_is_the_release(term):
    """Beside the course: two lessons, also in Korean, for Binder; no solution."""
    public = tree(term[0].parent / "my-public-course")
    assert {name.split("/")[0] for name in public} == {FIRST, SECOND, ".binder", "ko"}
    notebook = nbformat.reads(public[f"{SECOND}/dropout.ipynb"].decode(), 4)
    assert "D1 = None" in "\n".join(cell.source for cell in notebook.cells)
