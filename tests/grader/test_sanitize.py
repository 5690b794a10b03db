"""What a student shows does nothing in an instructor's browser."""

import html
import re
import time

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter

from grader.submission.sanitize import sanitize
from tests.hostile.page import executable
from tests.support import grade as run_grader
from tests.support import submit

LESSON = "02-dropout"
POINTS = 45
EVIL = {
    "script": "<script>alert('EVIL')</script>",
    "handler": "<img src=x onerror=\"alert('EVIL')\">",
    "frame": "<iframe src='javascript:alert(\"EVIL\")'></iframe>",
    "link": "<a href='javascript:alert(\"EVIL\")'>x</a>",
    "style": "<style>* { display: none }</style>",
    "cover": "<div style='position: fixed; top: 0; width: 100%'>EVIL</div>",
    "svg": "<svg onload=\"alert('EVIL')\"></svg>",
    "form": "<form action='//evil'><button>EVIL</button></form>",
}
TEXT = {"text/plain": "as a text"}


def output(data, **metadata):
    return nbformat.v4.new_output("display_data", data, metadata=metadata)


@pytest.mark.parametrize("name", EVIL)
def test_html_of_outputs_and_text_cells_is_cleaned(name):
    """Scripts, handlers, frames, links and styles are gone; words may stay."""
    assert executable(EVIL[name]), "it would do something"
    notebook = nbformat.v4.new_notebook()
    code = nbformat.v4.new_code_cell("1", outputs=[output({"text/html": EVIL[name]})])
    text = nbformat.v4.new_markdown_cell(EVIL[name])
    raw = nbformat.v4.new_raw_cell(EVIL[name])
    notebook.cells = [code, text, raw]
    sanitize(notebook, set(), set())
    for shown in (code.outputs[0].data["text/html"], text.source, raw.source):
        assert executable(shown) == set()


@pytest.mark.parametrize("code", ["a<b", "x<y and y>z", "W1 << 2", "<b>"])
def test_code_in_a_text_looks_as_it_was_written(code):
    """Behind < and & stands nothing that can be seen, in code spans and outside."""
    text = nbformat.v4.new_markdown_cell(f"`{code}` and {code}")
    sanitize(nbformat.v4.new_notebook(cells=[text]), set(), set())
    page = HTMLExporter().markdown2html({}, text.source)
    assert executable(page) == set()
    seen = html.unescape(re.sub(r"<[^>]+>", "", page)).replace("\u2060", "").strip()
    assert seen == f"{code} and {code}"


