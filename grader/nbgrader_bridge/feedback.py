"""Feedback pages: nbgrader's, with what is the same for a whole class done once."""

import functools
import html
import logging
import os
import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from checker.language import translated
from checker.page import rendered
from grader.nbgrader_bridge.standing import Standing, standings
from grader.nbgrader_bridge.summary import add_comments, hide_scores, summary
from grader.sandbox.bounded import ends_within
from grader.submission.spoken import speak

_MOST = 1000  # texts that are remembered
_NO_WORDS = "No description has been provided for this image"  # translated
# To colour code takes longer than its length; that of short pieces counts, too. This is
# for all cells of a page; what finds no room is shown without colours.
_SHORT = 5000
_ROOM = 15_000 * (15_000 + _SHORT)
# A page with more characters that are new is first tried where it can be stopped.
_OWN = 5000
_LONG = 10  # CPU seconds
_MOST_OF_ONE = 2000  # characters of a cell, where a page takes longer
_PLAIN = '<div class=" highlight hl-{}"><pre>{}</pre></div>'
_TEMPLATES = Path(__file__).parent / "templates"
_DIGEST = re.compile(r'<meta name="gradebook" content="(\w+)">')


class FeedbackExporter(HTMLExporter):
    """nbconvert's HTML exporter for many notebooks with largely the same text.

    The lesson's own texts and code are rendered once and remembered. nbconvert parses
    each page again to give images a text, which takes a minute for a large one.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._texts, self._code = {}, {}
        # nbgrader asks for its own template by this name, in several places.
        self._ours = self.template_name == "feedback"
        if self._ours:
            others = self.extra_template_basedirs
            self.extra_template_basedirs = [str(_TEMPLATES), *others]
            self.template_paths = self._template_paths()

    @pass_context
    def markdown2html(self, context, source):
        attachments = context.get("cell", {}).get("attachments")
        if attachments:
            return self._rendered(context, source, attachments)
        make = functools.partial(self._rendered, context, source, {})
        return _remembered(self._texts, source, make)

    def _rendered(self, context, source, attachments):
        if not self._ours:
            return super().markdown2html(context, source)
        return rendered(source, attachments)

    def from_notebook_node(self, nb, resources=None, **kw):
        with speak(nb):
            return self._spoken(nb, resources)

    def _spoken(self, nb, resources):
        ids = (resources or {}).get("nbgrader")
        if self._ours and ids:
            standing = ids.get("standing") or self._standing(ids)
            where = nb, ids["assignment"], standing, ids["notebook"]
            resources["summary"] = summary(*where)
            add_comments(nb, standing, ids["notebook"])
            hide_scores(nb)
        return self._page(nb, resources)

    def _standing(self, ids):
        with Gradebook(ids["db_url"]) as gradebook:
            found = standings(gradebook, ids["assignment"], ids["student"])
        return found[ids["student"]]

    def _highlighter(self, nb, room=_ROOM):
        """Return what colours the code of one page, as far as `room` allows."""
        language = nb.metadata.get("language_info", {})
        lexer = language.get("pygments_lexer", language.get("name", "ipython3"))
        highlight = Highlight2HTML(pygments_lexer=lexer, parent=self)

        def highlighted(source, language=None, metadata=None):
            nonlocal room
            key = source, language, lexer
            if key not in self._code:
                takes = len(source) * (len(source) + _SHORT)
                if takes > room:
                    return _PLAIN.format(lexer, html.escape(source))
                room -= takes
            make = functools.partial(highlight, source, language, metadata)
            return _remembered(self._code, key, make)

        return highlighted

    def _page(self, nb, resources):
        _describe_images(nb)
        resources = self._init_resources(resources)
        widgets = WidgetsDataTypeFilter(
            notebook_metadata=self._nb_metadata, parent=self, resources=resources
        )
        self.register_filter("highlight_code", self._highlighter(nb))
        self.register_filter("filter_data_type", widgets)
        # As nbconvert does it, but for a copy of the notebook and its validation
        # after each step: this notebook is ours.
        for step in self._preprocessors:
            nb, resources = step(nb, resources)
        self._nb_metadata = {"": nb.metadata}
        resources.update(self._what_the_template_asks_for())

        def page():
            return self.template.render(nb=nb, resources=resources).lstrip()

        if self._own_length(nb) > _OWN and not ends_within(_LONG, page):
            _shorten(nb)
            self.register_filter("highlight_code", self._highlighter(nb, room=0))
        return page(), resources

    def _own_length(self, nb):
        """Return how many characters a page has that no page before it had."""
        known = {*self._texts, *(source for source, _, _ in self._code)}
        own = sum(len(cell.source) for cell in nb.cells if cell.source not in known)
        return own + sum(_shown(cell) for cell in nb.cells)

    def _what_the_template_asks_for(self):
        kinds = ("markdown", "raw", "unknown", "input", "output", "output_stdin")
        kinds += ("input_prompt", "output_prompt")
        shown = {f"include_{k}": not getattr(self, f"exclude_{k}") for k in kinds}
        shown["include_code"] = not self.exclude_code_cell
        shown["no_prompt"] = self.exclude_input_prompt and self.exclude_output_prompt
        return {
            "raw_mimetypes": self.raw_mimetypes,
            "output_mimetype": self.output_mimetype,
            "global_content_filter": shown,
        }


def _shown(cell):
    """Return how many characters the outputs of a cell have, images left out."""
    return sum(
        len(str(text))
        for output in cell.get("outputs", ())
        for kind, text in {"": output.get("text", ""), **output.get("data", {})}.items()
        if not kind.startswith("image/")
    )


def _shorten(notebook):
    """Leave of each cell what can be shown at once, in place."""
    for cell in notebook.cells:
        if len(cell.source) > _MOST_OF_ONE:
            line = " ".join(cell.source[:_MOST_OF_ONE].split())
            too_long = translated("(This is too long to be shown here.)")
            cell.source = f"    {line} …\n\n{too_long}"
            cell.pop("attachments", None)
        if _shown(cell) > _MOST_OF_ONE:
            words = translated("What this cell shows takes too long to be shown here.")
            cell.outputs = [new_output("stream", name="stdout", text=words)]


def _describe_images(notebook):
    """Give each image that a cell showed a text for who cannot see it."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if any(kind.startswith("image/") for kind in output.get("data", {})):
                output.metadata.setdefault("alt", translated(_NO_WORDS))


