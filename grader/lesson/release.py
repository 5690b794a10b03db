"""A lesson's folder as students get it: what lies beside its notebook."""

import compileall
import json
from collections.abc import Callable
from pathlib import Path

from nbformat import NotebookNode

import checker
import utils
from checker.collect import collect
from checker.inputs import Factory
from checker.judge import judge
from checker.records import Verdict
from checker.solutions import FILE
from checker.stored import checks_bytes
from grader.lesson.checks import visible_checks
from grader.lesson.former_names import former_names
from grader.lesson.frame import (
    LISTING,
    README,
    archive_name,
    digest_of,
    frame,
    needed_libraries,
    put_around,
    readme,
)
from grader.lesson.lesson import Lesson
from grader.lesson.source_text import imported_modules

DATA = "checker/data"
CHECKS = f"{DATA}/checks.npz"
SOLUTIONS = f"{DATA}/{FILE}"
_NOT_RELEASED = ("_author", "__pycache__", ".ipynb_checkpoints")


def released_files(lesson: Lesson) -> dict[str, bytes]:
    """Return {relative path: bytes} of all that lies beside a released notebook."""
    return {**released_code(lesson), CHECKS: checks_bytes(visible_checks(lesson))}


def released_code(lesson: Lesson) -> dict[str, bytes]:
    """Return those files but for the checks, which take seconds to make."""
    top = Path(utils.__file__).resolve().parent.parent
    files = _own_files(lesson.folder)
    if "quiz.json" in files:
        files[f"{DATA}/quiz.json"] = files.pop("quiz.json")
    for path in sorted({*_helpers(lesson), *_checker()}):
        files[path.relative_to(top).as_posix()] = path.read_bytes()
    files["requirements.txt"] = (top / "requirements.txt").read_bytes()
    title = lesson.notebook.cells[0].source.partition("\n")[0].lstrip("# ")
    there = needed_packages(lesson)
    files[README] = readme(title, lesson.notebook_path.name, there)
    names = sorted({CHECKS, *files} - {README, "requirements.txt"})
    files[LISTING] = "".join(f"{name}\n" for name in names).encode()
    return files


def needed_packages(lesson: Lesson) -> list[str]:
    """Return the packages that lie beside a released notebook."""
    uses = ["utils"] if _helpers(lesson) else []
    return ["checker", *uses, *lesson.packages]


def solutions(lesson: Lesson) -> bytes:
    """Return those of a lesson's functions, as `check.solution()` reads them."""
    texts = {name: one.text for name, one in lesson.exercises.items()}
    return json.dumps(texts, indent=1).encode()


def pack(notebook: NotebookNode, lesson: Lesson, address: str) -> dict[str, bytes]:
    """Put what surrounds a lesson into its notebook; return what lies beside it.

    address: where the archives of `python -m grader publish` can be fetched, or "".
    """
    files = released_files(lesson)
    where = f"{address.rstrip('/')}/{archive_name(lesson.name)}" if address else ""
    parts = needed_packages(lesson), where, digest_of(files)
    put_around(notebook, frame(lesson.name, *parts, needed_libraries(files)))
    # One form, whatever the source's authoring tool left behind.
    notebook.metadata = {
        key: notebook.metadata[key]
        for key in ("kernelspec", "language_info")
        if key in notebook.metadata
    }
    return files


def unpack(lesson: Lesson, folder: Path) -> Path:
    """Write a lesson's files into a new folder, compiled for quick imports.

    The visible checks are those of the release, if there is one: grading has all
    cases from the source, and only a cell that a student added could ask for them.
    """
    files = released_code(lesson)
    released = lesson.folder.parent.parent / "release" / lesson.name / CHECKS
    if released.is_file():
        files[CHECKS] = released.read_bytes()
    for name, content in {**files, **former_names(lesson.packages, files)}.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    compileall.compile_dir(folder, quiet=2)
    return Path(folder)


def _own_files(folder):
    """Return {relative path: bytes} of what an author put beside the notebook."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if not path.is_file() or path.suffix in (".ipynb", ".pyc"):
            continue
        if not set(name.parts) & set(_NOT_RELEASED) and path.name != ".DS_Store":
            found[name.as_posix()] = path.read_bytes()
    return found


def _checker():
    folder = Path(checker.__file__).resolve().parent
    return [p for p in folder.rglob("*.py") if "__pycache__" not in p.parts]


def _helpers(lesson):
    """Return the paths of the modules of utils/ that a lesson needs in the end."""
    folder = Path(utils.__file__).resolve().parent
    names = ["utils"]
    for source in lesson.code:
        names += imported_modules(source, True)
    for package in lesson.packages:
        for path in (lesson.folder / package).rglob("*.py"):
            names += imported_modules(path.read_text("utf-8"), True)
    for loaded in lesson.exercises.values():
        for case in loaded.cases:
            made = [v for v in case.inputs.values() if isinstance(v, Factory)]
            names += [value.function.split(":")[0] for value in made]
    found, seen = set(), set()
    for name in names:  # grows on the way
        parts = name.split(".")
        if name in seen or parts[0] != "utils":
            continue
        seen.add(name)
        names += [".".join(parts[:n]) for n in range(1, len(parts))]
        place = folder.joinpath(*parts[1:])
        for path in (place.with_suffix(".py"), place / "__init__.py"):
            if path.is_file():
                found.add(path)
                names += imported_modules(path.read_text("utf-8"), True)
    return found


def hidden_verdict(lesson: Lesson, name: str, function: Callable) -> Verdict:
    """Judge a function on all cases of a lesson, as grading would."""
    loaded = lesson.exercises[name]
    results = [collect(function, loaded.spec, case) for case in loaded.cases]
    return judge(loaded.spec, loaded.cases, results, loaded)
