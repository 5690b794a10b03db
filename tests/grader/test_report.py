"""The report on a class: what an instructor reads is true, safe and accessible."""

import csv
import itertools
import re

import bs4
import html5lib
import pytest

from demo.build import make_course
from grader.cli.grade import grade
from grader.report import ReportError, report
from grader.report.csv_export import safe
from grader.report.page import score_bins
from tests.grader.report_class import (
    ANY_DEPTH,
    BACKWARD,
    FORMULA,
    FORWARD,
    HOSTILE,
    LESSON,
    SOURCE,
    graded_class,
    new_course,
)
from tests.support import autograde, submit


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    return graded_class(tmp_path_factory.mktemp("class") / "course")


@pytest.fixture(scope="module")
def page(graded):
    return report(graded, LESSON)


@pytest.fixture(scope="module")
def soup(page):
    return bs4.BeautifulSoup(page.read_text("utf-8"), "html5lib")


@pytest.fixture(scope="module")
def rows(page):
    """{student: row of the CSV}."""
    with open(page.with_suffix(".csv"), encoding="utf-8-sig", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def table(soup, caption):
    """Return the body of the table whose caption begins so, as lists of texts."""
    found = [t for t in soup("table") if t.caption.get_text().startswith(caption)]
    assert len(found) == 1, [t.caption.get_text() for t in soup("table")]
    return [
        [" ".join(cell.get_text().split()) for cell in row(["th", "td"])]
        for row in found[0].tbody("tr")
    ]


def test_scores_come_from_the_gradebook(rows):
    """Points given by hand and penalties for lateness count."""
    assert rows["ada"]["score"] == "30"
    assert (rows["cy"]["score"], rows["cy"][f"{BACKWARD} score"]) == ("24", "4")
    assert (rows["bo"]["score"], rows["bo"]["late_penalty"]) == ("25", "5")
    assert (rows["lea"]["status"], rows["lea"]["score"]) == ("graded by hand", "13")
    assert rows["dee"][f"{FORWARD} mistakes"] == "scaling-forgotten"
    assert rows["eli"][f"{BACKWARD} state"] == "not attempted"


def test_what_was_not_graded_is_no_zero(soup, rows):
    """It has no score, counts in no mean, and the page gives the reason."""
    told = {row[0]: row[1:] for row in table(soup, "Not graded")}
    assert told["hal"] == ["not graded", f"it is broken {HOSTILE}"]
    assert told["jo"][0] == "not yet graded"
    assert [rows[s]["score"] for s in ("hal", "jo", "kit")] == ["", "", ""]
    assert rows["kit"]["status"] == "nothing handed in"
    histogram = [int(count) for _, count in table(soup, "Students by score")]
    assert sum(histogram) == 11
    facts = {dt.get_text(): dt.find_next("dd").get_text() for dt in soup("dt")}
    assert facts["handed in"] == "13"
    assert facts["graded"] == "11"
    scores = [30, 25, 24, 30, 24, 14, 10, 10, 0, 30, 13]
    assert facts["mean"].split()[0] == f"{sum(scores) / 11:.2f}"


def test_points_by_exercise_are_counted(soup):
    """The table says how many have full, part of, no points, or did not attempt it."""
    found = {row[0]: row[1:] for row in table(soup, "Points by exercise")}
    assert found[FORWARD] == ["12.36", "20", "5", "3", "3", "0"]
    assert found[BACKWARD] == ["7.18", "10", "7", "2", "0", "2"]


def test_who_shares_a_mistake_stands_in_one_row(soup):
    """A known mistake is named with its sentence and all who made it."""
    says = next(
        mistake.says
        for mistake in SOURCE.exercises[FORWARD].known_mistakes
        if mistake.id == "scaling-forgotten"
    )
    (row,) = table(soup, "Known mistakes")
    assert row[0].split() == ["scaling-forgotten", FORWARD]
    assert row[1:] == ["2", " ".join(says.split()), "dee, eli"]
    (row,) = table(soup, "Wrong answers without")
    assert row == [FORWARD, "3", HOSTILE, f"{HOSTILE}, fay, gus"]


def test_blanks_and_what_is_empty_are_named(soup):
    """Each blank shows who is wrong; what was left empty is named with its student."""
    blanks = {row[0]: row for row in table(soup, "Attempted by 9 students")}
    assert blanks["A2"][1:4] == ["7", "2", "0"]
    assert blanks["A2"][4:] == ["A2 2×", "dee, eli"]
    empty = {row[0]: row[1] for row in table(soup, "Who has not attempted")}
    assert empty == {
        FORWARD: "nobody",
        BACKWARD: f"{HOSTILE}, eli",
        ANY_DEPTH: "nobody",
    }


def test_what_waits_for_a_person_is_named(soup, rows):
    """A cell that needs points by hand stands on the page and in the CSV."""
    assert table(soup, "To be graded by hand") == [["ivy", FORWARD]]
    assert [s for s, row in rows.items() if row["by_hand"]] == ["ivy"]
    assert rows["ivy"]["by_hand"] == FORWARD


def test_missing_details_are_said(soup):
    """Work graded without details has its score, and the page says what is missing."""
    (note,) = [li for li in soup("li") if "Details are missing" in li.get_text()]
    assert "ivy" in note.get_text()
    assert f"python -m grader grade {LESSON}" in note.get_text()


def test_what_students_wrote_stays_text(page, soup):
    """No markup of a student's becomes part of the page, but it can be read."""
    allowed = {"html", "head", "meta", "title", "style", "body", "header", "nav"}
    allowed |= {"main", "footer", "section", "h1", "h2", "h3", "p", "ul", "li", "a"}
    allowed |= {"table", "caption", "thead", "tbody", "tr", "th", "td", "figure"}
    allowed |= {"figcaption", "div", "span", "code", "strong", "em", "small", "br"}
    allowed |= {"wbr", "dl", "dt", "dd", "time"}
    outside = [tag for tag in soup(True) if not tag.find_parent("svg")]
    assert {tag.name for tag in outside} - {"svg"} <= allowed
    assert not soup(lambda tag: any(name.startswith("on") for name in tag.attrs))
    assert HOSTILE in soup.get_text()
    assert HOSTILE not in page.read_text("utf-8")


def test_no_cell_is_a_formula(rows):
    """A spreadsheet that opens the CSV computes nothing that a student wrote."""
    cells = {cell for row in rows.values() for cell in row.values()}
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]
    assert [safe(x) for x in ("-1.5", "@a", " =1", "a", "")] == [
        "-1.5",
        "'@a",
        "' =1",
        "a",
        "",
    ]