def _remembered(known, key, make):
    if len(known) >= _MOST:
        known.clear()
    if key not in known:
        known[key] = make()
    return known[key]


def page_digest(path: Path) -> str:
    """Return the digest of the gradebook that a page was made from, "" if unknown."""
    try:
        with path.open(encoding="utf-8") as page:
            found = _DIGEST.search(page.read(2000))
    except (OSError, ValueError):
        return ""
    return found[1] if found else ""


class FeedbackPages(GenerateFeedback):
    """nbgrader's feedback, written for one student after the other."""

    def __init__(self, root: Path, lesson: str, config: Config):
        coursedir = CourseDirectory(config=config)
        coursedir.root, coursedir.assignment_id = str(root), lesson
        super().__init__(coursedir=coursedir, config=config)
        self.log.setLevel(logging.ERROR)
        self.force = True
        self.exporter = self.exporter_class(parent=self, config=self.config)
        for step in self.preprocessors:
            self.exporter.register_preprocessor(step)

    def write(
        self,
        standing: Standing,
        name: str,
        notebook: NotebookNode,
        make: Callable[[], str] | None = None,
    ) -> None:
        """Write feedback/STUDENT/LESSON/NAME.html from a graded notebook.

        standing: of the student. make: returns the page, if it is another one than
        usual.
        """
        lesson, student = self.coursedir.assignment_id, standing.student
        resources = {
            "nbgrader": {
                "student": student,
                "assignment": lesson,
                "notebook": name,
                "db_url": self.coursedir.db_url,
                "standing": standing,
            },
            "metadata": {"name": name, "path": ""},
        }
        page = (
            make() if make else self.exporter.from_notebook_node(notebook, resources)[0]
        )
        folder = Path(self._format_dest(lesson, student))
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / f"{name}.html", page)
        self.set_permissions(lesson, student)


def write_whole(path: Path, text: str) -> None:
    """Write a file beside its place and rename it: no half of one stands as a whole."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(text, "utf-8")
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
