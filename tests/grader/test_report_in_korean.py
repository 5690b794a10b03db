"""The class report in Korean: an instructor reads no English but code and names."""

import csv
import re

import bs4
import pytest
from nbgrader.api import Gradebook

from grader.nbgrader_bridge.gradebook import Recorder
from grader.report import report
from grader.submission.requests import REQUEST
from tests.grader.report_class import (
    BACKWARD,
    FORMULA,
    FORWARD,
    HOSTILE,
    LESSON,
    SOURCE,
    exercise,
    graded_class,
    record,
)

ASKED, NOTE = "왜 틀렸습니까?", "파일이 CP949 인코딩이었습니다"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A class for which each part of the page has something to show."""
    root = graded_class(tmp_path_factory.mktemp("class") / "course")
    with Recorder(root) as recorder:
        right = exercise(FORWARD, 20, "passed"), exercise(BACKWARD, 10, "passed")
        record(recorder, "moa", *right, why=NOTE)
    (root / "submitted" / "ada" / LESSON / REQUEST).write_text(ASKED, "utf-8")
    with Gradebook(f"sqlite:///{root}/gradebook.db", "regularization") as gradebook:
        points = gradebook.find_grade(f"{BACKWARD}-test", "dropout", LESSON, "dee")
        points.manual_score = 12.0
        gradebook.db.commit()
    return root


@pytest.fixture
def page(root, monkeypatch, tmp_path):
    """Return a function that gives the report where a machine speaks a language."""

    def made(language):
        monkeypatch.setenv("LC_ALL", language)
        return report(root, LESSON, tmp_path / "class.html")

    return made


def shown(path):
    """Return the page, and its words without code, styles, names and formulas."""
    soup = bs4.BeautifulSoup(path.read_text("utf-8"), "html.parser")
    spoken = [tag["aria-label"] for tag in soup(attrs={"aria-label": True})]
    for tag in soup(lambda tag: tag.name in ("style", "code") or "who" in _of(tag)):
        tag.decompose()
    text = " ".join([soup.get_text(" "), *spoken])
    students = "ada|bo|cy|dee|eli|fay|gus|hal|ivy|jo|kit|lea|moa"
    names = [*SOURCE.exercises, HOSTILE, FORMULA, "it is broken", "it was broken"]
    names += [mistake.id for one in SOURCE.exercises.values() for mistake in _in(one)]
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    text = re.sub(r"`[^`]*`|formgrader", " ", text)
    text = re.sub(rf"\b({students}|keep_prob|\w*\d\w*)\b", " ", text)
    return soup, set(re.findall("[A-Za-z]{2,}", text))


def _of(tag):
    return tag.get("class") or ()


def _in(loaded):
    return loaded.known_mistakes


def test_a_korean_report_holds_no_english(page):
    """With each part there: words, labels of figures, known mistakes, states."""
    soup, words = shown(page("ko_KR.UTF-8"))
    assert words == set()
    assert soup.html["lang"] == "ko"
    assert len(soup.find(class_="todo")("li", recursive=False)) == 9
    text = soup.get_text()
    assert ASKED in text and NOTE in text and "10점 만점에 12점" in text
    assert len(soup("svg")) == 3 and "학생 수" in soup("svg")[0].get_text()


def test_an_english_report_holds_no_korean(page):
    """The same class on a machine that speaks English, or what is not known."""
    for language in ("C", "de_DE.UTF-8"):
        soup, words = shown(page(language))
        assert soup.html["lang"] == "en" and len(words) > 100
        text = soup.get_text().replace(ASKED, "").replace(NOTE, "")
        assert not re.search("[가-힣]", text)


def test_the_table_of_a_report_is_the_same_in_each_language(page):
    """Programs read its columns and states; only `why` is a sentence."""
    tables = [_table(page(language)) for language in ("ko_KR.UTF-8", "C")]
    assert tables[0] == tables[1]
    assert {row["status"] for row in tables[0]} >= {"graded", "nothing handed in"}


def _table(path):
    with path.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        del row["why"]
    return rows
