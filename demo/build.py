"""Put the functions of demo/class/ into released notebooks, as students would.

demo/class/STUDENT/LESSON.py holds a student's functions as plain text; each goes
into the cell of that grade_id.  The files that are odd as files, not as answers,
are made from such a notebook by the functions in ODD.
"""

import ast
import copy
import os
import re
import shutil
from pathlib import Path

import nbformat

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CLASS = HERE / "class"
LINKED = ("source", "grader", "utils")
DROPOUT = "02-dropout"


def make_course(root, cell_seconds=10):
    """Make a fresh course folder: sources and code are links, the rest is empty.

    A folder `root` of an earlier demo is replaced.  Its nbgrader_config.py is the
    course's own, with a shorter limit, so that an endless loop costs less.
    Raises ValueError if there is something else at `root`, or no limit to shorten.
    """
    root = Path(root)
    if root.exists():
        if not all((root / name).is_symlink() for name in LINKED):
            raise ValueError(f"{root} is no demo course: move it away first.")
        shutil.rmtree(root)
    root.mkdir(parents=True)
    for name in LINKED:
        os.symlink(ROOT / name, root / name, target_is_directory=True)
    config = (ROOT / "nbgrader_config.py").read_text("utf-8")
    pattern = r"^(c\.Judge\.cell_seconds) = \d+$"
    config, found = re.subn(
        pattern, rf"\1 = {cell_seconds}", config, flags=re.MULTILINE
    )
    if found != 1:
        raise ValueError("nbgrader_config.py has no line `c.Judge.cell_seconds = …`")
    (root / "nbgrader_config.py").write_text(config, "utf-8")


def students():
    """Return the names of the class, sorted."""
    return sorted(path.name for path in CLASS.iterdir() if path.is_dir())


def hand_in(root, names=None):
    """Write submitted/STUDENT/LESSON/NOTEBOOK for the named students, or for all."""
    for student in names or students():
        for answers in sorted((CLASS / student).glob("*.py")):
            write_submission(Path(root), student, answers)


def write_submission(root, student, answers):
    """Write one submission from the file `answers`, named after its lesson."""
    lesson = answers.stem
    (released,) = (root / "release" / lesson).glob("*.ipynb")
    folder = root / "submitted" / student / lesson
    folder.mkdir(parents=True)
    notebook = nbformat.read(released, as_version=4)
    texts = functions(answers.read_text("utf-8"))
    for name, text in texts.items():
        cell_of(notebook, name).source = text
    path = folder / released.name
    nbformat.write(notebook, path)
    spoil = ODD.get((student, lesson))
    if spoil:
        spoil(path)


def functions(source):
    """Return {name: text} of the functions in a source text, in order."""
    return {
        node.name: ast.get_source_segment(source, node)
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
    }


def cell_of(notebook, grade_id):
    """Return the cell of that grade_id; KeyError if there is none."""
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id:
            return cell
    raise KeyError(f"the released notebook has no cell {grade_id!r}")


def truncate(path):
    """Cut the file off in the middle, as an upload that broke off does."""
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])


def save_as_utf_16(path):
    """Save the file in another encoding, as some editors do."""
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))


def duplicate_answer(path):
    """Put an older, wrong try with the same grade_id above the first answer."""
    notebook = nbformat.read(path, as_version=4)
    answer = next(
        c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("solution")
    )
    older = copy.deepcopy(answer)
    older.id = "older-try"
    older.source = answer.source.replace("/ keep_prob", "* keep_prob")
    notebook.cells.insert(notebook.cells.index(answer), older)
    nbformat.write(notebook, path)


def delete_tests(path):
    """Delete the graded test cells."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [
        c for c in notebook.cells if not c.metadata.get("nbgrader", {}).get("grade")
    ]
    nbformat.write(notebook, path)


ODD = {
    ("truncated-file", DROPOUT): truncate,
    ("utf-16-file", DROPOUT): save_as_utf_16,
    ("duplicated-answer", DROPOUT): duplicate_answer,
    ("deleted-test", DROPOUT): delete_tests,
}
