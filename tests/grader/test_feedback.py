"""The page that a student gets back: what is on it, and what can never be."""

import copy
import os
import re
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import MarkdownWithMath
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from sqlalchemy import event
from sqlalchemy.engine import Engine

from checker.mathml import MathRenderer, mathml
from grader.lesson.lesson import Course
from grader.nbgrader_bridge import feedback
from grader.nbgrader_bridge.course import load_config
from grader.nbgrader_bridge.feedback import FeedbackExporter, FeedbackPages
from grader.nbgrader_bridge.gradebook import Recorder
from grader.sandbox import bounded
from grader.sandbox.bounded import ends_within
from grader.submission.grade import grade
from tests.grader.report_class import BACKWARD, FORWARD, exercise, new_course, record
from tests.support import ROOT, submit

LESSON, NAME = "01-l2-regularization", "l2-regularization"
RED_DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE"
    "0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def lesson():
    return Course(ROOT).lesson(LESSON)


def normal(page):
    """Return a page as nbconvert leaves it, without ids that are drawn by chance."""
    return re.sub(r"cell-id=[0-9a-f]+", "", str(BeautifulSoup(page, "html.parser")))


@pytest.mark.parametrize("image", [False, True])
def test_a_page_is_nbconverts_own(lesson, image):
    """Remembered texts change nothing, on a second page neither; images have a text."""
    notebook = lesson.notebook
    code = next(cell for cell in notebook.cells if cell.cell_type == "code")
    code.outputs = [new_output("stream", text="shown\n")]
    if image:
        code.outputs.append(new_output("display_data", {"image/png": RED_DOT}))
    ours = FeedbackExporter(template_name="classic")  # as in nbgrader's
    first, _ = ours.from_notebook_node(notebook)
    second, _ = ours.from_notebook_node(notebook)
    plain = HTMLExporter(template_name="classic")
    expected, _ = plain.from_notebook_node(notebook)
    assert "shown" in first
    assert normal(first) == normal(second) == normal(expected)
    if image:
        assert 'alt="No description' in first
    code.outputs = []


@pytest.mark.slow
def test_code_that_would_take_long_is_shown_without_colours(lesson):
    """Hours, in the process that writes all pages: of one cell, and of many."""
    notebook = copy.deepcopy(lesson.notebook)
    long, many = "x = " + "a*" * 40_000 + "1", "y = " + "a*" * 1000 + "1"
    notebook.cells[:0] = [
        new_code_cell(long),
        *[new_code_cell(f"{many}{i}") for i in range(100)],
    ]
    notebook.cells[0].outputs = [new_output("display_data", {"image/png": RED_DOT})]
    started = time.process_time()
    page, _ = FeedbackExporter(template_name="classic").from_notebook_node(notebook)
    assert time.process_time() - started < 25
    assert page.count(long) == 1
    assert many + "99" in page


def test_a_page_that_would_take_hours_is_made_shorter(lesson, monkeypatch):
    """Whatever the reason: text and output of that cell are cut, the rest is there."""
    monkeypatch.setattr(feedback, "_LONG", 2)
    endless = "![a" * 3000
    as_before = FeedbackExporter.markdown2html

    def slow(self, context, source):
        if source == endless:
            re.match(r"(a|a)*b", "a" * 60)  # no signal stops this
        return as_before(self, context, source)

    slow.jinja_pass_arg = as_before.jinja_pass_arg
    monkeypatch.setattr(FeedbackExporter, "markdown2html", slow)
    notebook = copy.deepcopy(lesson.notebook)
    printed = new_output("stream", name="stdout", text="p" * 9000)
    notebook.cells += [
        new_markdown_cell(endless),
        new_code_cell("1", outputs=[printed]),
    ]
    started = time.monotonic()
    page, _ = FeedbackExporter(template_name="classic").from_notebook_node(notebook)
    assert time.monotonic() - started < 60
    assert endless not in page and "![a![a" in page
    assert "This is too long to be shown here" in page
    assert "p" * 9000 not in page and "takes too long to be shown" in page


def test_whether_work_ends_is_tried_where_it_can_be_stopped(monkeypatch):
    """What takes longer, fails or ends its process does not end; nothing is left."""
    before = psutil.Process().children()
    assert ends_within(5, lambda: None)
    assert not ends_within(1, lambda: re.match(r"(a|a)*b", "a" * 60))
    monkeypatch.setattr(bounded, "_PATIENCE", 0.2)
    assert not ends_within(1, lambda: time.sleep(60))
    assert not ends_within(5, lambda: os._exit(0))
    assert not ends_within(5, lambda: 1 / 0)
    assert set(psutil.Process().children()) <= set(before)


def test_no_score_stands_on_the_page_of_what_was_not_graded(course, lesson, sandbox):
    """A page for what could not be graded says so; it shows no 0 and no maximum."""
    path = submit(course, "s", LESSON)
    path.write_text("{")
    with Recorder(course) as recorder:
        recorder.record(grade("s", path.parent, lesson, sandbox), lesson)
    page = (course / "feedback" / "s" / LESSON / f"{NAME}.html").read_text()
    assert "broken JSON" in page
    assert "not graded" in page
    assert "Score:" not in page


