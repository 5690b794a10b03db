"""Feedback pages: nbgrader's, with what is the same for a whole class done once."""

import functools
import logging
import re
from pathlib import Path

from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbconvert.writers import FilesWriter
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from grader.submission.grade import NOT_GRADED
from grader.submission.mark import Mark

_MOST = 1000  # texts that are remembered
_SCORE = re.compile(r"Score: [0-9.]+ / [0-9.]+")


class FeedbackExporter(HTMLExporter):
    """nbconvert's HTML exporter for many notebooks with largely the same text.

    The lesson's own texts and code are rendered once and remembered. nbconvert
    parses each page again to give images a description; that is left to it only
    where there are images.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._texts, self._code = {}, {}

    @pass_context
    def markdown2html(self, context, source):
        if context.get("cell", {}).get("attachments"):
            return super().markdown2html(context, source)
        render = super().markdown2html
        return _remembered(self._texts, source, lambda: render(context, source))

    def from_notebook_node(self, nb, resources=None, **kw):
        page, resources = self._page(nb, resources, **kw)
        if Mark.of(nb).status == NOT_GRADED:
            # nbgrader's template knows no third state: it would say "0.0 / 25.0".
            page = _SCORE.sub("not graded", page)
        return page, resources

    def _page(self, nb, resources, **kw):
        if any("image/" in kind for kind in _kinds(nb)):
            return super().from_notebook_node(nb, resources, **kw)
        resources = self._init_resources(resources)
        widgets = WidgetsDataTypeFilter(
            notebook_metadata=self._nb_metadata, parent=self, resources=resources
        )
        language = nb.metadata.get("language_info", {})
        lexer = language.get("pygments_lexer", language.get("name", "ipython3"))
        highlight = Highlight2HTML(pygments_lexer=lexer, parent=self)

        def highlighted(source, language=None, metadata=None):
            key = source, language, lexer
            make = functools.partial(highlight, source, language, metadata)
            return _remembered(self._code, key, make)

        self.register_filter("highlight_code", highlighted)
        self.register_filter("filter_data_type", widgets)
        return TemplateExporter.from_notebook_node(self, nb, resources, **kw)


def _kinds(notebook):
    """Yield the MIME types of all outputs; "image/" for an image in a text."""
    for cell in notebook.cells:
        if cell.cell_type != "code" and ("<img" in cell.source or "![" in cell.source):
            yield "image/"
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            yield from data
            if "<img" in data.get("text/html", ""):
                yield "image/"


def _remembered(known, key, make):
    if len(known) >= _MOST:
        known.clear()
    if key not in known:
        known[key] = make()
    return known[key]


class FeedbackPages(GenerateFeedback):
    """nbgrader's feedback, written for one student after the other."""

    def __init__(self, root: Path, lesson: str, config: Config):
        coursedir = CourseDirectory(config=config)
        coursedir.root, coursedir.assignment_id = str(root), lesson
        super().__init__(coursedir=coursedir, config=config)
        self.log.setLevel(logging.ERROR)
        self.force = True
        self.writer = FilesWriter(parent=self, config=self.config)
        self.exporter = self.exporter_class(parent=self, config=self.config)
        for step in self.preprocessors:
            self.exporter.register_preprocessor(step)

    def write(self, student: str, notebook_name: str) -> None:
        """Write feedback/STUDENT/LESSON/NOTEBOOK.html from the graded notebook."""
        lesson = self.coursedir.assignment_id
        path = Path(self._format_source(lesson, student), notebook_name)
        self.notebooks = [str(path)]
        self.init_destination(lesson, student)
        self.convert_single_notebook(str(path))
        self.set_permissions(lesson, student)
