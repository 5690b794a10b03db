"""A lesson in another language: its catalogue, and its files with those texts."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from nbformat import NotebookNode

from grader.language.catalogue import Text, Texts, load
from grader.language.lesson_texts import (
    cell_texts,
    package_texts,
    put_into_cell,
    put_into_quiz,
    quiz_texts,
)
from grader.language.literals import with_texts
from grader.language.wings import wing_catalogue, wing_texts
from grader.lesson.lesson import Lesson


def lesson_catalogue(lesson: Lesson, language: str) -> Path:
    """Return where the catalogue of a lesson is."""
    return lesson.folder / "_author" / f"{language}.po"


def lesson_texts(lesson: Lesson) -> list[Text]:
    """Return all texts of a lesson that a learner reads, each once for its place."""
    found = [*cell_texts(lesson.notebook.cells)]
    quiz = lesson.folder / "quiz.json"
    if quiz.is_file():
        found += quiz_texts(quiz.read_bytes())
    found += package_texts(lesson.folder, lesson.packages)
    for name, loaded in lesson.exercises.items():
        found += _exercise_texts(name, loaded)
    return list({(one.context, one.english): one for one in found}.values())


def _exercise_texts(name, loaded) -> Iterator[Text]:
    exercise = loaded.exercise
    for number, hint in enumerate(exercise.hints, 1):
        yield Text(hint, f"{name} hint {number}")
    if exercise.does:
        yield Text(exercise.does, f"{name} does")
    for quantity in getattr(exercise, "quantities", ()):
        if quantity.asks:
            yield Text(quantity.asks, f"{name} {quantity.name}")
    for case in exercise.visible:
        yield Text(case.name, f"{name} case")
    for mistake in getattr(loaded, "known_mistakes", ()):
        yield Text(mistake.says, f"{name} {mistake.id}")


def texts_of(lesson: Lesson, language: str) -> Texts:
    """Return what there is of a lesson in a language."""
    return load(lesson_catalogue(lesson, language), lesson_texts(lesson), language)


@cache
def wing_texts_in(wing: str, language: str) -> Texts:
    """Return what there is of a wing in a language."""
    return load(wing_catalogue(wing, language), wing_texts(wing), language)


def put_into_notebook(notebook: NotebookNode, texts: Texts, language: str) -> None:
    """Put a lesson's texts into a notebook as it is released, and name its language."""
    for cell in notebook.cells:
        put_into_cell(cell, texts.get)
    notebook.metadata["lang"] = language


def put_into_files(
    files: dict[str, bytes], lesson: Lesson, texts: Texts, language: str
) -> dict[str, bytes]:
    """Return the files beside a released notebook with the texts of a language."""
    utils, found = wing_texts_in("utils", language), {}
    for name, content in files.items():
        top = name.partition("/")[0]
        if name == "checker/data/quiz.json":
            content = put_into_quiz(content, texts.get)
        elif name.endswith(".py") and top == "utils":
            content = with_texts(content.decode(), utils.get).encode()
        elif name.endswith(".py") and top in lesson.packages:
            here = lambda text, name=name: texts.get(text, name)  # noqa: E731
            content = with_texts(content.decode(), here).encode()
        found[name] = content
    return found