def test_the_same_exporter_serves_a_class(course):
    """One exporter writes all pages of a lesson."""
    pages = FeedbackPages(course, LESSON, load_config(course))
    assert isinstance(pages.exporter, FeedbackExporter)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The page of a student with a name, one right and one wrong function."""
    root = new_course(tmp_path_factory.mktemp("feedback") / "course")
    told = "A2: the activations are not divided by keep_prob. <b>"
    failed = exercise(FORWARD, 14, "failed", ["scaling-forgotten"], told)
    with Recorder(root) as recorder:
        record(recorder, "ada", failed, exercise(BACKWARD, 10, "passed"))
        with recorder.open() as book:
            book.update_or_create_student("ada", first_name="Ada", last_name="<L>")
        lesson = Course(ROOT).lesson("02-dropout")
        assert recorder.refresh("ada", lesson)
        assert not recorder.refresh("ada", lesson)
    path = root / "feedback" / "ada" / "02-dropout" / "dropout.html"
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def test_the_page_begins_with_who_and_how_many_points(page):
    """Name, lesson, points by function with the reason for each, and links to them."""
    top = page.find("header")
    text = top.get_text(" ", strip=True)
    assert "Ada <L> (ada)" in text
    assert "02-dropout" in text
    assert "24 of 45 points" in text
    rows = [row.get_text("|", strip=True) for row in top.find_all("tr")[1:]]
    assert rows[0].startswith(f"{FORWARD}|14 of 20|A2: the activations")
    assert rows[0].endswith("keep_prob. <b>")
    assert rows[1] == f"{BACKWARD}|10 of 10|correct"
    for link in top.find_all("a"):
        assert page.find(id=link["href"].removeprefix("#")).name == "h2"


def test_the_page_needs_no_network(page):
    """Nothing is loaded from elsewhere, no script runs, formulas are MathML."""
    assert not page.find_all(["script", "link", "iframe"])
    sources = [tag["src"] for tag in page.find_all(src=True)]
    assert all(source.startswith("data:") for source in sources)
    assert "@import" not in "".join(
        style.get_text() for style in page.find_all("style")
    )
    places = [str(Path(feedback.__file__).parent / "templates")]
    exporter = FeedbackExporter(
        template_name="feedback", extra_template_basedirs=places
    )
    assert exporter.markdown2html({}, "so $x^2$").count("<msup>") == 1


def test_all_formulas_of_the_course_become_mathml():
    """In every lesson, in the source's own words."""
    course = Course(ROOT)
    render = MarkdownWithMath(renderer=MathRenderer(escape=False)).render
    for name in course.lessons():
        for cell in course.lesson(name).notebook.cells:
            if cell.cell_type == "markdown":
                found = BeautifulSoup(render(cell.source), "html.parser")
                for tag in found.find_all(["code", "pre", "math"]):
                    assert tag.name == "math" or "\\" not in tag.get_text(), tag
                    tag.decompose()
                assert "$" not in found.get_text()


@pytest.mark.parametrize(
    "latex",
    [
        r"\text{&lt;img src=x onerror=alert(1)&gt;}",
        r"\text{<script>alert(1)</script>}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{position:fixed}{x}",
        r"\class{x}{y}",
        r"\color{red;background:url(//x)}x",
        r"\unicode{x3cscript}",
        r"\rule{99999em}{99999em}",
        "{" * 900,
        r"\frac" * 200,
        r"\sqrt{" * 150 + "x" + "}" * 150,
        "x" * 100_000,
        "<img src=x onerror=alert(1)>" * 40,
    ],
)
def test_no_formula_does_anything_but_stand_there(latex):
    """No element or attribute of a student's making, no huge box, no long wait."""
    started = time.perf_counter()
    found = BeautifulSoup(mathml(latex, block=True), "html.parser")
    assert time.perf_counter() - started < 5
    for tag in found.find_all(True):
        assert tag.name == "code" or tag.name.startswith("m")
        assert not {"href", "style", "class", "src", "onerror"} & tag.attrs.keys()
        assert "99999" not in str(tag.attrs)


@pytest.mark.slow
def test_the_gradebook_is_asked_a_few_times_a_page(tmp_path):
    """However many graded cells there are; a comment still stands below its cell."""
    root = new_course(tmp_path / "course")
    with Recorder(root) as recorder:
        record(recorder, "ada", exercise(FORWARD, 20, "passed"))
        with recorder.open() as book:
            found = book.find_comment(FORWARD, "dropout", "02-dropout", "ada")
            found.manual_comment = "Well *said*."
            book.db.commit()
        lesson = Course(ROOT).lesson("02-dropout")
        ((graded, page),) = recorder.pages("ada", lesson)
        notebook = nbformat.read(graded, as_version=4)
        asked = []

        def count(*arguments):
            asked.append(arguments)

        event.listen(Engine, "before_cursor_execute", count)
        try:
            standing = recorder.standing(lesson, "ada")
            recorder.files.write_page(lesson.name, graded.name, notebook, standing)
        finally:
            event.remove(Engine, "before_cursor_execute", count)
    assert 0 < len(asked) <= 5
    (comment,) = BeautifulSoup(page.read_text("utf-8"), "html.parser").select(
        "section.graded > .comment"
    )
    assert comment.get_text().strip() == "Comment: Well said."


@pytest.mark.browser
def test_axe_finds_nothing(page, tmp_path, browser, axe):
    """axe-core finds nothing in the page: not in its code, its cards, its table."""
    path = tmp_path / "page.html"
    path.write_text(str(page), "utf-8")
    tab = browser.new_page()
    tab.goto(path.as_uri())
    axe(tab)