def test_the_page_is_valid_and_works_alone(page, soup):
    """It is valid HTML, and needs no script, no network and no other file."""
    html5lib.HTMLParser(strict=True).parse(page.read_text("utf-8"))
    assert not soup(["script", "link", "img", "iframe", "object", "embed", "base"])
    text = page.read_text("utf-8")
    assert "@import" not in text and "url(http" not in text
    links = [tag[name] for tag in soup(True) for name in tag.attrs if "href" in name]
    ids = [tag["id"] for tag in soup(id=True)]
    assert len(links) >= 9
    assert all(link[0] == "#" and link[1:] in ids for link in links)
    assert len(ids) == len(set(ids))
    assert not soup(src=True)


def test_the_page_has_a_skeleton(soup):
    """Headings come in order; tables have captions and scopes; pictures, words."""
    assert soup.html["lang"] == "en" and soup.title.get_text()
    assert [len(soup(name)) for name in ("main", "nav", "h1")] == [1, 1, 1]
    levels = [int(tag.name[1]) for tag in soup(["h1", "h2", "h3", "h4"])]
    assert all(after <= level + 1 for level, after in itertools.pairwise(levels))
    for found in soup("table"):
        assert found.caption.get_text().strip()
        assert all(th["scope"] in ("row", "col") for th in found("th"))
    assert len(soup("svg")) == 3
    for svg in soup("svg"):
        assert svg.parent["role"] == "img" and "table" in svg.parent["aria-label"]


