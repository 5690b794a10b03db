"""formgrader: what a person gives there reaches the student and the class page."""

from html import unescape

import pytest

from grader.cli.feedback import feedback
from grader.cli.grade import grade as grade_course
from grader.cli.report import report
from tests.browser.lab import running_lab
from tests.grader.report_class import new_course
from tests.support import ROOT, submit

LESSON, NAME, WORDS = "08-choose-a-regularizer", "choose-a-regularizer", "justification"
BLANKS = ("paired_lead", "cross_validate", "predict_new_points")
COMMENT = "A fair comparison."
SIZE = {"width": 1400, "height": 1000}
LOADED = "window.formgrader?.grades?.loaded && formgrader.comments?.loaded"


@pytest.mark.browser
def test_points_and_a_comment_given_by_hand_reach_everybody(tmp_path, browser, axe):
    """Entered in formgrader, they are in the next page, and nobody waits any more."""
    course, home = new_course(tmp_path / "course"), tmp_path / "home"
    home.mkdir()
    answers = {WORDS: "I chose λ = 12.", **dict.fromkeys(BLANKS)}
    submit(course, "ada", LESSON, answers=answers)
    grade_course(course, [LESSON], jobs=1, show=lambda result: None)
    assert "To be graded by hand" in _report(course)
    with running_lab(course, home, PYTHONPATH=str(ROOT)) as address:
        tab = browser.new_page(viewport=SIZE)
        tab.set_default_timeout(120_000)
        # Its page asks a server elsewhere for MathJax, and works without an answer.
        tab.route(
            lambda url: not url.startswith(address), lambda request: request.abort()
        )
        tab.goto(f"{address}/formgrader/gradebook/{LESSON}/{NAME}")
        tab.get_by_role("link", name="Submission #1").click()
        tab.wait_for_function(LOADED)
        _enter(tab, f"#{WORDS}", "4", "/api/grade/")
        _enter(tab, f"#{WORDS}-comment", COMMENT, "/api/comment/")
        tab.reload()
        tab.wait_for_function(LOADED)
        assert tab.input_value(f"#{WORDS}") == "4"
        assert tab.input_value(f"#{WORDS}-comment") == COMMENT
    assert feedback(course, LESSON) == 0
    page = course / "feedback" / "ada" / LESSON / f"{NAME}.html"
    tab = browser.new_page(viewport=SIZE)
    tab.goto(page.as_uri())
    assert "4 of " in tab.inner_text("p.total")
    assert COMMENT in tab.inner_text("body")
    axe(tab)
    assert "To be graded by hand" not in _report(course)


def _enter(tab, selector, text, request):
    """Write into a field, leave it, and wait until the server has it."""
    with tab.expect_response(
        lambda done: request in done.url and done.request.method == "PUT"
    ) as saved:
        tab.locator(selector).fill(text)
        tab.locator(selector).blur()
    assert saved.value.ok


def _report(course):
    """Return the text of the page about the class."""
    assert report(course, LESSON) == 0
    return unescape((course / "reports" / f"{LESSON}.html").read_text("utf-8"))
