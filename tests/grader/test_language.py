"""Texts in other languages: found in the code, kept in catalogues, put in place."""

import ast
import csv
import gettext
import io
import re
import string

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from jinja2 import Environment
from rich.cells import cell_len

from grader.language.catalogue import Text, compiled, load, update
from grader.language.lesson_texts import (
    blocks,
    is_prose,
    kept,
    numbers,
    without_kept,
)
from grader.language.literals import literals, with_texts
from grader.language.wings import (
    AT_RUN_TIME,
    TOP,
    WINGS,
    _looked_up,
    wing_catalogue,
    wing_texts,
)

# Of the grader, what is told while it runs, errors of commands left out.
_SHOWN = (
    "grader/report",
    "grader/nbgrader_bridge/standing.py",
    "grader/nbgrader_bridge/fingerprints.py",
    "grader/cli/table.py",
    "grader/submission/read.py",
    "grader/submission/identify.py",
)
_SENTENCE = re.compile(r"[A-Z][a-z]+ .*[.?:]|[a-z]{2,} [a-z]{2,} [a-z]{2,}")


def test_a_text_is_found_and_put_back_with_its_places():
    """A translated module differs in its texts alone; expressions stay."""
    source = 'def f(x):\n    """Doc."""\n'
    source += '    print(f"Cost {x:.2f} at"\n          " the end.")\n'
    (found,) = literals(source)
    assert found.text == "Cost {x:.2f} at the end."
    korean = with_texts(source, lambda text: "끝에서 비용은 {x:.2f}입니다.")
    assert 'f"끝에서 비용은 {x:.2f}입니다."' in korean
    assert ast.parse(korean) and '"""Doc."""' in korean


@pytest.mark.parametrize("text", ["plain {x}", "{x:.1f} and {x + 1:>{wide}}"])
def test_a_long_text_goes_over_several_lines_where_that_is_allowed(text):
    """No line is wider than the page, no expression is cut, the value is the same."""
    korean = "한국어로는 '훨씬' 더 긴 문장이 " * 5 + text
    f = "f" if text.startswith("{") else ""
    source = f'for x in (0.5,):\n    wide = 5\n    print({f}"{text}", file=out)\n'
    found = with_texts(source, lambda english: korean)
    lines = found.split("\n")
    assert len(lines) > 4 and all(cell_len(line) < 79 for line in lines)
    out = io.StringIO()
    exec(found, {"out": out})
    expected = eval(f'{f}"{korean}"', {"x": 0.5, "wide": 5})
    assert out.getvalue() == expected + "\n"
    outside = with_texts(f'x = wide = 5\ntitle = {f}"{text}"', lambda english: korean)
    assert outside.count("\n") == 1 and korean in outside


def test_a_few_words_are_moved_down_rather_than_cut():
    """What stands between quotes stays whole: a label, and a term in a sentence."""
    source = (
        "some_function_with_a_long_name([('yours ', values.mean(axis=0)), 1234567])"
    )
    found = with_texts(
        source, lambda english: "여러분의 마스크 이름", labels=["yours "]
    )
    assert found == (
        "some_function_with_a_long_name([\n"
        "    ('여러분의 마스크 이름', values.mean(axis=0)), 1234567])"
    )
    for filled in range(40, 76):
        korean = f'{"a" * filled} "어느 긴 인용문" 다음에 오는 말'
        found = with_texts("print('Two words.')", lambda english, korean=korean: korean)
        assert "\n" in found and '"어느 긴 인용문"' in found


def test_keys_names_and_numbers_are_no_texts():
    """What a program needs as it is, is not asked for."""
    source = 'a = {"W1": 1}\nb = a["two words"] if "x" else open("file.npz")\n'
    source += 'ax.legend(loc="lower right", title="two lines")\n'
    assert [one.text for one in literals(source)] == ["two words", "two lines"]


def test_a_compiled_catalogue_says_nothing_of_when_and_by_what_it_was_made():
    """Two releases of the same texts are the same bytes, and gettext reads them."""
    made = compiled({"correct": "맞았습니다"}, "ko")
    assert gettext.GNUTranslations(io.BytesIO(made)).gettext("correct") == "맞았습니다"
    assert b"Date" not in made and b"Babel" not in made


def test_a_changed_paragraph_makes_one_entry_fuzzy(tmp_path):
    """A new English is fuzzy until a person has looked at it; others stay."""
    path, one, two = tmp_path / "ko.po", "The cost falls.", "The weights shrink a bit."
    texts = [Text(one, "cell"), Text(two, "cell")]
    path.write_bytes(update(path, texts, "ko"))
    filled = path.read_text("utf-8").replace(
        f'msgid "{one}"\nmsgstr ""', f'msgid "{one}"\nmsgstr "비용이 줄어듭니다."'
    )
    filled = filled.replace(
        f'msgid "{two}"\nmsgstr ""', f'msgid "{two}"\nmsgstr "가중치가 줄어듭니다."'
    )
    path.write_text(filled, "utf-8")
    assert load(path, texts, "ko").is_whole
    changed = [texts[0], Text("The weights shrink a lot.", "cell")]
    path.write_bytes(update(path, changed, "ko"))
    found = load(path, changed, "ko")
    assert [text.english for text in found.fuzzy] == ["The weights shrink a lot."]
    assert found.get(one, "cell") == "비용이 줄어듭니다."


def test_markdown_goes_block_by_block():
    """A formula or a fence is one block, and needs no translation."""
    text = "# A title\n\nSome *prose* with $x$.\n\n$$\na\n\nb\n$$\n\n```\ncode\n```"
    assert len(blocks(text)) == 4
    assert [is_prose(block) for block in blocks(text)] == [True, True, False, False]


