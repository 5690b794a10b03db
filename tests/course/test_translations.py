"""A translated lesson keeps formulas, code, links and numbers."""

import string

import pytest

from grader.language.catalogue import LANGUAGES
from grader.language.lesson_texts import kept, numbers
from grader.lesson.lesson import Course
from grader.lesson.translation import lesson_catalogue, texts_of
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
