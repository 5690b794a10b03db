"""Put the answers of demo/class.toml into released notebooks, as students would.

Each goes into the cell of its function's grade_id. The files that are odd as files,
not as answers, are made from such a notebook by the functions in ODD.
"""

import copy
import os
import re
import shutil
import tomllib
from pathlib import Path

import nbformat

from grader.lesson.answers import read_answers
from grader.lesson.lesson import Course

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CLASS = HERE / "class.toml"
ANSWERS = HERE / "answers"
BLANK = "blank"  # in place of an answer's id
MARK = "# The demo's own: this folder is replaced by the next demo.\n"
DROPOUT = "02-dropout"


def make_course(root, cell_seconds=10):
    """Make a fresh course folder: the sources are a link, the rest is empty.

    A folder `root` of an earlier demo is replaced.  Its nbgrader_config.py is the
    course's own, with a shorter limit, so that an endless loop costs less.
    Raises ValueError if there is something else at `root`, or no limit to shorten.
    """
    root = Path(root)
    if root.exists():
        made = root / "nbgrader_config.py"
        if not made.is_file() or not made.read_text("utf-8").startswith(MARK):
            raise ValueError(f"{root} is no demo course: move it away first.")
        shutil.rmtree(root)
    root.mkdir(parents=True)
    os.symlink(ROOT / "source", root / "source", target_is_directory=True)
    config = (ROOT / "nbgrader_config.py").read_text("utf-8")
    pattern = r"^(c\.Judge\.cell_seconds) = \d+$"
    config, found = re.subn(
        pattern, rf"\1 = {cell_seconds}", config, flags=re.MULTILINE
    )
    if found != 1:
        raise ValueError("nbgrader_config.py has no line `c.Judge.cell_seconds = …`")
    (root / "nbgrader_config.py").write_text(MARK + config, "utf-8")


def whole_class():
    """Return {student: {lesson: {"score": …, function: id}}}, as class.toml has it."""
    return tomllib.loads(CLASS.read_text("utf-8"))


def hand_in(root, names=None, language=""):
    """Write submitted/STUDENT/LESSON/NOTEBOOK for the named students, or for all.

    language: of the release that they filled in; "" for English.
    """
    known, everybody = Course(ROOT), whole_class()
    lessons = {name: known.lesson(name) for work in everybody.values() for name in work}
    for student in names or everybody:
        for name, work in everybody[student].items():
            release = Path(root) / "release" / language / name
            write_submission(Path(root), student, lessons[name], work, release)


def write_submission(root, student, lesson, work, release):
    """Write one submission; work is {function: id}, as class.toml has it.

    release: the folder that the student was given.
    """
    (released,) = release.glob("*.ipynb")
    folder = root / "submitted" / student / lesson.name
    folder.mkdir(parents=True)
    notebook = nbformat.read(released, as_version=4)
    texts = answer_texts(lesson, work)
    for name, text in texts.items():
        cell_of(notebook, name).source = text
    path = folder / released.name
    nbformat.write(notebook, path)
    spoil = ODD.get((student, lesson.name))
    if spoil:
        spoil(path)


def answer_texts(lesson, work):
    """Return {function: text} of the cells that are not left blank.

    Raises ValueError for a function or an answer that there is not.
    """
    named = {name: id for name, id in work.items() if name != "score"}
    unknown = named.keys() - lesson.exercises.keys()
    if unknown:
        raise ValueError(f"{CLASS.name}: {lesson.name} has no {sorted(unknown)}")
    texts = {}
    for name, loaded in lesson.exercises.items():
        own = read_answers(ANSWERS / f"{name}.py", name, loaded.text)
        known = {one.id: one.text for one in (*loaded.answers, *own)}
        id = named.get(name)
        if id is None:
            texts[name] = loaded.text
        elif id in known:
            texts[name] = known[id]
        elif id != BLANK:
            raise ValueError(f"{CLASS.name}: {name} has no answer {id!r}")
    return texts


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