def _luminance(colour):
    """Return the relative luminance of #rrggbb, as WCAG 2 defines it."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in shares
    ]
    return sum(w * x for w, x in zip((0.2126, 0.7152, 0.0722), linear))


def test_every_colour_of_text_has_contrast(soup):
    """Light, dark and print: each colour of text has 4.5:1 on each background."""
    blocks = re.findall(r":root \{(.*?)\}", soup.style.string, re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        colours = dict(re.findall(r"--(\w+): (#\w{6});", block))
        for text in ("ink", "soft", "link", "good", "bad"):
            for ground in ("paper", "band"):
                pair = sorted(_luminance(colours[name]) for name in (text, ground))
                assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, (text, ground)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page, scheme, browser, axe):
    """axe-core finds nothing in the page, wide or narrow, and nothing sticks out."""
    for width in (1280, 400):
        tab = browser.new_page(
            viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        said = []
        tab.on("console", lambda message, said=said: said.append(message.text))
        tab.goto(page.as_uri())
        assert said == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        axe(tab)


def test_a_copied_wrong_answer_is_a_pair_to_look_at(soup):
    """Renaming a variable hides nothing; the page calls the pair no verdict."""
    titles = [h3.get_text() for h3 in soup("h3") if "fay" in h3.get_text()]
    assert titles == [f"fay and gus, {FORWARD}"]
    assert "never a verdict" in soup.get_text()
    lines = table(soup, "What the two wrote")
    assert lines[0][:2] == [
        f"{own} = np.random.uniform(0, 2, size=A1.shape)" for own in ("tmp", "draws")
    ]
    assert lines[2][:2] == ["A1 = np.where(D1 == 1, A1 / keep_prob, 0.001)"] * 2


def test_scores_fall_into_steps():
    """No score is lost between two steps, and extra points have a place."""
    bins = score_bins([0, 2.5, 24.9, 25, 27], 25)
    assert sum(count for _, _, count in bins) == 5
    assert bins[0][0] == 0 and bins[-1][1] == 27
    assert len(score_bins([7], 10)) <= 12


def test_a_report_that_cannot_be_made_says_what_to_do(tmp_path):
    """No such lesson, nothing graded, no .html: one message each, and no new files."""
    root = tmp_path / "course"
    make_course(root)
    with pytest.raises(ReportError, match="no lesson '03'.*02-dropout"):
        report(root, "03")
    with pytest.raises(ReportError, match=f"python -m grader grade {LESSON}"):
        report(root, LESSON)
    with pytest.raises(ReportError, match="ends in .html"):
        report(root, LESSON, tmp_path / "report.csv")
    assert not (root / "gradebook.db").exists() and not (root / "reports").exists()


@pytest.mark.slow
def test_each_way_to_grade_leaves_the_details(tmp_path):
    """The command and `nbgrader autograde` give the same row, and so the same page."""
    root = new_course(tmp_path / "course")
    wrong = SOURCE.exercises[FORWARD].text.replace(" / keep_prob", "")
    answers = {FORWARD: wrong, BACKWARD: None}
    for student in ("ada", "bo"):
        submit(root, student, LESSON, answers=answers)
    assert grade(root, [LESSON], students=["ada"]) == 0
    assert autograde(root, LESSON, "--student=bo").returncode == 0
    page = report(root, LESSON, tmp_path / "elsewhere" / "class.html")
    assert page == tmp_path / "elsewhere" / "class.html"
    text = page.with_suffix(".csv").read_text("utf-8-sig")
    ada, bo = list(csv.reader(text.splitlines()))[1:]
    assert ada[1:] == bo[1:]
    assert "scaling-forgotten" in ada and "not attempted" in ada