@pytest.mark.parametrize("wing", WINGS)
def test_the_wings_that_learners_get_are_whole(wing):
    """Every text of a wing is in Korean, with the same {places}."""
    found = load(wing_catalogue(wing, "ko"), wing_texts(wing), "ko")
    assert [text.english for text in (*found.missing, *found.fuzzy)] == []
    for (_, english), korean in found.found.items():
        assert _places(korean) == _places(english), english


@pytest.mark.parametrize("wing", AT_RUN_TIME)
def test_no_sentence_is_glued_where_it_is_looked_up(wing):
    """A sentence that is told is a whole template: an f-string is never looked up."""
    glued = []
    for path in sorted((TOP / wing).rglob("*.py")):
        source = path.read_text("utf-8")
        raised = {
            part
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Raise)
            for part in range(node.lineno - 1, node.end_lineno)
        }
        for one in literals(source):
            plain = re.sub(r"\{[^{}]*\}", "", one.text)
            told = one.is_template and one.begin[0] not in raised
            if told and not plain.lstrip().startswith("<") and _SENTENCE.search(plain):
                glued.append(f"{path.name}:{one.begin[0] + 1} {one.text}")
    assert glued == []


@pytest.mark.parametrize("place", _SHOWN)
def test_nothing_is_shown_without_being_looked_up(place):
    """What an instructor reads is whole: each text in its code is given to `say`."""
    paths = sorted((TOP / place).rglob("*.py")) or [TOP / place]
    unmarked = [f"{path.name}: {one}" for path in paths for one in _unmarked(path)]
    assert unmarked == []


def test_a_text_that_is_not_looked_up_is_found(tmp_path):
    """The test above can fail: an f-string, a label, two words."""
    path = tmp_path / "a.py"
    path.write_text('f(f"{n} are left")\nax.set_xlabel("points")\nfill("a text of")')
    assert _unmarked(path) == ["{n} are left", "points"]


def _unmarked(path):
    """Return the texts of a module that are neither looked up nor of an error."""
    source = path.read_text("utf-8")
    tree, marked = ast.parse(source), set(_looked_up(source))
    raised = {
        number
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) or _is_error(node)
        for number in range(node.lineno - 1, node.end_lineno)
    }
    return [
        one.text
        for one in literals(source)
        if one.text not in marked and one.begin[0] not in raised
    ]


def _is_error(node):
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Error")


@pytest.mark.parametrize("path", sorted((TOP / "grader").rglob("*.j2")), ids=str)
def test_a_template_has_no_words_of_its_own(path):
    """All words of a page, and of what a screen reader says, are given to `say`."""
    tokens = [*Environment().lex(path.read_text("utf-8"))]
    page = BeautifulSoup("".join(t for _, k, t in tokens if k == "data"), "html.parser")
    for tag in page(["style", "code"]):
        tag.decompose()
    read = [page.get_text(" ")]
    read += [tag.get(name, "") for tag in page(True) for name in ("aria-label", "alt")]
    assert re.findall(r"[^\W\d_]{2,}", " ".join(read)) == []
    strings = [ast.literal_eval(t) for _, k, t in tokens if k == "string"]
    known = {text.english for text in wing_texts("grader")}
    words = [one for one in strings if re.search(r"[^\W\d_]{2,} [^\W\d_]", one)]
    assert [one for one in words if one not in known] == []


def test_the_catalogues_use_the_words_of_the_glossary():
    """Each text with a term has the Korean word that docs/glossary.csv decides.

    In `also` stands what else the English word may mean. A name that is the same in
    both languages (an argument, a title) is no term. The longest term comes first.
    """
    with (TOP / "docs" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    terms = [row["English"] for row in rows]
    assert len(terms) == len(set(terms)) and all(row["Korean"] for row in rows)
    rows.sort(key=lambda row: -len(row["English"]))
    paths = [*TOP.glob("*/locale/ko.po"), *TOP.glob("source/*/_author/ko.po")]
    assert len(paths) > 10
    texts = [text for path in paths for text in _texts_in(path)]
    assert list(_against(rows, texts)) == []
    assert [*_against(rows, [("its hint", "그 도움말")])] == [("hint", "its hint")]
    assert [*_against(rows, [("dev set", "훈련 세트")])] == [("dev set", "dev set")]


def _texts_in(path):
    with path.open("rb") as file:
        return [(one.id, one.string) for one in read_po(file, locale="ko") if one.id]


def _against(rows, texts):
    """Yield (term, English) where a text lacks the word for a term."""
    patterns = [(row, _pattern(row["English"])) for row in rows]
    for english, korean in texts:
        left = " ".join(without_kept(english).split())
        plain = "".join(korean.split())
        for row, pattern in patterns:
            if not pattern.search(left):
                continue
            left = pattern.sub(" ", left)
            words = [row["Korean"], *filter(None, row["also"].split("|"))]
            said = any("".join(word.split()) in plain for word in words)
            if not said and not pattern.search(korean):
                yield row["English"], english


def _pattern(term):
    words = "[ -]".join(map(re.escape, re.split("[ -]", term)))
    return re.compile(rf"\b{words}(?:s|es)?(?![a-z])", re.IGNORECASE)


def test_formulas_and_numbers_are_told_apart_from_prose():
    """What must be the same in both languages is found."""
    assert kept("a `x` of $y$, [here](z)") == sorted(["`x`", "$y$", "](z)"])
    assert kept("<b>, {a < 0} below and {a > 0} above 0</b>") == ["</b>", "<b>"]
    assert numbers("30,000 steps of `W2` in 24 draws") == ["24", "30,000"]


def _places(template):
    """Return the {places} of a template or of the source of an f-string, as a set."""
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(template)]
    except ValueError:
        names = re.findall(r"\{([^{}]*)\}", template)
    return {name for name in names if name is not None and "|" not in name}
