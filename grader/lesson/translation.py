"""A lesson in another language: its catalogue, and its files with those texts."""

import copy
import dataclasses
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from checker.stored import checks_bytes, load_checks
from grader.language.catalogue import Text, Texts, compiled, known, load
from grader.language.lesson_texts import (
    blocks,
    cell_texts,
    label_texts,
    package_texts,
    put_into_cell,
    put_into_module,
    put_into_quiz,
    quiz_texts,
)
from grader.language.literals import with_texts
from grader.language.wings import WINGS, wing_catalogue, wing_texts
from grader.lesson.blanks import WRITE_HERE
from grader.lesson.frame import (
    HOW,
    LOOK,
    README,
    archive_name,
    digest_in,
    digest_of,
    frame_texts,
    readme,
)
from grader.lesson.lesson import Lesson
from grader.lesson.reference import AuthorError


def lesson_catalogue(lesson: Lesson, language: str) -> Path:
    """Return where the catalogue of a lesson is."""
    return lesson.folder / "_author" / f"{language}.po"


def lesson_texts(lesson: Lesson) -> list[Text]:
    """Return all texts of a lesson that a learner reads, each once for its place."""
    found = [*cell_texts(lesson.notebook.cells), *label_texts(labels(lesson))]
    quiz = lesson.folder / "quiz.json"
    if quiz.is_file():
        found += quiz_texts(quiz.read_bytes())
    found += package_texts(lesson.folder, lesson.packages)
    for name, loaded in lesson.exercises.items():
        found += _exercise_texts(name, loaded)
    return list({(one.context, one.english): one for one in found}.values())


def labels(lesson: Lesson) -> dict[str, list[str]]:
    """Return {cell id or file name: labels}, as _author/labels.toml has them."""
    path = lesson.folder / "_author" / "labels.toml"
    try:
        return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (OSError, ValueError) as error:
        raise AuthorError(
            f"{path} cannot be read ({error}). Expected lines like "
            'CELL = ["label", "another"].'
        ) from None


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
        if mistake.part:
            yield Text(mistake.part, f"{name} part")


def texts_of(lesson: Lesson, language: str) -> Texts:
    """Return what there is of a lesson in a language."""
    return load(lesson_catalogue(lesson, language), lesson_texts(lesson), language)


@cache
def wing_texts_in(wing: str, language: str) -> Texts:
    """Return what the catalogue of a wing has; the grader's: what is around lessons."""
    return known(wing_catalogue(wing, language), language)


def left_to_do(lesson: Lesson, language: str) -> tuple[int, int]:
    """Return how many texts a release of a lesson lacks, and how many are fuzzy."""
    wanted = {wing: wing_texts(wing) for wing in WINGS}
    wanted["grader"] += frame_texts()
    found = [
        load(wing_catalogue(wing, language), texts, language)
        for wing, texts in wanted.items()
    ]
    found.append(texts_of(lesson, language))
    missing = sum(len(texts.missing) for texts in found)
    return missing, sum(len(texts.fuzzy) for texts in found)


def translated_notebook(
    notebook: NotebookNode, texts: Texts, language: str
) -> NotebookNode:
    """Return a notebook, as it is released, with a lesson's texts in a language.

    Ids, metadata and code are the same, but for "lang" and literals; nbgrader's
    checksums are those of the new cells.
    """
    found, around = copy.deepcopy(notebook), wing_texts_in("grader", language)
    for cell in found.cells:
        if cell.source == WRITE_HERE:
            cell.source = around.get(WRITE_HERE)
        put_into_cell(cell, around if cell.id in (HOW, LOOK) else texts)
        data = cell.metadata.get("nbgrader", {})
        if "checksum" in data:
            # Here, as it takes a second, and who grades needs the texts alone.
            from nbgrader.utils import compute_checksum

            data["checksum"] = compute_checksum(cell)
    found.metadata["lang"] = language
    return found


def translated_release(
    files: Mapping[str, bytes], lesson: Lesson, language: str
) -> dict[str, bytes]:
    """Return a released folder in a language, {relative path: bytes}.

    files: those of the English one. A notebook that fetches its files when it is alone
    fetches those of its language, from a folder of that name.
    """
    texts, name = texts_of(lesson, language), lesson.notebook_path.name
    beside = {path: content for path, content in files.items() if path != name}
    found = translated_files(beside, lesson, texts, language)
    notebook = nbformat.reads(files[name].decode("utf-8"), as_version=4)
    text = nbformat.writes(translated_notebook(notebook, texts, language)) + "\n"
    if there := digest_in(files[name]):
        own = archive_name(lesson.name)
        text = text.replace(there, digest_of(found)).replace(
            f"/{own}", f"/{language}/{own}"
        )
    return {**found, name: text.encode("utf-8")}


def translated_files(
    files: Mapping[str, bytes], lesson: Lesson, texts: Texts, language: str
) -> dict[str, bytes]:
    """Return the files beside a released notebook in a language.

    files: {relative path: bytes} of the English release.
    """
    found = {}
    for name, content in files.items():
        found[name] = _translated(name, content, lesson, texts, language)
    title = texts.get(blocks(lesson.notebook.cells[0].source)[0], _first_id(lesson))
    text = wing_texts_in("grader", language).get(_english_readme(), README)
    there = [name for name in (*_OURS, *lesson.packages) if _has(files, name)]
    found[README] = readme(title.lstrip("# "), lesson.notebook_path.name, there, text)
    if "utils/plots/hangul.py" in files:
        shown = {**wing_texts_in("utils", language).found, **texts.found}
        back = {text: english for (_, english), text in shown.items() if len(text) < 80}
        found["utils/plots/texts.json"] = json.dumps(back, ensure_ascii=False).encode()
    cards = wing_texts_in("checker", language).flat
    found[f"checker/locale/{language}.mo"] = compiled(cards, language)
    return found


_OURS = ("checker", "utils")


def _translated(name, content, lesson, texts, language):
    top = name.partition("/")[0]
    if name == "checker/data/quiz.json":
        return put_into_quiz(content, texts.get)
    if name == "checker/data/checks.npz":
        return _translated_checks(content, texts)
    if name.endswith(".py") and top == "utils":
        get = wing_texts_in("utils", language).get
        return with_texts(content.decode(), get).encode()
    if name.endswith(".py") and top in lesson.packages:
        return put_into_module(content.decode(), texts, name).encode()
    return content


def _translated_checks(content, texts):
    """Return checks.npz with hints, mistakes and the names of cases in a language."""
    told = texts.flat
    checks = load_checks(io.BytesIO(content))
    return checks_bytes({name: _in_words(one, told) for name, one in checks.items()})


def _in_words(one, told):
    def say(text):
        return told.get(text, text)

    spec = dataclasses.replace(
        one.spec,
        hints=tuple(map(say, one.spec.hints)),
        does=say(one.spec.does),
        mistakes=tuple(
            dataclasses.replace(m, says=say(m.says), part=say(m.part))
            for m in one.spec.mistakes
        ),
        quantities=tuple(
            dataclasses.replace(q, asks=say(q.asks)) for q in one.spec.quantities
        ),
    )
    cases = [dataclasses.replace(case, name=say(case.name)) for case in one.cases]
    return dataclasses.replace(one, spec=spec, cases=tuple(cases))


def _first_id(lesson):
    return lesson.notebook.cells[0].id


def _english_readme():
    return frame_texts()[-1].english


def _has(files, folder):
    return any(name.startswith(f"{folder}/") for name in files)
