"""`python -m grader release [LESSON…]`: build release/ from source/."""

import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.cli.common import CommandError, load_assignments
from grader.language.catalogue import LANGUAGES, BrokenCatalogue
from grader.lesson.blanks import stub
from grader.lesson.cells import grade_id, is_answer
from grader.lesson.lesson import Lesson
from grader.lesson.release import SOLUTIONS, released_code
from grader.lesson.release import solutions as lesson_solutions
from grader.lesson.translation import left_to_do, translated_release


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="default: all")
    parser.add_argument(
        "--solutions",
        action="store_true",
        help="with the solutions of the functions, for check.solution()",
    )
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        help="only this language, which fails where a text is missing or fuzzy",
    )


def run(root: Path, options: Namespace) -> int:
    if options.language:
        return release_translated(root, options.lessons, options.language, True)
    release(root, options.lessons, options.solutions)
    for language in LANGUAGES:
        release_translated(root, options.lessons, language, False)
    return 0


def release(root: Path, names: Sequence[str] = (), solutions: bool = False) -> int:
    """Build release/ for the named lessons, or for all; return 0.

    solutions: with those of the graded functions, in checker/data/ of each lesson.
    """
    lessons = load_assignments(root, names)
    from grader.nbgrader_bridge import course

    for lesson in lessons:
        try:
            course.release(root, lesson.name)
        except course.CourseError as error:
            raise CommandError(str(error)) from None
        if solutions and isinstance(lesson, Lesson):
            path = root / "release" / lesson.name / SOLUTIONS
            path.write_bytes(lesson_solutions(lesson))
        print(f"release/{lesson.name}")
    return 0


def release_translated(
    root: Path, names: Sequence[str], language: str, demanded: bool
) -> int:
    """Build release/LANGUAGE for lessons that are whole in it, from release/; return 0.

    demanded: raise CommandError where a text is missing, rather than say so.
    """
    for lesson in load_assignments(root, names):
        if not isinstance(lesson, Lesson):
            continue
        place = f"release/{language}/{lesson.name}"
        try:
            missing, fuzzy = left_to_do(lesson, language)
        except BrokenCatalogue as error:
            raise CommandError(str(error)) from None
        if missing or fuzzy:
            shutil.rmtree(root / place, ignore_errors=True)
            why = (
                f"{place} is left out: {missing} texts are missing, {fuzzy} are "
                f"fuzzy. `python -m grader translate {lesson.name}` writes them to its "
                ".po file."
            )
            if demanded:
                raise CommandError(why)
            print(why)
            continue
        source = root / "release" / lesson.name
        if not source.is_dir():
            raise CommandError(
                f"{source} is missing: build the English release first, with "
                f"`python -m grader release {lesson.name}`."
            )
        write_translated(lesson, source, root / place, language)
        print(place)
    return 0


def write_translated(lesson: Lesson, source: Path, target: Path, language: str) -> None:
    """Write a release, which is in `source`, in another language to `target`.

    Raises CommandError where it is older than the lesson's source.
    """
    notebook = nbformat.read(source / lesson.notebook_path.name, as_version=4)
    files = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    changed = what_changed(lesson, notebook, files)
    if changed:
        raise CommandError(
            f"{source} is older than source/{lesson.name} ({', '.join(changed[:3])}): "
            "build the English release first, with "
            f"`python -m grader release {lesson.name}`."
        )
    shutil.rmtree(target, ignore_errors=True)
    for name, content in translated_release(files, lesson, language).items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)


def what_changed(
    lesson: Lesson, notebook: NotebookNode, files: Mapping[str, bytes]
) -> list[str]:
    """Return which files and cells of an English release are not the source's now.

    Tests are left out: a release shows a part of each, and its cards are in checks.npz.
    """
    there = {cell.id: cell.source for cell in notebook.cells}
    own = [c for c in lesson.notebook.cells if is_answer(c) or not grade_id(c)]
    wanted = {c.id: stub(c) if is_answer(c) else c.source for c in own}
    cells = [f"cell {name}" for name in wanted if there.get(name) != wanted[name]]
    code = released_code(lesson).items()
    return cells + [name for name, content in code if files.get(name) != content]