SLOW = {
    "formulas": "\\begin{a}\\end{b} " * 12_000,
    "images": "![a" * 60_000,
    "code": "".join("`" * (i % 300 + 1) + " " for i in range(1200)),
    "html": "<!-- <a $$a\n" * 15_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_a_text_that_would_take_long_is_shown_as_it_was_typed(name):
    """Hours for a text, in the process that writes all pages; others stay Markdown."""
    long = nbformat.v4.new_markdown_cell(SLOW[name])
    short = nbformat.v4.new_markdown_cell("*so* " * 1000)
    started = time.process_time()
    sanitize(nbformat.v4.new_notebook(cells=[long, short]), set(), set())
    page = HTMLExporter().markdown2html({}, long.source)
    assert time.process_time() - started < 5
    (shown,) = BeautifulSoup(page, "html.parser").find_all("pre")
    assert shown.get_text().replace("\u2060", "").strip() == SLOW[name].strip()
    assert "<em>so</em>" in HTMLExporter().markdown2html({}, short.source)


def test_many_texts_are_given_no_more_than_one():
    """Two thousand short ones take as long as a long one."""
    cells = [nbformat.v4.new_markdown_cell("*so* " * 600) for _ in range(200)]
    sanitize(nbformat.v4.new_notebook(cells=cells), set(), set())
    read = [cell.source.startswith("*so*") for cell in cells]
    assert read == [True] * 25 + [False] * 175


def test_code_in_a_text_is_coloured_as_python_only():
    """Of five hundred languages some take hours, and a diagram needs a script."""
    for language, kept in (("python", True), ("ng2", False), ("mermaid", False)):
        text = nbformat.v4.new_markdown_cell(f"```{language}\nx = 1\n```")
        sanitize(nbformat.v4.new_notebook(cells=[text]), set(), set())
        assert (language in text.source) == kept
        assert "x = 1" in text.source


LOADING = {
    "an image": "![x](http://elsewhere/x.png)",
    "an image by reference": "![x][1]\n\n[1]: http://elsewhere/x.png",
    "an image by its own name": "![x]\n\n[x]: //elsewhere/x.png",
    "a shortcut": "![x][]\n\n[x]: <http://elsewhere/x.png>",
    "an image in a link": "[![x](http://elsewhere/x.png)](http://elsewhere)",
    "brackets in its text": "![a [b] c](http://elsewhere/x.png 'title')",
    "an escaped sign": "\\!![x](http://elsewhere/x.png)",
    "behind an attachment": "![a](attachment:a.png)![x](http://elsewhere/x.png)",
    "html": "<img src='http://elsewhere/x.png'><p style='background:url(//elsewhere)'>",
    "a picture": "<picture><source srcset='http://elsewhere/x.png'></picture>",
    "media": "<video poster='//elsewhere'><track src='//elsewhere'></video>",
}


@pytest.mark.parametrize("name", LOADING)
def test_nothing_is_loaded_from_elsewhere(name):
    """An image of another place would tell it who reads, and when; a link may stay."""
    code = nbformat.v4.new_code_cell(
        "1", outputs=[output({"text/html": LOADING[name]})]
    )
    text = nbformat.v4.new_markdown_cell(LOADING[name])
    text.attachments = {"a.png": {"image/png": "aGk="}}
    sanitize(nbformat.v4.new_notebook(cells=[code, text]), set(), set())
    page = HTMLExporter().markdown2html({"cell": text}, text.source)
    for shown in (page, code.outputs[0].data["text/html"]):
        found = BeautifulSoup(shown, "html.parser")
        for tag in found.find_all(True):
            loaded = {n: v for n, v in tag.attrs.items() if n not in ("href", "alt")}
            assert "elsewhere" not in str(loaded), tag
    assert ("data:image/png" in page) == ("attachment:" in LOADING[name])


def test_other_kinds_of_output_cannot_break_out():
    """Scripts as such, forged images, metadata and names are dropped."""
    evil = '"><script>alert(1)</script>'
    code = nbformat.v4.new_code_cell("1")
    code.outputs = [
        output({"application/javascript": "alert(1)", "text/plain": "kept"}),
        output({"image/svg+xml": EVIL["svg"]}),
        output({"image/png": evil}),
        output({"image/png": "iVBORw0KGgo="}, width=evil),
        nbformat.v4.new_output("stream", name=evil, text="kept too"),
    ]
    notebook = nbformat.v4.new_notebook(cells=[code])
    sanitize(notebook, set(), set())
    shown = str(code.outputs)
    assert "script" not in shown
    assert "svg" not in shown
    assert "kept" in shown
    assert "kept too" in shown
    assert "iVBORw0KGgo=" in shown


def test_the_courses_own_texts_and_cards_stay_as_they_are():
    """What the course wrote is not touched, mathematics with < included."""
    own = nbformat.v4.new_markdown_cell("$a < b$ <details>x</details>")
    card = nbformat.v4.new_code_cell("1", id="test")
    card.outputs = [output({"text/html": '<div style="border: 1px">x</div>'})]
    notebook = nbformat.v4.new_notebook(cells=[own, card])
    sanitize(notebook, {own.source}, {"test"})
    assert own.source == "$a < b$ <details>x</details>"
    assert "style" in card.outputs[0].data["text/html"]


def test_the_feedback_page_runs_nothing_of_a_student(course):
    """All of it at once in a real submission: the page's scripts are nbgrader's own."""

    def decorate(notebook):
        show = "from IPython.display import HTML, Javascript, display\n"
        for text in EVIL.values():
            notebook.cells.insert(0, nbformat.v4.new_markdown_cell(text))
            show += f"display(HTML({text!r}))\n"
        show += "Javascript('EVIL()')"
        notebook.cells.insert(0, nbformat.v4.new_code_cell(show))

    submit(course, "plain", LESSON)
    submit(course, "evil", LESSON, decorate)
    results = run_grader(course)
    assert results["evil"]["score"] == results["plain"]["score"] == POINTS
    pages = [
        (course / "feedback" / name / LESSON / "dropout.html").read_text()
        for name in ("plain", "evil")
    ]
    plain, evil = map(executable, pages)
    assert evil <= plain


@pytest.mark.parametrize("page", ["<b>" * 100_000, "<b><i><p>" * 60_000 + "</b>" * 9])
def test_html_that_would_take_long_is_shown_as_its_text(page, monkeypatch):
    """All long outputs of a notebook share some seconds; others stay as they are."""
    monkeypatch.setattr("grader.submission.sanitize._SECONDS", 1)
    table = "<table>" + "<tr><td>1</td></tr>" * 600 + "</table>"
    pages = ["<b>short</b>", table, page, page, page]
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell("", outputs=[output({"text/html": one, **TEXT})])
            for one in pages
        ]
    )
    started = time.process_time()
    sanitize(notebook, set(), set())
    assert time.process_time() - started < 2
    shown = [cell.outputs[0].data for cell in notebook.cells]
    assert "<b>short</b>" in shown[0]["text/html"]
    assert shown[1]["text/html"].count("<tr>") == 600
    assert shown[2:] == [TEXT] * 3
