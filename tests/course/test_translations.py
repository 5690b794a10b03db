"""A translated lesson keeps formulas, code, links and numbers."""

import ast
import copy
import gettext
import io
import json
import re
import string

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from grader.cli.release import what_changed
from grader.language.catalogue import LANGUAGES
from grader.language.lesson_texts import kept, numbers, put_into_module
from grader.language.literals import literals
from grader.lesson.blanks import stub
from grader.lesson.cells import is_answer
from grader.lesson.lesson import Course
from grader.lesson.release import released_code
from grader.lesson.source_text import python_lines
from grader.lesson.translation import (
    labels,
    left_to_do,
    lesson_catalogue,
    texts_of,
    translated_files,
    translated_notebook,
)
from grader.submission.written import PREDICT
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


@pytest.mark.parametrize("name, language", _THERE)
def test_what_is_bold_in_english_is_bold_in_the_other_language(name, language):
    """No asterisk is left over: `**` closes, also before a Hangul syllable."""
    texts = texts_of(Course(ROOT).lesson(name), language)
    cells = {cell.id for cell in Course(ROOT).lesson(name).notebook.cells}
    for (context, english), text in texts.found.items():
        if context in cells and not english.lstrip().startswith("$$"):
            assert asterisks(text) == asterisks(english), (context, text)


@pytest.mark.parametrize("name, language", _THERE)
def test_what_asks_for_a_prediction_is_known_to_grading(name, language):
    """Or an answer written there would wait for a person."""
    texts = texts_of(Course(ROOT).lesson(name), language)
    for (context, english), text in texts.found.items():
        asked = [any(word in one for word in PREDICT) for one in (english, text)]
        assert asked[0] == asked[1], (context, text)


@pytest.mark.parametrize("path", [ROOT / "README.ko.md", *ROOT.glob("docs/*.ko.md")])
def test_what_is_bold_in_a_page_is_closed(path):
    """Korean pages show no asterisk."""
    assert asterisks(path.read_text("utf-8")) == 0


@pytest.mark.parametrize(
    "text, left",
    [
        ("**검증 세트**(dev set)를", 0),
        ("**검증 세트(dev set)**를", 4),
        ('**"확신"**은', 4),
        ("*편향도 둡니다.*그래서", 2),
        ("값이 **작다**는 `a ** b` $a**b$", 0),
        ("값**(작다)**는", 4),
    ],
)
def test_an_asterisk_that_is_left_over_is_seen(text, left):
    """After a sign, a mark that is followed by a letter closes nothing in Markdown."""
    assert asterisks(text) == left


def asterisks(markdown):
    """Return how many asterisks a reader of a text would see, code left out."""
    plain = re.sub(r"\$\$.+?\$\$|\$[^$]+\$", "x", markdown, flags=re.DOTALL)
    blocks = MarkdownIt().parse(plain)
    shown = [part for block in blocks for part in block.children or ()]
    return sum(part.content.count("*") for part in shown if part.type == "text")


def test_an_english_release_that_is_older_than_its_source_is_not_translated():
    """Which cells and files are old is told; one that is up to date has none."""
    lesson = Course(ROOT).lesson("01-l2-regularization")
    notebook, files = copy.deepcopy(lesson.notebook), released_code(lesson)
    for cell in notebook.cells:
        cell.source = stub(cell) if is_answer(cell) else cell.source
    assert what_changed(lesson, notebook, files) == []
    notebook.cells[0].source += " More."
    old = {**files, "quiz.json": b"", "utils/data.py": b""}
    del old["README.md"]
    told = what_changed(lesson, notebook, old)
    assert told == [f"cell {notebook.cells[0].id}", "utils/data.py", "README.md"]


@pytest.mark.parametrize("name, language", _THERE)
def test_each_label_stands_in_its_cell_and_is_translated(name, language):
    """What _author/labels.toml names is a literal there, and is not left in English."""
    lesson = Course(ROOT).lesson(name)
    english, translated = _code_of(lesson, "en"), _code_of(lesson, language)
    for place, words in labels(lesson).items():
        assert {*words} <= _shown(english[place], words), place
        assert {*words}.isdisjoint(_shown(translated[place], words)), place


@pytest.mark.parametrize("name, language", _THERE)
def test_no_key_is_translated_in_one_place_alone(name, language):
    """What is translated anywhere in a lesson's code is no text inside of {…}.

    There it would stay English: a key that is not found, or a word that is not read.
    """
    lesson = Course(ROOT).lesson(name)
    texts = texts_of(lesson, language).found.items()
    changed = {english for (_, english), text in texts if text != english}
    for place, source in _code_of(lesson, "en").items():
        inside = [
            part.value
            for node in ast.walk(ast.parse(python_lines(source)))
            if isinstance(node, ast.FormattedValue)
            for part in ast.walk(node.value)
            if isinstance(part, ast.Constant)
        ]
        assert changed.isdisjoint(inside), (place, changed & {*inside})


@pytest.mark.parametrize("name", Course(ROOT).lessons())
@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_code_cells_are_as_wide_as_a_narrow_page_shows(name, language):
    """78 columns at most, a Hangul letter taking two: nothing to scroll sideways."""
    lesson = Course(ROOT).lesson(name)
    cells = {cell.id for cell in lesson.notebook.cells}
    for place, code in _code_of(lesson, language).items():
        wide = [line for line in code.split("\n") if cell_len(line) > 78]
        assert place not in cells or not wide, (place, wide)


def _code_of(lesson, language):
    """Return {cell id or file name: its code} of a lesson in a language."""
    notebook = lesson.notebook
    paths = [
        path for one in lesson.packages for path in lesson.folder.glob(f"{one}/*.py")
    ]
    files = {path.relative_to(lesson.folder).as_posix(): path for path in paths}
    files = {name: path.read_text("utf-8") for name, path in files.items()}
    if language != "en":
        texts = texts_of(lesson, language)
        notebook = translated_notebook(notebook, texts, language)
        files = {name: put_into_module(files[name], texts, name) for name in files}
    cells = {c.id: c.source for c in notebook.cells if c.cell_type == "code"}
    return cells | files


def _shown(source, words):
    return {one.text for one in literals(python_lines(source), labels=words)}


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
