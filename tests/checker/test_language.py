"""Cards speak the language that is set, and Korean particles fit the word before."""

import json

import pytest

from checker import language, set_language
from checker.card import text_card
from checker.diagnosis.syntax import not_run
from checker.language import speaking
from checker.messages import clause, listed, text
from checker.particles import choose_particles
from checker.records import State, Verdict

KOREAN = {
    "{outputs} is wrong.": "{outputs}이(가) 틀렸습니다.",
    "{most} and {last}": "{most}와(과) {last}",
    "not yet": "아직",
}


@pytest.fixture(autouse=True)
def no_language(monkeypatch, tmp_path):
    """Let nothing around the test say a language."""
    for name in (language.SETTING, "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "")  # taken back, also where it is not set
    monkeypatch.chdir(tmp_path)
    language._of_notebook.cache_clear()
    yield
    language._of_notebook.cache_clear()


@pytest.mark.parametrize(
    "written, read",
    [
        ("가중치은(는)", "가중치는"),
        ("값은(는)", "값은"),
        ("W1이(가)", "W1이"),
        ("dZ2이(가)", "dZ2가"),
        ("`dZ3`을(를)", "`dZ3`을"),
        ("A와(과) b", "A와 b"),
        ("lambd은(는)", "lambd는"),
        ("λ을(를)", "λ를"),
        ("W1(으)로", "W1로"),
        ("W3(으)로", "W3으로"),
        ("물(으)로", "물로"),
        ("keep_prob을(를)", "keep_prob을"),
        ("(2, 5)이(가)", "(2, 5)가"),
    ],
)
def test_particle(written, read):
    """A particle fits how the word, digit, letter or sign before it is read aloud."""
    assert choose_particles(written) == read


def test_a_sentence_is_told_in_the_language_that_is_spoken():
    """Template and list are those of the catalogue; the names stay as they are."""
    (message,) = clause("{outputs} {is|are} wrong.").about(["W1"])
    with speaking("ko", KOREAN):
        assert text(message) == "W1이 틀렸습니다."
        assert listed(["W1", "W2"]) == "W1과 W2"
        assert text_card(Verdict("f", State.FAILED)).startswith("f   아직")
    assert text(message) == "W1 is wrong."


@pytest.mark.parametrize(
    "line, sign",
    [
        ("y ＝ 3", "="),
        ("y = (1，2)", ","),
        ("y = f（1)", "("),
        ("y = ３", "3"),
        ("y = 1 ＋ 2", "+"),
        ("y = 2＊3", "*"),
        ("y = 1：", ":"),
    ],
)
def test_a_full_width_sign_is_named(line, sign):
    """What a Korean keyboard types instead of a sign is named, and what is meant."""
    (strange,) = (c for c in line if ord(c) > 0xFF00)
    told = text(not_run("f", f"def f():\n    {line}\n"))
    assert f"the character {strange} (fullwidth" in told
    assert f"): {sign} is meant." in told


def test_an_ideographic_space_is_named_and_hangul_is_python():
    """A space of an input method is told; names and comments in Hangul run."""
    assert "ideographic space" in text(not_run("f", "def f():\n\u3000\u3000return 1"))
    assert not_run("f", "def f():\n    비용 = 1  # 주석\n    return 비용") is None


def test_what_a_catalogue_lacks_is_english():
    """A text without a translation is told in English, and nothing fails."""
    with speaking("ko", {}):
        assert listed(["a", "b"]) == "a and b"
    set_language("xx")
    assert listed(["a", "b"]) == "a and b"


def test_a_language_that_is_not_here_says_where_the_lesson_is(capsys):
    """In an English release "ko" changes nothing, and one sentence says why."""
    set_language("en")
    assert capsys.readouterr().out == ""
    set_language("ko")
    told = capsys.readouterr().out
    assert "no ko texts here" in told and "release/LANGUAGE" in told


def test_the_notebook_says_the_language_unless_a_cell_does(monkeypatch, tmp_path):
    """A cell's set_language, then the notebook's metadata, then LANG, else English."""
    assert language.language() == ""
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert language.language() == "de"
    notebook = {"cells": [], "metadata": {"lang": "ko"}}
    (tmp_path / "a.ipynb").write_text(json.dumps(notebook), "utf-8")
    language._of_notebook.cache_clear()
    assert language.language() == "ko"
    monkeypatch.setenv(language.SETTING, "")
    set_language("en")
    assert language.language() == "en"


def test_a_broken_notebook_says_no_language(tmp_path):
    """A notebook that cannot be read, or is no notebook, stops no card."""
    (tmp_path / "a.ipynb").write_bytes(b"\xff{")
    assert language.language() == ""
