"""A translated lesson keeps formulas, code, links and numbers."""

import ast
import gettext
import io
import json
import re
import string

import pytest

from grader.language.catalogue import LANGUAGES
from grader.language.lesson_texts import kept, numbers
from grader.lesson.lesson import Course
from grader.lesson.release import released_code
from grader.lesson.source_text import python_lines
from grader.lesson.translation import (
    left_to_do,
    lesson_catalogue,
    texts_of,
    translated_files,
    translated_notebook,
)
from tests.support import ROOT

_THERE = [
    (name, language)
    for name in Course(ROOT).lessons()
    for language in LANGUAGES
    if lesson_catalogue(Course(ROOT).lesson(name), language).is_file()
]


@pytest.mark.parametrize("name, language", _THERE)
def test_formulas_code_links_and_numbers_are_those_of_the_english_text(name, language):
    """A translator changes words; what is computed and linked stays as it is."""
    texts = texts_of(Course(ROOT).lesson(name), language)
    for (context, english), text in texts.found.items():
        assert kept(text) == kept(english), (context, english)
        if ".py" in context or "{" in english:
            assert _places(text) == _places(english), (context, english)


@pytest.mark.parametrize("name, language", _THERE)
def test_numbers_of_a_paragraph_are_those_of_the_english_one(name, language):
    """A number in digits is neither lost nor made up."""
    texts = texts_of(Course(ROOT).lesson(name), language)
    for (context, english), text in texts.found.items():
        if ".py" not in context and "{" not in english:
            assert set(numbers(english)) <= set(numbers(text)), (context, english)


def _places(template):
    try:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name}
    except ValueError:
        return set()


@pytest.mark.parametrize("name, language", _THERE)
def test_a_translated_notebook_has_the_same_cells_and_the_same_code(name, language):
    """Ids, grade ids and code are the same but for literals; it names its language."""
    lesson = Course(ROOT).lesson(name)
    english = lesson.notebook
    found = translated_notebook(english, texts_of(lesson, language), language)
    assert found.metadata["lang"] == language
    assert english.metadata.get("lang") is None
    for cell, own in zip(found.cells, english.cells, strict=True):
        assert (cell.id, cell.cell_type) == (own.id, own.cell_type)
        if cell.cell_type == "code":
            assert _without_texts(cell.source) == _without_texts(own.source)


@pytest.mark.parametrize("name, language", _THERE)
def test_a_translated_release_speaks_its_language(name, language):
    """What lies beside the notebook has a compiled catalogue and translated texts."""
    lesson = Course(ROOT).lesson(name)
    assert left_to_do(lesson, language) == (0, 0)
    files = translated_files(
        released_code(lesson), lesson, texts_of(lesson, language), language
    )
    cards = gettext.GNUTranslations(io.BytesIO(files[f"checker/locale/{language}.mo"]))
    assert cards.gettext("correct") != "correct"
    assert cards.gettext("{outputs} are None.") != "{outputs} are None."
    for path, content in files.items():
        if path.endswith(".py"):
            ast.parse(content)
    first = json.loads(files["checker/data/quiz.json"])[0]["question"]
    assert re.search("[가-힣]", first) and b"{folders}" not in files["README.md"]


def _without_texts(source):
    tree = ast.parse(python_lines(source))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
        elif isinstance(node, ast.JoinedStr):
            places = [v for v in node.values if isinstance(v, ast.FormattedValue)]
            node.values = sorted(places, key=ast.dump)
    return ast.dump(tree)
